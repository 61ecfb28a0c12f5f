use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};
use contract_first::project::Project;

use super::log::Log;
use super::working_tree;

/// What the build is told to be made of.
const COMMIT: &str = "0123456789ab";

/// The build of the `Dockerfile` without an engine: its cargo command, on what `.dockerignore` leaves of the checkout and no repository.
pub fn stress(project: &Project, log: &mut Log) -> Result<String> {
    let recipe = fs::read_to_string(project.root().join("Dockerfile"))?;
    let command = build_command(&recipe)?;
    let ignored = fs::read_to_string(project.root().join(".dockerignore"))?;
    let context = tempfile::tempdir()?;
    working_tree::copy(project, context.path())?;
    for path in ignored.lines().filter(|line| !line.contains(['#', '*'])) {
        let path = context.path().join(path);
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        }
    }
    let mut shell = Command::new("sh");
    log.run(
        shell
            .current_dir(context.path())
            .args(["-c", &command])
            .env("COMMIT", COMMIT)
            .env("CARGO_TARGET_DIR", context.path().join("target")),
    )?;
    let program = context.path().join("target/release/accounts-server");
    let mut version = Command::new(&program);
    log.run(version.arg("--version"))?;
    ensure!(
        log.text().contains(&format!("({COMMIT})")),
        "the program does not report that it was built from {COMMIT}"
    );
    Ok(format!("{} MB", fs::metadata(program)?.len() >> 20))
}

/// The one command that builds, out of its `RUN`.
fn build_command(recipe: &str) -> Result<String> {
    let joined = recipe.replace("\\\n", " ");
    let run = joined
        .lines()
        .find(|line| line.starts_with("RUN") && line.contains("cargo build"));
    let run = run.context("Dockerfile: no RUN line has `cargo build`")?;
    let words = run
        .split_whitespace()
        .skip(1)
        .filter(|word| !word.starts_with("--mount="))
        .take_while(|word| *word != "&&");
    Ok(words.collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_build_out_of_the_run() {
        let recipe = "FROM x\nRUN apt-get update\nRUN --mount=type=cache,target=/t \\\n    A=$B cargo build --release \\\n    && cp a b\n";
        assert_eq!(
            build_command(recipe).expect("one"),
            "A=$B cargo build --release"
        );
        assert!(build_command("FROM x\n").is_err());
    }
}
