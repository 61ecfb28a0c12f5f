use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use contract_first::progress::Progress;
use contract_first::project::Project;
use contract_first::tools::{Pins, ensure_installed};

use super::log::Log;
use super::service::Service;

/// Where Schemathesis is pinned.
const PINS: &str = "tests/tools/schemathesis.txt";

/// Most requests of each kind: every day, and with patience.
const CASES: u32 = 300;
const MANY_CASES: u32 = 1000;

/// The same requests in every run.
const SEED: &str = "2";

/// How each run authenticates, in Schemathesis' own settings.
const CREDENTIALS: [(&str, &str); 2] = [
    (
        "a key",
        "[auth.openapi.apiKeyAuth]\napi_key = \"${ACCOUNTS_TEST_KEY}\"\n",
    ),
    (
        "a key as bearer",
        "[auth.openapi.bearerAuth]\nbearer = \"${ACCOUNTS_TEST_KEY}\"\n",
    ),
];

/// Runs Schemathesis against the real server: all of its checks, once with each kind of credential.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    attack(project, CASES, log)
}

/// As [`run`], with more requests.
pub fn stress(project: &Project, log: &mut Log) -> Result<String> {
    attack(project, MANY_CASES, log)
}

fn attack(project: &Project, cases: u32, log: &mut Log) -> Result<String> {
    let pins = Pins::read(project, PINS)?;
    let packages = ensure_installed(
        &pins,
        project.tools(),
        &mut Progress::new(&mut std::io::sink()),
    )?;
    let service = Service::start(project, log)?;
    let cases = cases.to_string();
    let mut remarks = Vec::new();
    for (name, settings) in CREDENTIALS {
        let before = log.text().len();
        let file = project.work_dir()?.join("test/schemathesis.toml");
        fs::write(&file, settings)?;
        let mut command = Command::new("python3");
        command
            .current_dir(project.work_dir()?)
            .env("PYTHONPATH", &packages)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .env("ACCOUNTS_TEST_KEY", &service.key)
            .args(["-m", "schemathesis.cli", "--config-file"])
            .arg(&file)
            .args([
                "run",
                &format!("{}/openapi.json", service.url),
                "--url",
                &service.url,
            ])
            .args(["--checks", "all", "--seed", SEED, "--max-examples", &cases])
            .args(["--continue-on-failure", "--no-color"]);
        log.run(&mut command)?;
        let text = log.text().split_off(before);
        let counts = text
            .lines()
            .find(|line| line.contains(" generated, "))
            .context("Schemathesis printed no summary")?;
        ensure!(
            text.contains("No issues found"),
            "Schemathesis found issues"
        );
        remarks.push(format!("{name}: {}", counts.trim()));
    }
    Ok(remarks.join("; "))
}
