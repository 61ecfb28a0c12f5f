use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::project::Project;

use super::log::Log;
use super::service::Service;
use super::shop::Shop;
use super::{browser, npm, rust};

/// The programs that use the packed clients.
const FOLDER: &str = "tests/clients/typescript";
/// The client of the second contract.
const BOOKSHOP: &str = "bookshop-typescript";

/// The clients' own modules have the types that they say. The clients of both contracts are packed and installed into an empty project: the
/// compiler takes what their types promise and refuses the rest, one calls a bookshop, and one calls the real server from a page of another
/// origin.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let folder = project.root().join(FOLDER);
    let browser = browser::browser(log)?;
    npm::install(&folder, log)?;
    check_runtime(&folder, log)?;
    npm::install(&project.root().join("tests/browser"), log)?;
    rust::generated(project, "typescript", BOOKSHOP, log)?;
    let programs = project.workshop()?.join("test/typescript");
    log.run(
        Command::new("node")
            .arg(folder.join("pack.mjs"))
            .arg(&programs)
            .arg(project.root().join("generated/typescript-client"))
            .arg(project.root().join("target/fixtures").join(BOOKSHOP)),
    )?;
    compile(&folder, &programs, log)?;
    let shop = Shop::open(project, log)?;
    log.run(
        Command::new("node")
            .arg(programs.join("bookshop.js"))
            .arg(&shop.url),
    )?;
    let service = Service::start(project, log)?;
    log.run(
        Command::new("node")
            .arg(folder.join("browser.mjs"))
            .arg(&service.url)
            .arg(&service.key)
            .arg(service.folder())
            .arg(browser)
            .arg(&programs),
    )?;
    Ok("strict types hold; the bookshop and, from a browser, the service are called".to_owned())
}

/// What does not depend on the document, by itself: beside declarations of the modules that do.
fn check_runtime(folder: &Path, log: &mut Log) -> Result<()> {
    let compiler = folder.join("node_modules/typescript/bin/tsc");
    log.run(
        Command::new("node")
            .arg(compiler)
            .arg("--project")
            .arg(folder.join("runtime")),
    )
}

/// Both programs in the project, strictly.
fn compile(folder: &Path, project: &Path, log: &mut Log) -> Result<()> {
    for file in ["types.ts", "bookshop.ts", "tsconfig.json"] {
        fs::copy(folder.join(file), project.join(file))
            .with_context(|| format!("cannot copy {file}"))?;
    }
    let modules = folder.join("node_modules");
    log.run(
        Command::new("node")
            .current_dir(project)
            .arg(modules.join("typescript/bin/tsc"))
            .args(["--types", "node", "--typeRoots"])
            .arg(modules.join("@types")),
    )
}
