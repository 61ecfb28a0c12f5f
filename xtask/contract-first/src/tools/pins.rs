//! The pins of one tool: a pip requirements file with hashes.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::files::{sha256, with_lf};
use crate::repository::Repository;

/// Path of the generator's pins in a checkout.
pub const GENERATOR_PINS: &str = "openapi/tools/openapi-generator.txt";

/// What one requirements file pins.
#[derive(Debug, Clone)]
pub struct Pins {
    /// The requirements file.
    pub file: PathBuf,
    /// Names and versions, in the file's order.
    pub packages: Vec<(String, String)>,
    /// SHA-256 of the file, in hex.
    pub hash: String,
}

impl Pins {
    /// Reads the generator's pins.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn of_generator(repository: &Repository) -> Result<Self> {
        Self::read(repository, GENERATOR_PINS)
    }

    /// Reads the pins at a path of the checkout.
    ///
    /// # Errors
    /// Unreadable, a package without an exact version or without a hash.
    pub fn read(repository: &Repository, path: &str) -> Result<Self> {
        let file = repository.root().join(path);
        let bytes = with_lf(fs::read(&file).with_context(|| format!("cannot read {path}"))?);
        let text = String::from_utf8_lossy(&bytes).replace("\\\n", " ");
        let mut packages = Vec::new();
        for line in text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let mut words = line.split_whitespace();
            let (name, version) = words
                .next()
                .and_then(|requirement| requirement.split_once("=="))
                .with_context(|| {
                    format!("{path}: `{line}` names no exact version (name==version)")
                })?;
            ensure!(
                words.any(|word| word.starts_with("--hash=sha256:")),
                "{path}: `{name}` has no --hash=sha256:..."
            );
            packages.push((name.to_owned(), version.to_owned()));
        }
        ensure!(!packages.is_empty(), "{path} pins nothing");
        Ok(Self {
            file,
            packages,
            hash: sha256(&bytes),
        })
    }

    /// The version of the first package: the tool itself.
    pub fn version(&self) -> &str {
        &self.packages[0].1
    }

    /// Name of the folder that an install of exactly these pins gets.
    pub fn folder_name(&self) -> String {
        let (name, version) = &self.packages[0];
        format!("{name}-{version}-{}", &self.hash[..12])
    }
}
