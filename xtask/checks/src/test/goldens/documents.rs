use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::document::pretty;
use contract_first::files::{below, sha256};
use contract_first::generation::ProduceError;
use contract_first::project::Project;

use super::fixtures::package_hashes;
use super::folder::Files;
use super::hashes::section;
use crate::test::documents::{Published, directory, read, sample};
use crate::test::log::Log;
use crate::test::packages::{Package, generate_supported};

/// The names of the published documents, one a line; a part of the goldens by itself.
pub const NAMES: &str = "names.txt";
/// Documents of which one run of the generator makes packages.
const DOCUMENTS_PER_RUN: usize = 10;
/// Digits of the hash of a row: few, for there are many rows. The hash of their section has more.
const HASH_DIGITS: usize = 4;

/// The names that the goldens are made of.
///
/// # Errors
/// When there are no goldens yet.
pub fn names(goldens: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(below(goldens, NAMES));
    let text = text.with_context(|| format!("cannot read tests/goldens/{NAMES}"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// The names of a newly drawn sample.
///
/// # Errors
/// When the documents cannot be had.
pub fn drawn_names(project: &Project, log: &mut Log) -> Result<Vec<String>> {
    let sample = sample(project, log)?;
    Ok(sample
        .into_iter()
        .map(|Published { name, .. }| name)
        .collect())
}

/// Hashes of each rendered file of published documents for each target: `rendered-documents/<target>.tsv`.
///
/// # Errors
/// When the documents cannot be had. That one is refused is what it is made into.
pub fn rendered(project: &Project, names: &[&String], log: &mut Log) -> Result<Files> {
    let directory = directory(project, log)?;
    let work_dir = project.work_dir()?.join("goldens");
    let mut files = Files::new();
    for names in names.chunks(DOCUMENTS_PER_RUN) {
        let mut jobs = Vec::new();
        for (index, name) in names.iter().enumerate() {
            let work_dir = work_dir.join(index.to_string());
            std::fs::create_dir_all(&work_dir)?;
            let contract = work_dir.join("document.json");
            std::fs::write(&contract, pretty(&read(&directory, name)?))?;
            let packages = TargetKind::ALL.map(|kind| Package::new(kind, &work_dir, "document"));
            jobs.extend(packages.map(|package| (contract.clone(), package)));
        }
        let rows = hashes(project, &jobs)?;
        for (index, ((_, package), rows)) in jobs.iter().zip(&rows).enumerate() {
            let name = format!("rendered-documents/{}.tsv", package.kind.id());
            let document = names[index / TargetKind::ALL.len()];
            let text = files.entry(name).or_default();
            text.push_str(&section(document, rows, HASH_DIGITS));
        }
        log.say(
            &names
                .iter()
                .map(|name| name.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        )?;
    }
    Ok(files)
}

/// The rows of packages.
fn hashes(project: &Project, jobs: &[(PathBuf, Package)]) -> Result<Vec<Vec<(String, String)>>> {
    let made = generate_supported(project, jobs).into_iter();
    let rows = made.zip(jobs).map(|(made, (_, package))| match made {
        Ok(()) => package_hashes(package),
        Err(error) => Ok(vec![("refused".to_owned(), sha256(why(error).as_bytes()))]),
    });
    rows.collect()
}

/// What is refused, and where; no path of this machine.
fn why(error: ProduceError) -> String {
    match error {
        ProduceError::Refused(found) => {
            let lines = found
                .iter()
                .map(|found| format!("{} {}\n", found.code(), found.pointer()));
            lines.collect()
        }
        other => other.to_string(),
    }
}
