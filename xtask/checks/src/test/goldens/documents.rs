use std::path::Path;

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::document::pretty;
use contract_first::effective::overlaid;
use contract_first::files::{below, sha256};
use contract_first::generation::{Target, kinds, operations};
use contract_first::lint::supported_for;
use contract_first::parallel::side_by_side;
use contract_first::project::{Project, TargetSettings};

use super::fixtures::package_hashes;
use super::folder::Files;
use super::hashes::section;
use super::input;
use crate::test::documents::{Published, directory, read, sample};
use crate::test::log::Log;
use crate::test::packages::{Package, generate, generate_supported};

/// The names of the published documents, one a line.
const NAMES: &str = "documents/names.txt";
/// Digits of the hash of a row: few, for there are many rows. The hash of their section has more.
const DIGITS: usize = 4;

/// Hashes of the generator's input for the published documents: `documents/<target>.tsv`; and their names.
///
/// # Errors
/// When the documents cannot be had.
pub fn inputs(project: &Project, names: &[String], log: &mut Log) -> Result<Files> {
    let directory = directory(project, log)?;
    let targets = Target::all(project)?;
    // The largest are the last: what starts with them ends soonest.
    let largest_first: Vec<_> = names.iter().rev().collect();
    let mut sections = side_by_side(&largest_first, |name| {
        document(project, &directory, name, &targets)
    });
    sections.reverse();
    let mut files = Files::from([(NAMES.to_owned(), names.join("\n") + "\n")]);
    for sections in sections {
        for (kind, section) in sections? {
            let name = format!("documents/{}.tsv", kind.id());
            files.entry(name).or_default().push_str(&section);
        }
    }
    Ok(files)
}

/// The section of one document for each target.
fn document(
    project: &Project,
    directory: &Path,
    name: &str,
    targets: &[Target],
) -> Result<Vec<(TargetKind, String)>> {
    let document = overlaid(read(directory, name)?, None)?;
    let all = supported_for(document, &kinds(targets));
    let mut sections = Vec::new();
    for (target, supported) in targets.iter().zip(all) {
        let kind = target.settings.kind;
        let rows = match supported.lowered {
            Some(lowered) if operations(&supported.document) > 0 => {
                let package = Package::new(kind, Path::new(""), "document");
                let settings = TargetSettings::of(kind, &package.name);
                let target = Target::new(project, settings)?;
                input::rows(&target.document(&lowered))?
            }
            _ => {
                let refused = supported.refused.iter();
                let why: Vec<_> = refused
                    .map(|one| format!("{} {}", one.code(), one.pointer()))
                    .collect();
                let why = why.join("\n");
                vec![("refused".to_owned(), sha256(why.as_bytes()))]
            }
        };
        sections.push((kind, section(name, &rows, DIGITS)));
    }
    Ok(sections)
}

/// The names that the goldens are made of.
///
/// # Errors
/// When there are no goldens yet.
pub fn names(goldens: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(below(goldens, NAMES));
    let text = text.with_context(|| format!("cannot read tests/goldens/{NAMES}"))?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// The names of the sample, drawn anew.
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

/// Hashes of each rendered file of the published documents for each target: `rendered-documents/<target>.tsv`.
///
/// # Errors
/// When the documents cannot be had. That one is refused is what it is made into.
pub fn rendered(project: &Project, log: &mut Log) -> Result<Files> {
    let work_dir = project.workshop()?.join("goldens");
    std::fs::create_dir_all(&work_dir)?;
    let contract = work_dir.join("document.json");
    let mut files = Files::new();
    for published in sample(project, log)? {
        std::fs::write(&contract, pretty(&published.document))?;
        for (kind, rows) in TargetKind::ALL
            .iter()
            .zip(packages(project, &contract, &work_dir)?)
        {
            let name = format!("rendered-documents/{}.tsv", kind.id());
            let text = files.entry(name).or_default();
            text.push_str(&section(&published.name, &rows, DIGITS));
        }
        log.say(&published.name)?;
    }
    Ok(files)
}

/// The rows of a document's packages, which are made together where that can be.
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
