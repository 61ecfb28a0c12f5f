use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use contract_first::files::files_below;
use contract_first::project::Project;

use super::log::Log;
use super::service::Service;
use super::shop::Shop;
use super::{browser, npm, rust};

/// The programs that use the packed clients.
const FOLDER: &str = "tests/clients/typescript";
/// The modules that go into each client, and their tests.
const RUNTIME: &str = "xtask/contract-first/src/backends/typescript/runtime";
const RUNTIME_TESTS: &str = "tests/typescript-runtime";
/// The client of the second contract.
const BOOKSHOP: &str = "bookshop-typescript";

/// What goes into each client has tests. The clients of both contracts are packed and installed into an empty project: the
/// compiler takes what their types promise and refuses the rest, one calls a bookshop, and one calls the real server from a page of another
/// origin.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let folder = project.root().join(FOLDER);
    let browser = browser::browser(log)?;
    npm::install(&folder, log)?;
    test_runtime(project, &folder.join("node_modules"), log)?;
    npm::install(&project.root().join("tests/browser"), log)?;
    rust::generated(project, "typescript", BOOKSHOP, log)?;
    let programs = project.work_dir()?.join("test/typescript");
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
    Ok("strict types pass; each function of the runtime is tested; the bookshop and, from a browser, the service are called".to_owned())
}

/// The runtime by itself: compiled as packages are, and each function of it called by a test. Programs and tests stand in one folder, as
/// the tests import them.
fn test_runtime(project: &Project, modules: &Path, log: &mut Log) -> Result<()> {
    let tests = project.root().join(RUNTIME_TESTS);
    let work_dir = project.work_dir()?.join("test/typescript-runtime");
    if work_dir.exists() {
        fs::remove_dir_all(&work_dir)?;
    }
    let coverage = work_dir.join("coverage");
    fs::create_dir_all(&coverage)?;
    for folder in [&tests, &project.root().join(RUNTIME)] {
        for name in files_below(folder)? {
            fs::copy(folder.join(&name), work_dir.join(&name))?;
        }
    }
    let compiler = modules.join("typescript/bin/tsc");
    // Nothing of Node is there for browsers.
    log.run(
        node(&work_dir)
            .arg(&compiler)
            .args(["--project", "tsconfig.plain.json"]),
    )?;
    log.run(
        node(&work_dir)
            .arg(&compiler)
            .arg("--typeRoots")
            .arg(modules.join("@types")),
    )?;
    log.run(
        node(&work_dir)
            .arg("--test")
            .env("NODE_V8_COVERAGE", &coverage),
    )?;
    log.run(node(&work_dir).args(["coverage.mjs", "coverage", "."]))
}

fn node(folder: &Path) -> Command {
    let mut node = Command::new("node");
    node.current_dir(folder);
    node
}

/// Both programs in the project, strictly.
fn compile(folder: &Path, project: &Path, log: &mut Log) -> Result<()> {
    for file in [
        "types.ts",
        "bookshop.ts",
        "bookshop_addresses.ts",
        "bookshop_streams.ts",
        "tsconfig.json",
    ] {
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
