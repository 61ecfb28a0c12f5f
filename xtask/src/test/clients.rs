use std::process::Command;

use anyhow::Result;

use super::log::Log;
use super::rust;
use crate::repository::Repository;

/// Packs the client of each language, installs it into an empty project, and plays one table of cases against the real server.
pub fn run(repository: &Repository, log: &mut Log) -> Result<String> {
    let driver = repository.root().join("tests/clients/rust/src/main.rs");
    log.run(
        Command::new("rustfmt")
            .args(["--check", "--edition", "2024"])
            .arg(driver),
    )?;
    log.run(
        rust::cargo(repository.root())
            .args(["test", "--locked", "--package", "accounts-tests"])
            // The table is for people, too.
            .args(["--test", "clients", "--", "--nocapture"]),
    )?;
    rust::counted(log)
}
