use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::Result;

use super::first_request::Call;
use super::implementation::implementation;
use crate::repository::Repository;
use crate::test::log::Log;
use crate::test::running::Running;
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
    let server = Running::start(&mut Command::new(program))?;
    let (status, text) = call.send(&server.url)?;
    Ok(format!("{status} {}", text.trim_end()))
}
