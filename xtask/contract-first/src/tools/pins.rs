//! The pins of one tool: a pip requirements file with hashes.

use std::fs;

use super::error::ToolError;
use crate::files::{FileError, sha256, with_lf};
use crate::project::Project;

/// The generator's pins, part of this program.
const GENERATOR: &str = include_str!("../../tools/openapi-generator.txt");

/// What one requirements file pins.
#[derive(Debug, Clone)]
pub struct Pins {
    /// The requirements file, as pip reads it.
    pub text: String,
    /// Names and versions, in the file's order.
    pub packages: Vec<(String, String)>,
    /// SHA-256 of the file, in hex.
    pub hash: String,
}

impl Pins {
    /// The generator's.
    ///
    /// # Errors
    /// As [`Self::parse`].
    pub fn of_generator() -> Result<Self, ToolError> {
        Self::parse("the pins of openapi-generator", GENERATOR)
    }

    /// Reads the pins at a path of the checkout.
    ///
    /// # Errors
    /// When it cannot be read, and as [`Self::parse`].
    pub fn read(project: &Project, path: &str) -> Result<Self, ToolError> {
        let bytes = fs::read(project.root().join(path));
        let bytes = with_lf(bytes.map_err(FileError::read(path))?);
        Self::parse(path, &String::from_utf8_lossy(&bytes))
    }

    /// Reads the pins in a text, which messages call `name`.
    ///
    /// # Errors
    /// No package, or one without an exact version or without a hash.
    pub fn parse(name: &str, text: &str) -> Result<Self, ToolError> {
        let wrong = |reason: &str| ToolError::Pins(format!("{name}: {reason}"));
        let mut packages = Vec::new();
        let lines = text.replace("\\\n", " ");
        for line in lines
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let mut words = line.split_whitespace();
            let (package, version) = words
                .next()
                .and_then(|requirement| requirement.split_once("=="))
                .ok_or_else(|| wrong(&format!("`{line}` has no exact version (name==version)")))?;
            if !words.any(|word| word.starts_with("--hash=sha256:")) {
                return Err(wrong(&format!("`{package}` has no --hash=sha256:...")));
            }
            packages.push((package.to_owned(), version.to_owned()));
        }
        if packages.is_empty() {
            return Err(wrong("there are no pins"));
        }
        Ok(Self {
            text: text.to_owned(),
            packages,
            hash: sha256(text.as_bytes()),
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
