use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result};

/// How long a server may take to be ready.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A server that says `Listening on http://...`; stopped when dropped.
pub struct Running {
    /// Its address, with the scheme.
    pub url: String,
    process: Child,
}

impl Running {
    /// Starts it. Its standard input stays open as long as it runs.
    ///
    /// # Errors
    /// When it does not say where it listens within 60 s.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", command.get_program().to_string_lossy()))?;
        let output = process.stdout.take();
        let mut running = Self {
            url: String::new(),
            process,
        };
        let (sender, receiver) = mpsc::channel();
        thread::spawn(move || {
            for line in output
                .into_iter()
                .flat_map(|output| BufReader::new(output).lines())
                .map_while(Result::ok)
            {
                if let Some(url) = line.strip_prefix("Listening on ") {
                    // Nobody listens once the server is ready; reading on keeps its pipe from filling up.
                    sender.send(url.trim().to_owned()).ok();
                }
            }
        });
        running.url = receiver
            .recv_timeout(START_TIMEOUT)
            .context("the server did not print `Listening on http://...`")?;
        Ok(running)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Gone already is as good as stopped.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
