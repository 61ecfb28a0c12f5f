use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Result, bail};
use contract_first::project::Project;

use super::log::Log;
use super::rust::{cargo, counted};

/// Tests that are about PostgreSQL.
const TESTS: [&str; 6] = [
    "postgres",
    "recoup_directory",
    "database_faults",
    "replicas",
    "drop_in",
    "backup",
];

/// Tests that SQLite passes too, as they are.
const SUITES: [&str; 3] = ["sandbox", "contract", "bulk"];

/// Everything that keeps data, on a real PostgreSQL server which the tests start themselves: the suites that SQLite passes too,
/// faults of the server, and several replicas, behind PgBouncer too.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    ensure_installed(log)?;
    let root = project.root();
    log.run(tests(root, &TESTS).args(["--", "--nocapture"]))?;
    log.run(tests(root, &SUITES).env("ACCOUNTS_TESTS_DATABASE", "postgres"))?;
    counted(log)
}

/// `cargo test` of these targets, with the features of the whole workspace: nothing is built twice.
pub(super) fn tests(root: &Path, targets: &[&str]) -> Command {
    let mut command = cargo(root);
    command.args(["test", "--workspace", "--locked", "--no-fail-fast"]);
    for target in targets {
        command.args(["--test", target]);
    }
    command
}

/// A program that the tests start, and where it comes from.
struct Need {
    name: &'static str,
    packages: &'static [&'static str],
    /// What names another one.
    variable: &'static str,
    installed: fn() -> bool,
}

/// In this order: Debian's PgBouncer has no need of a server here.
const NEEDS: [Need; 3] = [
    Need {
        name: "PostgreSQL 15 or newer",
        packages: &["postgresql", "postgresql-client"],
        variable: "POSTGRES_BIN",
        installed: postgres_installed,
    },
    Need {
        name: "PgBouncer 1.18 or newer",
        packages: &["pgbouncer"],
        variable: "PGBOUNCER",
        installed: pgbouncer_installed,
    },
    Need {
        name: "SQLite's command line",
        packages: &["sqlite3"],
        variable: "PATH",
        installed: sqlite_installed,
    },
];

/// Each is named by its variable, installed, or installed now where this user may.
pub(super) fn ensure_installed(log: &mut Log) -> Result<()> {
    for need in NEEDS {
        if (need.installed)() {
            continue;
        }
        let (name, variable) = (need.name, need.variable);
        match apt_install(log, need.packages) {
            Ok(()) if (need.installed)() => {}
            Ok(()) => {
                bail!("apt-get installed {name}, but it is not found: name it with {variable}")
            }
            Err(error) => bail!(
                "no {name} here, and it could not be installed ({error:#}): install it, or name it with {variable}"
            ),
        }
    }
    Ok(())
}

/// Installs packages of Debian and of what is made of it.
pub(super) fn apt_install(log: &mut Log, packages: &[&str]) -> Result<()> {
    log.run(Command::new("apt-get").arg("update"))?;
    let mut install = Command::new("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "--no-install-recommends"])
        .args(packages);
    log.run(&mut install)
}

/// Where the tests look for it, too.
fn postgres_installed() -> bool {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let debian = versions.filter_map(|entry| Some(entry.ok()?.path().join("bin")));
    named("POSTGRES_BIN")
        .into_iter()
        .chain(searched())
        .chain(debian)
        .any(|folder| folder.join("initdb").is_file() && folder.join("psql").is_file())
}

/// Where the tests look for it, too.
fn pgbouncer_installed() -> bool {
    let folders = searched().into_iter().chain(["/usr/sbin".into()]);
    named("PGBOUNCER")
        .into_iter()
        .chain(folders.map(|folder| folder.join("pgbouncer")))
        .any(|program| program.is_file())
}

/// What people back up SQLite files with.
fn sqlite_installed() -> bool {
    searched()
        .iter()
        .any(|folder| folder.join("sqlite3").is_file())
}

fn named(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).map(PathBuf::from)
}

fn searched() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).collect()
}
