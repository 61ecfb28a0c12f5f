use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};
use contract_first::project::Project;

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
pub fn format(project: &Project, log: &mut Log) -> Result<String> {
    let mut root = cargo(project.root());
    root.args(["fmt", "--check"]);
    let workspace = Workspace::read(project.root())?;
    for package in workspace.hand_written(project) {
        root.args(["--package", package]);
    }
    log.run(&mut root)?;
    log.run(cargo(&project.root().join("xtask")).args(["fmt", "--all", "--check"]))?;
    Ok(String::new())
}

/// clippy on the root workspace.
pub fn clippy(project: &Project, log: &mut Log) -> Result<String> {
    let mut command = lints(project.root());
    let workspace = Workspace::read(project.root())?;
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
pub fn service(project: &Project, log: &mut Log) -> Result<String> {
    // The tests start the real binary.
    log.run(cargo(project.root()).args(["build", "--workspace", "--locked"]))?;
    log.run(cargo(project.root()).args(["test", "--workspace", "--locked", "--no-fail-fast"]))?;
    counted(log)
}

/// The drift check, as CI and people call it.
pub fn drift(project: &Project, log: &mut Log) -> Result<String> {
    log.run(xtask(project).arg("lint"))?;
    log.run(xtask(project).arg("drift"))?;
    Ok(log
        .text()
        .lines()
        .last()
        .unwrap_or_default()
        .trim()
        .to_owned())
}

/// xtask's own lints and tests.
pub fn pipeline(project: &Project, log: &mut Log) -> Result<String> {
    let folder = project.root().join("xtask");
    strict(&folder, log)?;
    log.run(cargo(&folder).args(["test", "--workspace", "--locked", "--no-fail-fast"]))?;
    counted(log)
}

/// Generates, compiles and serves the second contract.
pub fn bookshop(project: &Project, log: &mut Log) -> Result<String> {
    generated(project, "server", "bookshop-api", log)?;
    let folder = project.root().join("tests/bookshop");
    // Not with the rest: cargo does not know the package before its crate is generated.
    log.run(cargo(&folder).args(["fmt", "--check", "--package", "bookshop"]))?;
    strict(&folder, log)?;
    documented(&folder, log)?;
    log.run(cargo(&folder).args(["test", "--locked", "--no-fail-fast"]))?;
    counted(log)
}

/// Makes one thing of the second contract, into a folder of `target/fixtures`.
pub fn generated(project: &Project, target: &str, name: &str, log: &mut Log) -> Result<()> {
    let output = project.root().join("target/fixtures").join(name);
    let mut command = xtask(project);
    command.args(["generate", "--target", target, "--contract"]);
    command.arg(project.root().join(BOOKSHOP));
    log.run(command.arg("--output").arg(output))
}

/// rustdoc on the service and on xtask.
pub fn docs(project: &Project, log: &mut Log) -> Result<String> {
    documented(project.root(), log)?;
    documented(&project.root().join("xtask"), log)?;
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
pub fn xtask(project: &Project) -> Command {
    let mut command = cargo(project.root());
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
        .arg(project.root())
        .arg("--tools")
        .arg(project.tools());
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
    ensure!(ignored == 0, "{ignored} tests are disabled with #[ignore]");
    Ok(format!("{passed} tests passed"))
}
