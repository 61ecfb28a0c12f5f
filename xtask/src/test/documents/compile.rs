use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::first_request::Call;
use super::implementation::implementation;
use crate::repository::Repository;
use crate::test::log::Log;
use crate::test::rust::cargo;

/// The hand-written part of the server, and the lock file with the versions to build with.
const SERVED: &str = "tests/documents/served";
const LOCK: &str = "tests/bookshop/Cargo.lock";

/// The program that serves the stub in `folder`, compiled without a warning; and how long that took.
pub fn compile(
    repository: &Repository,
    folder: &Path,
    builds: &Path,
    log: &mut Log,
) -> Result<(PathBuf, Duration)> {
    let served = folder.join("served");
    fs::create_dir_all(served.join("src"))?;
    let from = repository.root().join(SERVED);
    fs::copy(from.join("Cargo.toml"), served.join("Cargo.toml"))?;
    fs::copy(from.join("src/main.rs"), served.join("src/main.rs"))?;
    fs::copy(repository.root().join(LOCK), served.join("Cargo.lock"))?;
    fs::write(
        served.join("src/implementation.rs"),
        implementation(&folder.join("document-api"))?,
    )?;
    let start = Instant::now();
    log.run(build(&served, builds).args(["build", "--quiet"]))?;
    Ok((builds.join("debug/served"), start.elapsed()))
}

/// Removes what was built of a document and keeps what all build on.
pub fn clean(folder: &Path, builds: &Path, log: &mut Log) -> Result<()> {
    let mut command = build(&folder.join("served"), builds);
    log.run(command.args(["clean", "--quiet", "-p", "served", "-p", "document-api"]))
}

fn build(folder: &Path, builds: &Path) -> Command {
    let mut command = cargo(folder);
    command
        .env("CARGO_TARGET_DIR", builds)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTFLAGS", "-Dwarnings");
    command
}

/// What the program answers to `call`, on one line.
pub fn ask(program: &Path, call: &Call) -> Result<String> {
    let server = Server::start(program)?;
    call.send(&server.address)
}

struct Server {
    process: Child,
    address: String,
}

impl Server {
    fn start(program: &Path) -> Result<Self> {
        let mut process = Command::new(program)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = process.stdout.take().context("the server has no output")?;
        let mut server = Self {
            process,
            address: String::new(),
        };
        BufReader::new(output).read_line(&mut server.address)?;
        server.address = server.address.trim_end().to_owned();
        ensure!(!server.address.is_empty(), "the server did not start");
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
