use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use contract_first::project::Project;
use tempfile::TempDir;

use super::log::Log;
use super::workspace::Workspace;

/// How long a server may take to be ready.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// A real server on a port and a database of its own; stopped when dropped.
pub struct Service {
    /// Where it listens: `http://127.0.0.1:PORT`.
    pub url: String,
    /// The demo account's API key.
    pub key: String,
    /// The program that serves, for further commands.
    pub program: PathBuf,
    process: Child,
    folder: TempDir,
}

impl Service {
    /// Builds the server and starts it on embedded defaults, on a free port of the loopback interface.
    ///
    /// # Errors
    /// When it does not build, does not start, or does not say what the README promises.
    pub fn start(project: &Project, log: &mut Log) -> Result<Self> {
        let program = program(project, log)?;
        let folder = TempDir::new()?;
        let mut command = Command::new(&program);
        for (name, _) in std::env::vars_os() {
            // Settings of the person who runs the tests are not the tests'.
            if name.as_encoded_bytes().starts_with(b"ACCOUNTS_") {
                command.env_remove(name);
            }
        }
        let mut process = command
            .current_dir(folder.path())
            .env("ACCOUNTS_LISTEN", "127.0.0.1:0")
            // Thousands of bad requests come from one address.
            .env("ACCOUNTS_FAILED_CREDENTIALS_PER_MINUTE", "0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(log.sink()?)
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let announced = process.stdout.take().map(announcement);
        match announced.context("the server has no output")? {
            Ok((url, key)) => Ok(Self {
                url,
                key,
                program,
                process,
                folder,
            }),
            Err(error) => {
                stop(&mut process);
                Err(error)
            }
        }
    }
}

impl Service {
    /// The folder that it runs in, with its database.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        stop(&mut self.process);
    }
}

fn stop(process: &mut Child) {
    // Gone already is as good as stopped.
    process.kill().ok();
    process.wait().ok();
}

/// The address and the key from the lines that the first start prints.
fn announcement(output: impl std::io::Read + Send + 'static) -> Result<(String, String)> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // Nobody listens once the server is ready; reading on keeps its pipe from filling up.
            sender.send(line).ok();
        }
    });
    let mut key = None;
    loop {
        let Ok(line) = receiver.recv_timeout(START_TIMEOUT) else {
            bail!(
                "the server did not print `Listening on http://...` within {} s",
                START_TIMEOUT.as_secs()
            );
        };
        if line.trim().starts_with("recoup_sk_") {
            key = Some(line.trim().to_owned());
        }
        if let Some(url) = line.strip_prefix("Listening on ") {
            let key = key.context("the first start printed no API key on a line of its own")?;
            return Ok((url.trim().to_owned(), key));
        }
    }
}

/// The server as cargo builds it.
fn program(project: &Project, log: &mut Log) -> Result<PathBuf> {
    log.run(Command::new("cargo").current_dir(project.root()).args([
        "build",
        "--locked",
        "--package",
        "accounts-server",
    ]))?;
    Ok(Workspace::read(project.root())?
        .target()?
        .join("debug")
        .join(format!("accounts-server{}", std::env::consts::EXE_SUFFIX)))
}
