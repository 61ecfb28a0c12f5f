//! Takes a new published document into the checkout, or tells that it differs.

use anyhow::{Context, Result};
use serde_json::Value;

use super::source::read_text;
use super::{Format, load, parse, parse_data, pretty};
use crate::diff;
use crate::document::{Change, changes};
use crate::files::write_atomically;
use crate::project::Project;

/// A published document beside the one that is checked in.
#[derive(Debug)]
pub struct Import {
    /// Where it came from.
    pub source: String,
    /// The document.
    pub document: Value,
    /// The checked-in document; none when there is no readable one.
    pub old: Option<Value>,
    /// The document, as text for the checkout.
    pub text: String,
    /// Whether the checked-in file already is that text.
    pub same: bool,
    /// The parts that differ.
    pub changes: Vec<Change>,
    /// The difference as a unified diff; empty when there was no readable old document.
    pub diff: String,
}

/// Reads `place` (a path or URL) and compares it with the checked-in document. Writes nothing.
///
/// # Errors
/// What is wrong with the new document, and where.
pub fn import(project: &Project, place: &str) -> Result<Import> {
    let source = load(place)?;
    let document = parse(&source.text, source.format, &source.name)?;
    let text = pretty(&document);
    let old = read_text(&project.contract(), project.contract_name())
        .unwrap_or_default()
        .replace("\r\n", "\n");
    let known = parse_data(&old, Format::Json, project.contract_name()).ok();
    let changes = changes(known.as_ref().unwrap_or(&Value::Null), &document);
    let diff = known
        .as_ref()
        .map(|_| diff::unified(&old, &text, project.contract_name(), &source.name))
        .unwrap_or_default();
    Ok(Import {
        source: source.name,
        same: old == text,
        document,
        old: known,
        text,
        changes,
        diff,
    })
}

impl Import {
    /// Writes the document in one step: the old file is there until the new one is complete.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, project: &Project) -> Result<()> {
        write_atomically(&project.contract(), self.text.as_bytes())
            .with_context(|| format!("cannot write {}", project.contract_name()))
    }
}
