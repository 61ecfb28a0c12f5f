use std::path::Path;

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::document::pretty;
use contract_first::files::{below, sha256};
use contract_first::project::Project;

use super::fixtures::package_hashes;
use super::folder::Files;
use super::hashes::section;
use crate::test::documents::{Published, directory, read, sample};
use crate::test::log::Log;
use crate::test::packages::{Package, generate, generate_supported};

/// The names of the published documents, one a line; a part of the goldens by itself.
pub const NAMES: &str = "names.txt";
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
    std::fs::create_dir_all(&work_dir)?;
    let contract = work_dir.join("document.json");
    let mut files = Files::new();
    for document in names {
        std::fs::write(&contract, pretty(&read(&directory, document)?))?;
        for (kind, rows) in TargetKind::ALL
            .iter()
            .zip(packages(project, &contract, &work_dir)?)
        {
            let name = format!("rendered-documents/{}.tsv", kind.id());
            let text = files.entry(name).or_default();
            text.push_str(&section(document, &rows, HASH_DIGITS));
        }
        log.say(document)?;
    }
    Ok(files)
}

/// The rows of a document's packages, which are generated in one run where possible.
fn packages(
    project: &Project,
    contract: &Path,
    work_dir: &Path,
) -> Result<Vec<Vec<(String, String)>>> {
    let packages = TargetKind::ALL.map(|kind| Package::new(kind, work_dir, "document"));
    let together = generate_supported(project, contract, &packages).is_ok();
    let rows = packages.iter().map(|package| {
        let made = match together {
            true => Ok(()),
            false => generate(project, contract, package, true).map(|_| ()),
        };
        match made {
            Ok(()) => package_hashes(package),
            Err(error) => {
                let why = format!("{error:?}");
                Ok(vec![("refused".to_owned(), sha256(why.as_bytes()))])
            }
        }
    });
    rows.collect()
}
