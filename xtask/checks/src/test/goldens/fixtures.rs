use anyhow::Result;
use contract_first::TargetKind;
use contract_first::files::{below, files_below, sha256};
use contract_first::project::Project;
use serde_json::Value;

use super::folder::Files;
use super::hashes::section;
use crate::test::packages::{FIXTURES, Package, contracts, generate_all};

const SHA_256_DIGITS: usize = 64;

/// Hashes of all rendered files of all fixtures: `rendered/fixtures.tsv`.
///
/// # Errors
/// A fixture that cannot be generated.
pub fn rendered(project: &Project) -> Result<Files> {
    let work_dir = project.work_dir()?.join("packages/fixtures");
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
