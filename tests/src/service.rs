use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::client::Client;
use crate::installation::{Installation, Ran};
use crate::metrics::Metrics;
use crate::output::{Output, TIMEOUT};
use crate::raw::Raw;

/// A running server. Ended by its own process id when it is dropped.
pub struct Service {
    installation: Installation,
    process: Child,
    stdout: Output,
    stderr: Output,
    address: SocketAddr,
}

impl Service {
    pub(crate) fn start(installation: Installation) -> Self {
        let mut process = installation
            .command(&[])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stdout = Output::gather(process.stdout.take().expect("a pipe"));
        let stderr = Output::gather(process.stderr.take().expect("a pipe"));
        let address = stdout.wait_for(listening);
        let Some(address) = address else {
            process.kill().ok();
            process.wait().ok();
            panic!(
                "the server does not listen: {}{}",
                stdout.text(),
                stderr.text()
            );
        };
        Self {
            installation,
            process,
            stdout,
            stderr,
            address,
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it shows its metrics; `ACCOUNTS_ADMIN_LISTEN` has to be set.
    pub fn admin(&self) -> SocketAddr {
        let stdout = self.stdout.text();
        let mut lines = stdout.lines();
        let line = lines.find_map(|line| line.strip_prefix("Metrics on http://"));
        let address = line.and_then(|line| line.strip_suffix("/metrics"));
        let address = address.unwrap_or_else(|| panic!("no metrics: {stdout}"));
        address.parse().expect("an address")
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// The folder that it runs in, for further commands.
    pub fn installation(&self) -> &Installation {
        &self.installation
    }

    /// A typed client.
    pub fn client(&self) -> Client {
        Client::new(self.address)
    }

    /// A bare connection.
    pub fn connect(&self) -> Raw {
        Raw::connect(self.address)
    }

    /// What it wrote to stdout so far.
    pub fn stdout(&self) -> String {
        self.stdout.text()
    }

    /// Waits until its log holds a text.
    pub fn wait_for_log(&self, text: &str) {
        let found = self.stderr.wait_for(|log| log.contains(text).then_some(()));
        assert!(found.is_some(), "no {text:?} in {}", self.stderr.text());
    }

    /// Waits until so many requests are being answered.
    pub async fn wait_for_active(&self, requests: u32) {
        let end = Instant::now() + TIMEOUT;
        loop {
            let metrics = Metrics::of(self.admin()).await;
            let active = metrics.get("http_server_active_requests", &[]);
            if active == f64::from(requests) {
                return;
            }
            assert!(Instant::now() < end, "{active} active, not {requests}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Makes an account with a subscription.
    pub fn account(&self, name: &str) -> String {
        self.installation
            .line(&["accounts", "create", "--name", name])
    }

    /// Makes a key for an account.
    pub fn key_of(&self, account: &str) -> String {
        let arguments = ["keys", "create", "--account", account, "--name", "test"];
        self.installation.line(&arguments)
    }

    /// Makes a key for a new account with a subscription.
    pub fn key(&self) -> String {
        self.key_of(&self.account("Acme"))
    }

    /// Sends SIGTERM.
    pub fn terminate(&self) {
        self.signal("TERM");
    }

    /// Sends SIGKILL.
    pub fn kill(&self) {
        self.signal("KILL");
    }

    fn signal(&self, name: &str) {
        // The shell's own `kill`: not every machine has one on its disk.
        let kill = format!("kill -{name} {}", self.process.id());
        let sent = Command::new("sh").args(["-c", &kill]).status();
        assert!(sent.expect("a shell").success());
    }

    /// Waits for its end, and answers what it left behind, and the folder for another start.
    pub fn wait(mut self) -> (Ran, Installation) {
        let end = Instant::now() + TIMEOUT;
        let status = loop {
            if let Some(status) = self.process.try_wait().expect("our own child") {
                break status;
            }
            assert!(
                Instant::now() < end,
                "it does not stop: {}",
                self.stderr.text()
            );
            thread::sleep(Duration::from_millis(10));
        };
        let ran = Ran {
            code: status.code().unwrap_or(-1),
            stdout: self.stdout.finish(),
            stderr: self.stderr.finish(),
        };
        let installation = std::mem::replace(&mut self.installation, Installation::bare());
        (ran, installation)
    }

    /// SIGTERM, then [`Self::wait`].
    pub fn stop(self) -> (Ran, Installation) {
        self.terminate();
        self.wait()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        // Fails when it is over already; the id is not reused before `wait`.
        self.process.kill().ok();
        self.process.wait().ok();
        if thread::panicking() {
            eprintln!("--- the server's log\n{}", self.stderr.text());
        }
    }
}

/// The address in the line that says so.
fn listening(stdout: &str) -> Option<SocketAddr> {
    let lines = stdout
        .split_inclusive('\n')
        .filter_map(|line| line.strip_suffix('\n'));
    let address = |line: &str| line.strip_prefix("Listening on http://")?.parse().ok();
    lines.filter_map(address).next()
}
