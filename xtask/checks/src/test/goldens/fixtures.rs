use std::path::Path;

use anyhow::{Context, Result};
use contract_first::TargetKind;
use contract_first::document::load;
use contract_first::effective::{self, overlaid};
use contract_first::files::{below, files_below, sha256};
use contract_first::generation::Target;
use contract_first::lowering::lower;
use contract_first::project::{Project, TargetSettings};
use serde_json::Value;

use super::folder::Files;
use super::hashes::section;
use super::input;
use crate::test::packages::{FIXTURES, Package, contracts, generate_all};

const SHA_256_DIGITS: usize = 64;

/// The generator's input for each fixture and for the checkout's own contract, as text: `input/<document>/<target>.json`.
///
/// # Errors
/// A document that cannot be read.
pub fn inputs(project: &Project) -> Result<Files> {
    let targets = Target::all(project)?;
    let own = lower(&effective::load(project)?.document);
    let mut files = Files::new();
    for target in &targets {
        let kind = target.settings.kind;
        let name = format!("input/accounts/{}.json", kind.id());
        files.insert(name, input::text(target, &own));
    }
    for fixture in FIXTURES {
        let contract = below(project.root(), fixture);
        let document = lower(&read(&contract)?);
        let stem = contract.file_stem().context("a fixture has a name")?;
        let stem = stem.to_string_lossy();
        for target in &targets {
            let kind = target.settings.kind;
            let package = Package::new(kind, Path::new(""), &stem);
            let settings = TargetSettings::of(kind, &package.name);
            let target = Target::new(project, settings)?;
            let name = format!("input/{stem}/{}.json", kind.id());
            files.insert(name, input::text(&target, &document));
        }
    }
    Ok(files)
}

/// Hashes of all rendered files of all fixtures: `rendered/fixtures.tsv`.
///
/// # Errors
/// A fixture that cannot be generated.
pub fn rendered(project: &Project) -> Result<Files> {
    let work_dir = project.workshop()?.join("packages/fixtures");
    let packages = generate_all(project, &contracts(project), &work_dir)?;
    let mut text = String::new();
    for (fixture, packages) in FIXTURES.iter().zip(packages.chunks(TargetKind::ALL.len())) {
        for package in packages {
            let title = format!("{fixture} {}", package.kind.id());
            text.push_str(&section(&title, &package_hashes(package)?, SHA_256_DIGITS));
        }
    }
    Ok(Files::from([("rendered/fixtures.tsv".to_owned(), text)]))
}

/// SHA-256 of each generated file of a package, but for the manifest, which only repeats them.
///
/// # Errors
/// When a file cannot be read.
pub fn package_hashes(package: &Package) -> Result<Vec<(String, String)>> {
    let mut rows = Vec::new();
    let manifest = std::fs::read_to_string(package.folder.join("manifest.json"))?;
    let manifest: Value = serde_json::from_str(&manifest)?;
    for name in files_below(&package.folder)? {
        if manifest["outputs"].get(&name).is_some() {
            let bytes = std::fs::read(below(&package.folder, &name))?;
            rows.push((name, sha256(&bytes)));
        }
    }
    Ok(rows)
}

fn read(contract: &Path) -> Result<Value> {
    let published = load(&contract.to_string_lossy())?.document()?;
    Ok(overlaid(published.document, None)?)
}
