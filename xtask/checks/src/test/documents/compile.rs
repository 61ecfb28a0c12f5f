use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::document::read_data_file;
use contract_first::project::Project;

use super::first_request::SampleRequest;
use super::implementation::implementation;
use super::outcome::Checked;
use super::verdict_cache::PackageVerdict;
use crate::test::log::Log;
use crate::test::packages::{Checker, Complaints, Package, Strictness, cargo_in, run_tool};
use crate::test::running::Running;

/// The hand-written part of the server, and the lock file with the versions to build with.
const SERVED: &str = "tests/documents/served";
const LOCK: &str = "tests/bookshop/Cargo.lock";

/// Compiles a package without a warning; a stub is also served and asked. What was built of the package alone is removed.
///
/// # Errors
/// When a tool cannot be run.
pub fn check(
    project: &Project,
    checker: &Checker,
    package: &Package,
    log: &mut Log,
) -> Result<Checked> {
    let checked = match package.kind {
        TargetKind::RustAxum => served(project, checker, package)?,
        TargetKind::Rust | TargetKind::TypeScript | TargetKind::Python => {
            of(checker.check(package, Strictness::Compile)?)
        }
    };
    match package.kind {
        TargetKind::RustAxum => clean(
            &package.surroundings().join("served"),
            checker,
            &["served", &package.name],
            log,
        )?,
        TargetKind::Rust => clean(package.surroundings(), checker, &[&package.name], log)?,
        TargetKind::TypeScript | TargetKind::Python => {}
    }
    Ok(checked)
}

fn of(checked: Result<(), Complaints>) -> Checked {
    match checked {
        Ok(()) => Checked::Known(PackageVerdict::Compiled {
            answer: String::new(),
        }),
        Err(Complaints::Printed(complaints)) => {
            Checked::Known(PackageVerdict::RefusedOperation { complaints })
        }
        Err(Complaints::TimedOut(why)) => Checked::Unknown(why),
    }
}

/// Builds a server of the stub, and calls the operation that requires least.
fn served(project: &Project, checker: &Checker, package: &Package) -> Result<Checked> {
    let folder = prepare(project, package)?;
    let mut build = cargo_in(&folder, checker.builds());
    build.args(["build", "--quiet"]);
    let built = run_tool(build)?;
    if built.is_err() {
        return Ok(of(built));
    }
    let document = read_data_file(&package.folder.join("openapi.json"), "openapi.json")?;
    let call =
        SampleRequest::of_simplest_operation(&document).context("a document without operations")?;
    let answer = ask(&checker.builds().join("debug/served"), &call);
    Ok(match answer {
        Ok(answer) => Checked::Known(PackageVerdict::Compiled { answer }),
        Err(error) => Checked::Unknown(format!("no response: {error:#}")),
    })
}

/// The program that serves a stub, beside it.
fn prepare(project: &Project, package: &Package) -> Result<PathBuf> {
    let served = package.surroundings().join("served");
    fs::create_dir_all(served.join("src"))?;
    let from = project.root().join(SERVED);
    fs::copy(from.join("Cargo.toml"), served.join("Cargo.toml"))?;
    fs::copy(from.join("src/main.rs"), served.join("src/main.rs"))?;
    fs::copy(project.root().join(LOCK), served.join("Cargo.lock"))?;
    let text = implementation(&package.folder)?;
    fs::write(served.join("src/implementation.rs"), text)?;
    Ok(served)
}

/// What the program answers to `call`, on one line.
fn ask(program: &Path, call: &SampleRequest) -> Result<String> {
    let server = Running::start(&mut Command::new(program))?;
    let (status, text) = call.send(&server.url)?;
    Ok(format!("{status} {}", text.trim_end()))
}

/// Removes what was built of packages and keeps what all build on.
fn clean(folder: &Path, checker: &Checker, packages: &[&str], log: &mut Log) -> Result<()> {
    let mut command = cargo_in(folder, checker.builds());
    command.args(["clean", "--quiet"]);
    for package in packages {
        command.args(["--package", package]);
    }
    log.run(&mut command)
}
