use std::process::Command;

use anyhow::Result;
use contract_first::project::Project;

use super::log::Log;
use super::{npm, rust};

/// The service over a fake Stripe that has bad days, over Stripe's own document, and beside Stripe's own library.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    npm::install(&project.root().join("tests/stripe"), log)?;
    log.run(tests(project).args(["--no-fail-fast", "--", "--nocapture"]))?;
    rust::counted(log)
}

/// Stripe is dead for a minute under load, and comes back.
pub fn stress(project: &Project, log: &mut Log) -> Result<String> {
    let mut tests = tests(project);
    tests.env("ACCOUNTS_TESTS_DEAD_SECONDS", "60");
    log.run(tests.args(["--", "--nocapture", "dead_under_load_then_back"]))?;
    let row = log.text();
    let row = row.lines().find(|line| line.starts_with("| dead for"));
    Ok(row.unwrap_or_default().trim_matches(['|', ' ']).to_owned())
}

/// Most of them wait most of the time: many at once, whatever the machine.
fn tests(project: &Project) -> Command {
    let mut command = rust::cargo(project.root());
    command.args(["test", "--workspace", "--locked", "--test", "stripe"]);
    command.env("RUST_TEST_THREADS", "16");
    command
}
