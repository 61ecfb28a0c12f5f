use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use contract_first::progress::Progress;
use contract_first::project::Project;
use contract_first::tools::{Pins, ensure_installed};
use serde_json::json;

use super::log::Log;
use super::rust::cargo;
use super::{npm, rust};

/// The driver of the cases, the programs that are checked, and the pins of what they need.
const FOLDER: &str = "tests/clients/python";

/// The back-end, whose folder `runtime` goes into each client.
const BACKEND: &str = "xtask/contract-first/src/backends/python";

/// The tests of what goes into each client.
const RUNTIME_TESTS: &str = "tests/python-runtime";

/// The clients are packages to the programs that use them, wherever they are.
const SORTING: &str =
    r#"lint.isort.known-third-party = ["accounts_client", "bookshop_client", "runtime"]"#;

/// What the client needs, and what builds and checks it.
pub struct Packages {
    /// httpx, pydantic and what they need.
    pub client: PathBuf,
    /// hatchling, mypy and ruff.
    pub tools: PathBuf,
}

impl Packages {
    /// The packages that the checkout pins, installed where they are not.
    ///
    /// # Errors
    /// No Python, or a package that cannot be had.
    pub fn prepare(project: &Project) -> Result<Self> {
        let installed = |pins: &str| {
            let pins = Pins::read(project, &format!("{FOLDER}/{pins}"))?;
            ensure_installed(
                &pins,
                project.tools(),
                &mut Progress::new(&mut std::io::sink()),
            )
        };
        Ok(Self {
            client: installed("client.txt")?,
            tools: installed("tools.txt")?,
        })
    }
}

/// The runtime by itself, each function of it tested. The Python clients of both contracts: formatted, typed strictly by two checkers; that
/// of the bookshop calls a bookshop.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let packages = Packages::prepare(project)?;
    let folder = project.root().join(FOLDER);
    npm::install(&folder, log)?;
    rust::generated(project, "python", "python/bookshop-client", log)?;
    let bookshop = project
        .root()
        .join("target/fixtures/python/bookshop-client");
    let accounts = project.root().join("generated/python-client");
    let python = project.work_dir()?.join("test/python");
    let backend = project.root().join(BACKEND);
    let tests = project.root().join(RUNTIME_TESTS);
    let python = environment(&python, &packages, &[&accounts, &bookshop], log)?;
    let checked = [
        backend.join("runtime"),
        tests,
        accounts.join("accounts_client"),
        bookshop.join("bookshop_client"),
        folder.join("driver.py"),
        folder.join("typed.py"),
        folder.join("bookshop.py"),
        folder.join("bookshop_parameters.py"),
        folder.join("bookshop_streams.py"),
    ];
    log.run(&mut ruff_format(&packages, &checked))?;
    log.run(&mut ruff_check(&packages, &checked))?;
    let work_dir = project.work_dir()?;
    let cache = work_dir.join("test/mypy");
    log.run(&mut mypy(&packages, &python, &cache, &work_dir, &checked))?;
    pyright(project, &folder, &python, &checked, log)?;
    test_runtime(project, &python, log)?;
    calls(project, &python, log)?;
    Ok("ruff, mypy --strict and pyright find nothing; each function of the runtime is tested; the bookshop is called".to_owned())
}

/// The tests of the runtime; a function of it that none of them calls is a failure.
fn test_runtime(project: &Project, python: &Path, log: &mut Log) -> Result<()> {
    let tests = project.root().join(RUNTIME_TESTS).join("run.py");
    let runtime = project.root().join(BACKEND).join("runtime");
    let mut run = Command::new(python);
    log.run(run.arg("-B").arg(tests).arg(runtime))
}

/// A tool of the pins, with nothing written beside its files.
fn tool(packages: &Packages, name: &str) -> Command {
    let mut command = Command::new("python3");
    command
        .env("PYTHONPATH", &packages.tools)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .args(["-m", name]);
    command
}

/// The formatter of ruff, which changes nothing.
fn ruff_format(packages: &Packages, checked: &[PathBuf]) -> Command {
    ruff(packages, &["format", "--check"], checked)
}

/// The linter of ruff.
pub fn ruff_check(packages: &Packages, checked: &[PathBuf]) -> Command {
    let arguments = ["check", "--select", "E,F,I,B", "--config", SORTING];
    ruff(packages, &arguments, checked)
}

