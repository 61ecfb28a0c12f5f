use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Result, bail};
use contract_first::project::Project;

use super::log::Log;
use super::npm;
use super::service::Service;

/// Browsers that the script can drive, by the names that systems give them.
const BROWSERS: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];

/// Drives the portal in a real browser, as customers do who follow a link of another site; axe-core looks at each page.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let folder = project.root().join("tests/browser");
    let browser = browser(log)?;
    npm::install(&folder, log)?;
    let service = Service::start(project, log)?;
    let pictures = project.work_dir()?.join("test");
    log.run(
        Command::new("node")
            .current_dir(&folder)
            .arg("main.mjs")
            .arg(&service.url)
            .arg(&service.program)
            .arg(service.folder())
            .arg(&browser)
            .arg(&pictures),
    )?;
    let looks = log.text();
    let looks = looks.lines().rfind(|line| line.starts_with("looks: "));
    let looks = looks.map_or("", |line| &line["looks: ".len()..]);
    Ok(format!(
        "{looks}; pictures in {}",
        relative(&pictures, project)
    ))
}

fn relative(path: &Path, project: &Project) -> String {
    path.strip_prefix(project.root())
        .unwrap_or(path)
        .display()
        .to_string()
}

/// A browser: named by `BROWSER_PATH`, installed, or installed now where this user may.
pub fn browser(log: &mut Log) -> Result<PathBuf> {
    if let Some(path) = std::env::var_os("BROWSER_PATH") {
        return Ok(path.into());
    }
    if let Some(found) = installed_browser() {
        return Ok(found);
    }
    let update = log.run(Command::new("apt-get").arg("update"));
    let install = update.and_then(|()| {
        log.run(Command::new("apt-get").args([
            "install",
            "--yes",
            "--no-install-recommends",
            "chromium",
        ]))
    });
    match (install, installed_browser()) {
        (Ok(()), Some(found)) => Ok(found),
        (Err(error), _) => bail!(
            "no Chromium here, and it could not be installed ({error:#}): install it, or name one with BROWSER_PATH"
        ),
        (Ok(()), None) => bail!(
            "apt-get installed Chromium, but it is not on the PATH: name it with BROWSER_PATH"
        ),
    }
}

fn installed_browser() -> Option<PathBuf> {
    let answers = |name: &&&str| {
        let mut command = Command::new(name);
        command
            .arg("--version")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    };
    let name = BROWSERS.iter().find(answers)?;
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}
