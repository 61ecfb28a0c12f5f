use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use contract_first::repository::Repository;

use super::folder::{Files, compare, replace};
use super::{documents as published, fixtures as own};
use crate::test::log::Log;

/// The command that takes over what every run compares.
const UPDATE: &str = "cargo xtask goldens";
/// The command that takes over everything.
const UPDATE_ALL: &str = "cargo xtask goldens --rendered-documents";

/// The generator's input for fixtures and published documents, and hashes of the rendered fixtures, as they were reviewed.
pub fn fixtures(repository: &Repository, log: &mut Log) -> Result<String> {
    let names = published::names(&folder(repository))?;
    let parts = parts(repository, &names, log)?;
    let count: usize = parts.iter().map(|(_, files)| files.len()).sum();
    check(repository, &parts, UPDATE)?;
    Ok(format!(
        "{count} goldens, {} published documents",
        names.len()
    ))
}

/// The rendered files of the published documents, as they were reviewed.
pub fn documents(repository: &Repository, log: &mut Log) -> Result<String> {
    let drawn = published::drawn_names(repository, log)?;
    ensure!(
        drawn == published::names(&folder(repository))?,
        "the sample has other documents now; run `{UPDATE_ALL}`"
    );
    let files = published::rendered(repository, log)?;
    check(repository, &[("rendered-documents", files)], UPDATE_ALL)?;
    Ok(format!("{} documents for each target", drawn.len()))
}

/// Writes the goldens anew; with `rendered_documents` also those that only `stress goldens` compares.
///
/// # Errors
/// When a fixture cannot be generated, or files cannot be written.
pub fn write(repository: &Repository, rendered_documents: bool, out: &mut dyn Write) -> Result<u8> {
    let log = repository.workshop()?.join("test/goldens.log");
    let mut log = Log::create(log, None)?;
    let names = published::drawn_names(repository, &mut log)?;
    let mut parts = parts(repository, &names, &mut log)?;
    if rendered_documents {
        let files = published::rendered(repository, &mut log)?;
        parts.push(("rendered-documents", files));
    }
    for (part, files) in &parts {
        let changed = replace(&folder(repository), part, files)?;
        writeln!(
            out,
            "tests/goldens/{part}: {changed} of {} files changed",
            files.len()
        )?;
    }
    Ok(0)
}

/// What every run compares, by the folder of each part.
fn parts(
    repository: &Repository,
    names: &[String],
    log: &mut Log,
) -> Result<Vec<(&'static str, Files)>> {
    Ok(vec![
        ("input", own::inputs(repository)?),
        ("documents", published::inputs(repository, names, log)?),
        ("rendered", own::rendered(repository)?),
    ])
}

fn check(repository: &Repository, parts: &[(&str, Files)], update: &str) -> Result<()> {
    let differences: Vec<_> = parts
        .iter()
        .filter_map(|(part, files)| compare(&folder(repository), part, files, update).err())
        .map(|error| error.to_string())
        .collect();
    ensure!(differences.is_empty(), "{}", differences.join("\n"));
    Ok(())
}

fn folder(repository: &Repository) -> PathBuf {
    repository.root().join("tests/goldens")
}
