use std::io::Write;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use contract_first::project::Project;

use super::folder::{Files, compare, read, replace};
use super::hashes::sections;
use super::{documents, fixtures};
use crate::test::log::Log;

/// The command that takes over what every run compares of the fixtures.
const UPDATE: &str = "cargo xtask goldens";
/// The command that takes over everything.
const UPDATE_ALL: &str = "cargo xtask goldens --rendered-documents";
const FIXTURES: &str = "rendered";
const DOCUMENTS: &str = "rendered-documents";
/// One of so many published documents is in every run. The largest are the last and are in `stress goldens` only.
const DOCUMENTS_EACH: usize = 7;

/// The rendered fixtures, and a part of the rendered documents, as they were reviewed.
pub fn run(project: &Project, log: &mut Log) -> Result<String> {
    let names = documents::names(&folder(project))?;
    let some: Vec<_> = names.iter().step_by(DOCUMENTS_EACH).collect();
    compare(
        &read(&folder(project), FIXTURES)?,
        &fixtures::rendered(project)?,
        UPDATE,
    )?;
    let mut kept = read(&folder(project), DOCUMENTS)?;
    for text in kept.values_mut() {
        *text = sections(text, &some);
    }
    let made = documents::rendered(project, &some, log)?;
    compare(&kept, &made, UPDATE_ALL)?;
    Ok(format!(
        "the fixtures, and {} published documents",
        some.len()
    ))
}

/// All rendered documents, as they were reviewed.
pub fn run_documents(project: &Project, log: &mut Log) -> Result<String> {
    let drawn = documents::drawn_names(project, log)?;
    ensure!(
        drawn == documents::names(&folder(project))?,
        "the sample has changed; run `{UPDATE_ALL}`"
    );
    let made = documents::rendered(project, &drawn.iter().collect::<Vec<_>>(), log)?;
    compare(&read(&folder(project), DOCUMENTS)?, &made, UPDATE_ALL)?;
    Ok(format!("{} documents for each target", drawn.len()))
}

/// Rewrites the goldens; with `rendered_documents` also those of the published documents.
///
/// # Errors
/// When a fixture cannot be generated, or files cannot be written.
pub fn write(project: &Project, rendered_documents: bool, out: &mut dyn Write) -> Result<u8> {
    let log = project.work_dir()?.join("test/goldens.log");
    let mut log = Log::create(log, None)?;
    let mut parts = vec![(FIXTURES, fixtures::rendered(project)?)];
    if rendered_documents {
        let names = documents::drawn_names(project, &mut log)?;
        let made = documents::rendered(project, &names.iter().collect::<Vec<_>>(), &mut log)?;
        let list = (documents::NAMES.to_owned(), names.join("\n") + "\n");
        parts.extend([(documents::NAMES, Files::from([list])), (DOCUMENTS, made)]);
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

fn folder(project: &Project) -> PathBuf {
    project.root().join("tests/goldens")
}
