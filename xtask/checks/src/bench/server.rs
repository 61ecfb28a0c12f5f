use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};
use ureq::Agent;

/// One request, as the README's curl makes it.
pub(super) const PATH: &str = "/api/subscriptions/portal";
pub(super) const BODY: &str = r#"{"returnUrl":"https://chat.recoupable.com/settings/billing"}"#;

/// A server that listens; ended by its own process id when dropped.
pub(super) struct Server {
    url: String,
    process: Child,
}

impl Server {
    /// Starts it, and waits for the line that names its address.
    ///
    /// # Errors
    /// When it ends before.
    pub(super) fn start(mut command: Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .context("cannot start taskset (Debian: apt-get install util-linux)")?;
        let output = process.stdout.take().context("no output")?;
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let listening =
            lines.find_map(|line| line.strip_prefix("Listening on ").map(str::to_owned));
        let Some(address) = listening else {
            let status = process.wait()?;
            anyhow::bail!("it ended before it listened: {status}");
        };
        let url = format!("{address}{PATH}");
        Ok(Self { url, process })
    }

    /// Where requests go.
    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Sends one request over the agent's connection.
    ///
    /// # Errors
    /// When the response is not 200.
    pub(super) fn ask(&self, agent: &Agent, (name, value): (&str, &str)) -> Result<()> {
        let request = agent.post(&self.url).header(name, value);
        let mut answer = request.content_type("application/json").send(BODY)?;
        let text = answer.body_mut().read_to_string()?;
        ensure!(answer.status() == 200, "{} {text}", answer.status());
        Ok(())
    }

    /// Processor time that it has taken so far, in seconds, in user and in kernel mode (proc(5), fields 14 and 15 of `stat`).
    ///
    /// # Errors
    /// When it is gone.
    pub(super) fn cpu_seconds(&self) -> Result<f64> {
        const TICKS_PER_SECOND: f64 = 100.0;
        let stat = self.read("stat")?;
        // The name in parentheses may hold anything.
        let fields = stat.rsplit(')').next().unwrap_or_default();
        let times = fields.split_whitespace().skip(11).take(2);
        let ticks: f64 = times.filter_map(|field| field.parse::<f64>().ok()).sum();
        Ok(ticks / TICKS_PER_SECOND)
    }

    /// The most memory that it ever had, in MiB (`VmHWM`, proc(5)).
    ///
    /// # Errors
    /// When it is gone.
    pub(super) fn peak_mib(&self) -> Result<f64> {
        let status = self.read("status")?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = line.and_then(|line| line.trim().strip_suffix(" kB")?.parse::<f64>().ok());
        Ok(kib.context("no VmHWM")? / 1024.0)
    }

    fn read(&self, file: &str) -> Result<String> {
        let path = format!("/proc/{}/{file}", self.process.id());
        fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))
    }

    /// SIGTERM, and waits for its end.
    ///
    /// # Errors
    /// When it cannot be sent.
    pub(super) fn stop(mut self) -> Result<()> {
        // The shell's own `kill`: not every machine has one on its disk.
        let kill = format!("kill -TERM {}", self.process.id());
        let sent = Command::new("sh").args(["-c", &kill]).status()?;
        ensure!(sent.success(), "cannot end {}", self.process.id());
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have stopped already.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
