use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::repository::Repository;

use super::log::Log;
use super::service::Service;
use super::shop::Shop;
use super::{browser, npm, rust};

/// The programs that use the packed clients.
const FOLDER: &str = "tests/clients/typescript";
/// The client of the second contract.
const BOOKSHOP: &str = "bookshop-typescript";

/// Packs the TypeScript clients of both contracts and installs them into an empty project. The compiler takes what their types promise and
/// refuses the rest, one calls a bookshop, and one calls the real server from a page of another origin.
pub fn run(repository: &Repository, log: &mut Log) -> Result<String> {
    let folder = repository.root().join(FOLDER);
    let browser = browser::browser(log)?;
    npm::install(&folder, log)?;
    npm::install(&repository.root().join("tests/browser"), log)?;
    rust::generated(repository, "typescript", BOOKSHOP, log)?;
    let project = repository.workshop()?.join("test/typescript");
    log.run(
        Command::new("node")
            .arg(folder.join("pack.mjs"))
            .arg(&project)
            .arg(repository.root().join("generated/typescript-client"))
            .arg(repository.root().join("target/fixtures").join(BOOKSHOP)),
    )?;
    compile(&folder, &project, log)?;
    let shop = Shop::open(repository, log)?;
    log.run(
        Command::new("node")
            .arg(project.join("bookshop.js"))
            .arg(&shop.url),
    )?;
    let service = Service::start(repository, log)?;
    log.run(
        Command::new("node")
            .arg(folder.join("browser.mjs"))
            .arg(&service.url)
            .arg(&service.key)
            .arg(service.folder())
            .arg(browser)
            .arg(&project),
    )?;
    Ok("strict types hold; the bookshop and, from a browser, the service are called".to_owned())
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
