use std::fmt::Debug;

use serde::Serialize;
use serde_json::Value;

use super::TemplateFile;
use crate::diagnostic::Diagnostics;
use crate::model::Contract;

/// The package that is made.
pub struct Package<'p> {
    /// Its name.
    pub name: &'p str,
    /// What names of environment variables start with.
    pub environment: &'p str,
}

/// What a package is rendered from.
pub struct PackageFiles {
    /// The files that it has.
    pub files: Vec<&'static TemplateFile>,
    /// What the templates print.
    pub data: TemplateData,
}

/// What templates print. Nothing reads it back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TemplateData {
    /// What templates call it: `x-rust`.
    pub extension: &'static str,
    /// What concerns the package as a whole.
    pub package: Value,
    /// What concerns single operations, for the templates that are rendered once for each group of them.
    pub operations: Vec<OperationData>,
}

/// What templates print of one operation.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OperationData {
    /// The name of the file that its group is in, without its ending.
    pub group: String,
    /// A name of its own.
    pub id: String,
    /// Its method, in lower case.
    pub method: String,
    /// What its template prints.
    pub data: Value,
}

/// What openapi-generator has to know of a kind of package.
pub struct GeneratorSettings {
    /// The generator whose built-in files are replaced.
    pub name: &'static str,
    /// Its properties for a package.
    pub properties: Value,
    /// The folder of the package's sources.
    pub sources: String,
    /// What it makes by itself and we do without.
    pub unused: &'static [&'static str],
}

/// Makes one kind of package.
pub trait Backend: Debug + Sync {
    /// The name of the kind, in `contract.toml`, in paths and in messages.
    fn id(&self) -> &'static str;

    /// Adds what of each operation only this kind has something to say of; what every kind needs to know is found before.
    fn check(&self, contract: &Contract, operations: &mut [Diagnostics]) {
        let _ = (contract, operations);
    }

    /// Every file that its packages can have.
    fn templates(&self) -> &'static [TemplateFile];

    /// What a package is rendered from. The contract has passed the lint.
    fn files(&self, contract: &Contract, package: &Package) -> PackageFiles;

    /// How the generator is set up for a package.
    fn generator(&self, package: &str) -> GeneratorSettings;

    /// A rendered file as it goes to disk, by its name: formatted, where the language has a formatter.
    ///
    /// # Errors
    /// It does not parse: where, and why.
    fn format(&self, name: &str, text: String) -> Result<String, FormatError> {
        let _ = name;
        Ok(text)
    }
}

/// Why a rendered file cannot be formatted: a sentence that names the line.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct FormatError(pub String);
