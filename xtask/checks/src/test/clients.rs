use std::path::Path;
use std::process::Command;

use anyhow::Result;
use contract_first::project::Project;

use super::log::Log;
use super::python::Packages;
use super::{npm, rust};

/// Packs the client of each language, installs it into an empty project, and plays one table of cases against the real server; then
/// the clients of a second contract call its implementation.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let driver = project.root().join("tests/clients/rust/src/main.rs");
    log.run(
        Command::new("rustfmt")
            .args(["--check", "--edition", "2024"])
            .arg(driver),
    )?;
    npm::install(&project.root().join("tests/clients/typescript"), log)?;
    let python = Packages::prepare(project)?;
    log.run(
        rust::cargo(project.root())
            .args(["test", "--locked", "--package", "accounts-tests"])
            .env("ACCOUNTS_TESTS_PYTHON_PACKAGES", &python.client)
            .env("ACCOUNTS_TESTS_PYTHON_TOOLS", &python.tools)
            // The table is for people, too.
            .args(["--test", "clients", "--", "--nocapture"]),
    )?;
    bookshop(project, log)?;
    rust::counted(log)
}

/// The Rust client of the second contract.
fn bookshop(project: &Project, log: &mut Log) -> Result<()> {
    rust::generated(project, "server", "bookshop-api", log)?;
    rust::generated(project, "rust", "bookshop-client", log)?;
    let folder = project.root().join("tests/clients/bookshop");
    log.run(rust::cargo(&folder).args(["fmt", "--check", "--package", "bookshop-clients"]))?;
    let warnings = "-D warnings";
    for arguments in [
        [
            "clippy",
            "--workspace",
            "--all-targets",
            "--locked",
            "--",
            "-D",
            "warnings",
        ]
        .as_slice(),
        &[
            "doc",
            "--package",
            "bookshop-client",
            "--no-deps",
            "--locked",
        ],
        &["test", "--locked", "--no-fail-fast"],
    ] {
        let mut command = built_with(&folder, project.root());
        command.env("RUSTDOCFLAGS", warnings);
        log.run(command.args(arguments))?;
    }
    Ok(())
}

/// `cargo` that builds where the service is built: what both use is built once.
fn built_with(folder: &Path, root: &Path) -> Command {
    let mut command = rust::cargo(folder);
    if std::env::var_os("CARGO_TARGET_DIR").is_none() {
        command.env("CARGO_TARGET_DIR", root.join("target"));
    }
    command
}
