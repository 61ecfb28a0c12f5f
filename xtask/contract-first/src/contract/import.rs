//! Imports a new published document into the checkout, or reports that it differs.

use serde_json::Value;

use crate::diff;
use crate::document::{
    Change, DocumentError, Format, Loaded, Source, changes, load, pretty, read_text,
};
use crate::files::{FileError, write_atomically};
use crate::project::Project;

/// A published document, compared with the one that is checked in.
#[derive(Debug)]
pub struct Import {
    /// The document, and where it came from.
    pub new: Loaded,
    /// The checked-in document; none when there is no readable one.
    pub old: Option<Loaded>,
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
pub fn import(project: &Project, place: &str) -> Result<Import, DocumentError> {
    let new = load(place)?.document()?;
    let text = pretty(&new.document);
    let old = checked_in(project);
    let known = old.data().ok();
    let changes = changes(known.as_ref().unwrap_or(&Value::Null), &new.document);
    let diff = known
        .as_ref()
        .map(|_| diff::unified(&old.text, &text, &old.name, &new.source.name))
        .unwrap_or_default();
    Ok(Import {
        same: old.text == text,
        new,
        old: known.map(|document| Loaded {
            document,
            source: old,
        }),
        text,
        changes,
        diff,
    })
}

/// The text of the checked-in document; empty when there is none.
fn checked_in(project: &Project) -> Source {
    let name = project.contract_name();
    let text = read_text(&project.contract(), name).unwrap_or_default();
    Source {
        name: name.to_owned(),
        text: text.replace("\r\n", "\n"),
        format: Format::Json,
    }
}

impl Import {
    /// The name of its source in messages.
    pub fn source(&self) -> &str {
        &self.new.source.name
    }

    /// Writes the document in one step: the old file is there until the new one is complete.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn write(&self, project: &Project) -> Result<(), FileError> {
        write_atomically(&project.contract(), self.text.as_bytes())
            .map_err(FileError::write(project.contract_name()))
    }
}
