use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, ensure};

/// One request, as the README's curl makes it.
const REQUEST: &str = r#"wrk.method = "POST"
wrk.body = '{"returnUrl":"https://chat.recoupable.com/settings/billing"}'
wrk.headers["Content-Type"] = "application/json"
wrk.headers["x-api-key"] = "recoup_sk_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
"#;

/// What one round of load came to.
pub struct Load {
    /// Answers per second.
    pub rate: f64,
    /// Processor time of the servers for each answer, in microseconds: what others do on the machine changes it little.
    pub cpu_micros: f64,
}

/// The two servers of `tests/examples/side_by_side.rs`, on one thread of the first core; stopped when dropped.
pub struct Servers {
    /// Names and addresses.
    pub addresses: Vec<(String, String)>,
    process: Child,
    script: PathBuf,
}

impl Servers {
    /// Starts them.
    ///
    /// # Errors
    /// When the program does not start or does not name both addresses.
    pub fn start(program: &Path, workshop: &Path) -> Result<Self> {
        let script = workshop.join("bench.lua");
        fs::write(&script, REQUEST)?;
        let mut process = Command::new("taskset")
            .args(["--cpu-list", "0"])
            .arg(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context(
                "cannot start the servers with taskset (Debian: apt-get install util-linux)",
            )?;
        let output = process
            .stdout
            .take()
            .context("the servers have no output")?;
        let lines = BufReader::new(output).lines().take(2);
        let addresses: Vec<_> = lines
            .map_while(Result::ok)
            .filter_map(|line| {
                line.split_once(' ')
                    .map(|(name, url)| (name.to_owned(), url.to_owned()))
            })
            .collect();
        let servers = Self {
            addresses,
            process,
            script,
        };
        ensure!(
            servers.addresses.len() == 2,
            "the servers did not name their addresses"
        );
        Ok(servers)
    }

    /// Loads one of them from the second core.
    ///
    /// # Errors
    /// When wrk is missing, or when not every answer was a 200.
    pub fn load(&self, url: &str, seconds: u32) -> Result<Load> {
        let before = self.cpu_seconds()?;
        let output = Command::new("taskset")
            .args([
                "--cpu-list",
                "1",
                "wrk",
                "--threads",
                "1",
                "--connections",
                "64",
            ])
            .args(["--duration", &format!("{seconds}s"), "--script"])
            .arg(&self.script)
            .arg(format!("{url}/api/subscriptions/portal"))
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        ensure!(
            output.status.success(),
            "wrk failed (Debian: apt-get install wrk): {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        ensure!(
            !text.contains("Non-2xx") && !text.contains("Socket errors"),
            "not every answer was a 200:\n{text}"
        );
        let rate = number(&text, |line| line.strip_prefix("Requests/sec:"))?;
        let requests = number(&text, |line| {
            line.split_once(" requests in").map(|(count, _)| count)
        })?;
        Ok(Load {
            rate,
            cpu_micros: (self.cpu_seconds()? - before) * 1e6 / requests,
        })
    }

    /// Processor time that the servers have taken so far, in user and in kernel mode (proc(5), fields 14 and 15 of `stat`).
    fn cpu_seconds(&self) -> Result<f64> {
        const TICKS_PER_SECOND: f64 = 100.0;
        let path = format!("/proc/{}/stat", self.process.id());
        let stat = fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
        // The name in parentheses may hold anything.
        let fields = stat
            .rsplit(')')
            .next()
            .unwrap_or_default()
            .split_whitespace();
        let ticks: f64 = fields
            .skip(11)
            .take(2)
            .filter_map(|field| field.parse::<f64>().ok())
            .sum();
        Ok(ticks / TICKS_PER_SECOND)
    }
}

/// What wrk says in the first line that has it.
fn number(text: &str, find: impl Fn(&str) -> Option<&str>) -> Result<f64> {
    let found = text.lines().find_map(|line| find(line.trim()));
    let number = found.and_then(|words| words.trim().parse().ok());
    number.with_context(|| format!("wrk did not say what it did:\n{text}"))
}

impl Drop for Servers {
    fn drop(&mut self) {
        // Gone already is as good as stopped.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
