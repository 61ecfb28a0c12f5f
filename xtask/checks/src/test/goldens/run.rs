use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use contract_first::project::Project;

use super::folder::{Files, compare, replace};
use super::{documents as published, fixtures as own};
use crate::test::log::Log;

/// The command that takes over what every run compares.
const UPDATE: &str = "cargo xtask goldens";
/// The command that takes over everything.
const UPDATE_ALL: &str = "cargo xtask goldens --rendered-documents";

/// The generator's input for fixtures and published documents, and hashes of the rendered fixtures, as they were reviewed.
pub fn fixtures(project: &Project, log: &mut Log) -> Result<String> {
    let names = published::names(&folder(project))?;
    let parts = parts(project, &names, log)?;
    let count: usize = parts.iter().map(|(_, files)| files.len()).sum();
    check(project, &parts, UPDATE)?;
    Ok(format!(
        "{count} goldens, {} published documents",
        names.len()
    ))
}

/// The rendered files of the published documents, as they were reviewed.
pub fn documents(project: &Project, log: &mut Log) -> Result<String> {
    let drawn = published::drawn_names(project, log)?;
    ensure!(
        drawn == published::names(&folder(project))?,
        "the sample has other documents now; run `{UPDATE_ALL}`"
    );
    let files = published::rendered(project, log)?;
    check(project, &[("rendered-documents", files)], UPDATE_ALL)?;
    Ok(format!("{} documents for each target", drawn.len()))
}

/// Writes the goldens anew; with `rendered_documents` also those that only `stress goldens` compares.
///
/// # Errors
/// When a fixture cannot be generated, or files cannot be written.
pub fn write(project: &Project, rendered_documents: bool, out: &mut dyn Write) -> Result<u8> {
    let log = project.workshop()?.join("test/goldens.log");
    let mut log = Log::create(log, None)?;
    let names = published::drawn_names(project, &mut log)?;
    let mut parts = parts(project, &names, &mut log)?;
    if rendered_documents {
        let files = published::rendered(project, &mut log)?;
        parts.push(("rendered-documents", files));
    }
    for (part, files) in &parts {
        let changed = replace(&folder(project), part, files)?;
        writeln!(
            out,
            "tests/goldens/{part}: {changed} of {} files changed",
            files.len()
        )?;
    }
    Ok(0)
}

/// What every run compares, by the folder of each part.
fn parts(project: &Project, names: &[String], log: &mut Log) -> Result<Vec<(&'static str, Files)>> {
    Ok(vec![
        ("input", own::inputs(project)?),
        ("documents", published::inputs(project, names, log)?),
        ("rendered", own::rendered(project)?),
    ])
}

fn check(project: &Project, parts: &[(&str, Files)], update: &str) -> Result<()> {
    let differences: Vec<_> = parts
        .iter()
        .filter_map(|(part, files)| compare(&folder(project), part, files, update).err())
        .map(|error| error.to_string())
        .collect();
    ensure!(differences.is_empty(), "{}", differences.join("\n"));
    Ok(())
}

fn folder(project: &Project) -> PathBuf {
    project.root().join("tests/goldens")
}
