//! The whole of `generated/`, in memory, from the inputs of a checkout. Writes nothing there.

use std::collections::BTreeMap;

use serde_json::Value;
use thiserror::Error;

use super::constructs_page::ConstructsPage;
use super::inputs::inputs;
use super::manifest::Manifest;
use super::output_error::OutputError;
use super::overrides::OverrideError;
use super::packages::{Job, all_marked, packages};
use super::target::Target;
use crate::checked_contract::CheckedContract;
use crate::diagnostic::Diagnostic;
use crate::document::pretty;
use crate::effective::{Effective, EffectiveError};
use crate::files::FileError;
use crate::progress::Progress;
use crate::project::Project;
use crate::render::OpenApiGenerator;
use crate::target_kind::TargetKind;
use crate::tools::{Generator, Pins, ToolError};
use crate::{effective, lint};

/// All output of a checkout.
#[derive(Debug, Clone)]
pub struct Product {
    /// Bytes of each file by its path in `generated`, the manifest included.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Its manifest.
    pub manifest: Manifest,
    /// OpenAPI version of the document.
    pub version: String,
    /// Operations of the document.
    pub operations: usize,
    /// The notes.
    pub notes: Vec<Diagnostic>,
    /// The table of constructs, where the project wants one.
    pub constructs: Option<ConstructsPage>,
}

/// Why there is no product.
#[derive(Debug, Error)]
pub enum ProduceError {
    /// The contract or the overlay cannot be used.
    #[error(transparent)]
    Contract(#[from] EffectiveError),
    /// A template of the project cannot be used.
    #[error(transparent)]
    Overrides(#[from] OverrideError),
    /// The output folder cannot be used.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// The document is refused; one finding for each construct.
    #[error("the document is refused: {} constructs", .0.len())]
    Refused(Vec<Diagnostic>),
    /// A tool is missing or cannot run.
    #[error(transparent)]
    Tools(#[from] ToolError),
    /// A working folder or the output cannot be read or written.
    #[error(transparent)]
    Files(#[from] FileError),
    /// The output folder holds something else than was just written.
    #[error("{folder} differs from what was just written: does another program write there?")]
    Overwritten {
        /// The folder.
        folder: String,
    },
    /// The document does not render, or what is rendered does not format.
    #[error("{place}: {words}")]
    Template {
        /// The file it is about, or the folder of all templates.
        place: String,
        /// The message from the tool.
        words: String,
    },
}

/// Runs the pipeline up to the finished files.
///
/// # Errors
/// See [`ProduceError`].
pub fn produce(project: &Project, progress: &mut Progress<'_>) -> Result<Product, ProduceError> {
    let (document, contract, notes, inputs, targets, pins) = progress.quiet("reading", || {
        let effective = effective::load(project)?;
        let targets = Target::all(project)?;
        let (contract, notes) = require_supported(&effective, &kinds(&targets))?;
        let inputs = inputs(project)?;
        let pins = Pins::of_generator()?;
        Ok::<_, ProduceError>((effective.document, contract, notes, inputs, targets, pins))
    })?;
    let renderer = OpenApiGenerator(Generator::ensure_installed(project, &pins, progress)?);
    let jobs: Vec<_> = targets
        .into_iter()
        .map(|target| Job {
            target,
            contract: &contract,
        })
        .collect();
    let mut files = packages(project, &renderer, &jobs, progress)?;
    files.insert("openapi.json".to_owned(), pretty(&document).into_bytes());
    all_marked(&files, project.caller())?;
    let manifest = Manifest::of(pins.packages.into_iter().collect(), inputs, &files);
    files.insert(Manifest::FILE.to_owned(), manifest.text().into_bytes());
    Ok(Product {
        files,
        manifest,
        version: document["openapi"].as_str().unwrap_or_default().to_owned(),
        operations: operations(&document),
        notes,
        constructs: ConstructsPage::of(project),
    })
}

/// The kinds of some targets.
pub fn kinds(targets: &[Target]) -> Vec<TargetKind> {
    targets.iter().map(Target::kind).collect()
}

/// Runs both kinds of lint for some targets; returns the checked contract and the notes.
///
/// # Errors
/// [`ProduceError::Refused`] with everything that is refused.
pub fn require_supported(
    effective: &Effective,
    targets: &[TargetKind],
) -> Result<(CheckedContract, Vec<Diagnostic>), ProduceError> {
    let (report, contract) = lint::lint_and_check(&effective.document, targets);
    let report = report.located(&effective.places);
    match contract {
        Some(contract) if report.refused.is_empty() => Ok((contract, report.notes)),
        _ => Err(ProduceError::Refused(report.refused)),
    }
}

/// How many operations a document has.
pub fn operations(document: &Value) -> usize {
    crate::document::operations(document).count()
}
