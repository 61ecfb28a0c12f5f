use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use contract_first::repository::Repository;

use super::log::Log;
use super::workspace::Workspace;

/// The second contract.
pub const BOOKSHOP: &str = "tests/fixtures/bookshop.yaml";

/// `cargo` in a folder of the checkout, as a person would type it: nothing of the cargo that runs xtask is handed on.
pub fn cargo(folder: &Path) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(folder)
        .env_remove("CARGO_MANIFEST_DIR")
        .env_remove("CARGO_PKG_NAME");
    command
}

/// rustfmt on what people write; generated code has a formatter of its own.
pub fn format(repository: &Repository, log: &mut Log) -> Result<String> {
    let mut root = cargo(repository.root());
    root.args(["fmt", "--check"]);
    let workspace = Workspace::read(repository.root())?;
    for package in workspace.hand_written(repository) {
        root.args(["--package", package]);
    }
    log.run(&mut root)?;
    log.run(cargo(&repository.root().join("xtask")).args(["fmt", "--all", "--check"]))?;
    Ok(String::new())
}

/// clippy on the root workspace.
pub fn clippy(repository: &Repository, log: &mut Log) -> Result<String> {
    let mut command = lints(repository.root());
    let workspace = Workspace::read(repository.root())?;
    for target in workspace.outside_tests() {
        command.args(["--test", target]);
    }
    log.run(command.args(STRICT))?;
    Ok(String::new())
}

const STRICT: [&str; 3] = ["--", "-D", "warnings"];

fn lints(folder: &Path) -> Command {
    let mut command = cargo(folder);
    command.args(["clippy", "--workspace", "--all-targets", "--locked"]);
    command
}

pub fn strict(folder: &Path, log: &mut Log) -> Result<String> {
    log.run(lints(folder).args(STRICT))?;
    Ok(String::new())
}

/// All tests of the root workspace.
pub fn service(repository: &Repository, log: &mut Log) -> Result<String> {
    // The tests start the real binary.
    log.run(cargo(repository.root()).args(["build", "--workspace", "--locked"]))?;
    log.run(cargo(repository.root()).args(["test", "--workspace", "--locked", "--no-fail-fast"]))?;
    counted(log)
}

/// The drift check, as CI and people call it.
pub fn drift(repository: &Repository, log: &mut Log) -> Result<String> {
    log.run(xtask(repository).arg("lint"))?;
    log.run(xtask(repository).arg("drift"))?;
    Ok(log
        .text()
        .lines()
        .last()
        .unwrap_or_default()
        .trim()
        .to_owned())
}

/// xtask's own lints and tests.
pub fn pipeline(repository: &Repository, log: &mut Log) -> Result<String> {
    let folder = repository.root().join("xtask");
    strict(&folder, log)?;
    log.run(cargo(&folder).args(["test", "--workspace", "--locked", "--no-fail-fast"]))?;
    counted(log)
}

/// Generates, compiles and serves the second contract.
pub fn bookshop(repository: &Repository, log: &mut Log) -> Result<String> {
    generated(repository, "server", "bookshop-api", log)?;
    let folder = repository.root().join("tests/bookshop");
    // Not with the rest: cargo does not know the package before its crate is generated.
    log.run(cargo(&folder).args(["fmt", "--check", "--package", "bookshop"]))?;
    strict(&folder, log)?;
    documented(&folder, log)?;
    log.run(cargo(&folder).args(["test", "--locked", "--no-fail-fast"]))?;
    counted(log)
}

/// Makes one thing of the second contract, into a folder of `target/fixtures`.
pub fn generated(repository: &Repository, target: &str, name: &str, log: &mut Log) -> Result<()> {
    let output = repository.root().join("target/fixtures").join(name);
    let mut command = xtask(repository);
    command.args(["generate", "--target", target, "--contract"]);
    command.arg(repository.root().join(BOOKSHOP));
    log.run(command.arg("--output").arg(output))
}

/// rustdoc on the service and on xtask.
pub fn docs(repository: &Repository, log: &mut Log) -> Result<String> {
    documented(repository.root(), log)?;
    documented(&repository.root().join("xtask"), log)?;
    Ok(String::new())
}

fn documented(folder: &Path, log: &mut Log) -> Result<()> {
    let mut command = cargo(folder);
    command.args([
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
        "--locked",
    ]);
    log.run(command.env("RUSTDOCFLAGS", "-D warnings"))
}

/// `cargo xtask` on the same checkout and with the same tools. Not this very program: building xtask's tests may replace its file.
pub fn xtask(repository: &Repository) -> Command {
    let mut command = cargo(repository.root());
    command
        .args([
            "run",
            "--quiet",
            "--locked",
            "--manifest-path",
            "xtask/Cargo.toml",
            "--",
        ])
        .arg("--root")
        .arg(repository.root())
        .arg("--tools")
        .arg(repository.tools());
    command
}

/// `412 tests passed`; no test at all is a failure, and so is an ignored one.
pub fn counted(log: &Log) -> Result<String> {
    let text = log.text();
    let count = |word: &str| -> usize {
        let lines = text.lines().filter(|line| line.starts_with("test result:"));
        let parts = lines.flat_map(|line| line.split([';', '.'])).map(str::trim);
        parts
            .filter_map(|part| part.strip_suffix(word)?.trim().parse::<usize>().ok())
            .sum()
    };
    let (passed, ignored) = (count("passed"), count("ignored"));
    ensure!(passed > 0, "no test ran");
    ensure!(
        ignored == 0,
        "{ignored} tests are switched off with #[ignore]"
    );
    Ok(format!("{passed} tests passed"))
}
