use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use contract_first::repository::Repository;

use super::log::Log;
use super::rust::{cargo, counted};

/// Tests that are about PostgreSQL.
const TESTS: [&str; 3] = ["postgres", "database_faults", "replicas"];

/// Tests that SQLite passes too, as they are.
const SUITES: [&str; 2] = ["sandbox", "contract"];

/// Everything that keeps data, on a real PostgreSQL server which the tests start themselves: the suites that SQLite passes too,
/// faults of the server, and several replicas.
pub fn run(repository: &Repository, log: &mut Log) -> Result<String> {
    ensure_installed(log)?;
    let root = repository.root();
    log.run(tests(root, &TESTS).args(["--", "--nocapture"]))?;
    log.run(tests(root, &SUITES).env("ACCOUNTS_TESTS_DATABASE", "postgres"))?;
    counted(log)
}

/// `cargo test` of these targets, with the features of the whole workspace: nothing is built twice.
fn tests(root: &Path, targets: &[&str]) -> Command {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    for target in targets {
        command.args(["--test", target]);
    }
    command
}

/// PostgreSQL is named by `POSTGRES_BIN`, installed, or installed now where this user may.
fn ensure_installed(log: &mut Log) -> Result<()> {
    if installed() {
        return Ok(());
    }
    let update = log.run(Command::new("apt-get").arg("update"));
    let install = update.and_then(|()| {
        log.run(
            Command::new("apt-get")
                .env("DEBIAN_FRONTEND", "noninteractive")
                .args([
                    "install",
                    "--yes",
                    "--no-install-recommends",
                    "postgresql",
                    "postgresql-client",
                ]),
        )
    });
    match install {
        Ok(()) if installed() => Ok(()),
        Ok(()) => {
            bail!("apt-get installed PostgreSQL, but it is not found: name it with POSTGRES_BIN")
        }
        Err(error) => bail!(
            "no PostgreSQL here, and it could not be installed ({error:#}): install version 15 or newer, or name the folder of its \
             programs with POSTGRES_BIN"
        ),
    }
}

/// Where the tests look for it, too.
fn installed() -> bool {
    let named = std::env::var_os("POSTGRES_BIN").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    named
        .into_iter()
        .chain(std::env::split_paths(&path))
        .chain(debian)
        .any(|folder| folder.join("initdb").is_file() && folder.join("psql").is_file())
}