fn ruff(packages: &Packages, arguments: &[&str], checked: &[PathBuf]) -> Command {
    let mut command = tool(packages, "ruff");
    command
        .args(arguments)
        .args(["--no-cache", "--target-version", "py310"])
        .args(["--line-length", "120"])
        .args(checked);
    command
}

/// `mypy --strict`, in a folder that has no settings for it.
pub fn mypy(
    packages: &Packages,
    python: &Path,
    cache: &Path,
    folder: &Path,
    checked: &[PathBuf],
) -> Command {
    let mut command = tool(packages, "mypy");
    command
        .current_dir(folder)
        .args(["--strict", "--python-version", "3.10"])
        .arg("--python-executable")
        .arg(python)
        .arg("--cache-dir")
        .arg(cache)
        .args(checked);
    command
}

/// The Python of an environment that has the client's packages and these folders, made anew.
pub fn environment(
    environment: &Path,
    packages: &Packages,
    folders: &[&Path],
    log: &mut Log,
) -> Result<PathBuf> {
    if let Some(parent) = environment.parent() {
        fs::create_dir_all(parent)?;
    }
    log.run(
        Command::new("python3")
            .args(["-m", "venv", "--clear", "--without-pip"])
            .arg(environment),
    )?;
    let site = fs::read_dir(environment.join("lib"))?
        .next()
        .context("an environment without packages")??
        .path()
        .join("site-packages");
    let lines = [packages.client.as_path()]
        .into_iter()
        .chain(folders.iter().copied());
    let lines: Vec<_> = lines.map(|path| format!("{}\n", path.display())).collect();
    fs::write(site.join("clients.pth"), lines.concat())?;
    Ok(environment.join("bin/python"))
}

fn pyright(
    project: &Project,
    folder: &Path,
    python: &Path,
    checked: &[PathBuf],
    log: &mut Log,
) -> Result<()> {
    // Pyright takes only paths that are relative to the folder of its settings.
    let settings = project.work_dir()?.join("test/pyrightconfig.json");
    let below_root = settings.strip_prefix(project.root())?.components().count() - 1;
    let up = PathBuf::from_iter(std::iter::repeat_n("..", below_root));
    let relative = |path: &Path| anyhow::Ok(up.join(path.strip_prefix(project.root())?));
    let include = checked.iter().map(|path| relative(path));
    let text = json!({
        "include": include.collect::<Result<Vec<_>>>()?,
        "exclude": [],
        "extraPaths": [up.join(BACKEND), up.join(RUNTIME_TESTS), up.join(FOLDER)],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.10",
        // Those are mypy's.
        "enableTypeIgnoreComments": false,
        "reportUnnecessaryTypeIgnoreComment": "error",
    });
    fs::write(&settings, text.to_string())?;
    log.run(
        Command::new("node")
            .arg(folder.join("node_modules/pyright/index.js"))
            .arg("--project")
            .arg(&settings)
            .arg("--pythonpath")
            .arg(python)
            .arg("--stats"),
    )?;
    let printed = log.text();
    let mut lines = printed.lines();
    let count = lines.find_map(|line| line.strip_prefix("Total files checked: "));
    let count: usize = count.unwrap_or_default().parse().unwrap_or_default();
    ensure!(count > checked.len(), "pyright checked {count} files");
    Ok(())
}

/// Serves the bookshop, and calls it.
fn calls(project: &Project, python: &Path, log: &mut Log) -> Result<()> {
    rust::generated(project, "server", "bookshop-api", log)?;
    let folder = project.root().join("tests/bookshop");
    log.run(cargo(&folder).args(["build", "--locked", "--example", "serve"]))?;
    let mut shop = cargo(&folder)
        .args(["run", "--locked", "--quiet", "--example", "serve"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot serve the bookshop")?;
    let mut address = String::new();
    if let Some(out) = shop.stdout.take() {
        BufReader::new(out).read_line(&mut address)?;
    }
    let called = log.run(
        Command::new(python)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .arg(project.root().join(FOLDER).join("bookshop.py"))
            .arg(address.trim().trim_start_matches("Listening on ")),
    );
    // It closes when its standard input does.
    drop(shop.stdin.take());
    let status = shop.wait()?;
    called?;
    ensure!(status.success(), "the bookshop ended with {status}");
    Ok(())
}
