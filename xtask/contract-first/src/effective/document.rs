//! Builds the effective document.

use std::collections::HashMap;

use serde_json::Value;

use super::error::EffectiveError;
use super::foreign_types::remove_foreign_types;
use super::identifiers::rewrite_identifiers;
use super::operation_id::add_operation_ids;
use super::places::Places;
use crate::document::{self, Format, Loaded, Pointer, Source, SourceMap, inline_path_items};
use crate::overlay;
use crate::project::Project;

/// A document as it is linted and generated, and where its parts are.
pub struct Effective {
    /// The document.
    pub document: Value,
    /// Where its parts are.
    pub places: Places,
}

/// The effective document of a checkout. Without `openapi/overlay.json` nothing is overlaid.
///
/// # Errors
/// When the contract or the overlay cannot be read or does not fit.
pub fn load(project: &Project) -> Result<Effective, EffectiveError> {
    of_published(project, published(project)?)
}

/// The published document of a checkout.
///
/// # Errors
/// When it cannot be read.
pub fn published(project: &Project) -> Result<Loaded, EffectiveError> {
    let name = project.contract_name();
    let path = project.contract();
    if !path.exists() {
        return Err(EffectiveError::Missing {
            name: name.to_owned(),
            import: project.caller().line("import FILE|URL"),
        });
    }
    let source = Source {
        name: name.to_owned(),
        text: document::read_text(&path, name)?,
        format: Format::Json,
    };
    Ok(source.document()?)
}

/// What `published` is in a checkout: with the checkout's overlay.
///
/// # Errors
/// When the overlay cannot be read or does not fit.
pub fn of_published(project: &Project, published: Loaded) -> Result<Effective, EffectiveError> {
    let path = project.overlay();
    let overlay = path
        .exists()
        .then(|| Source::of_data_file(&path, Project::OVERLAY));
    effective(published, overlay.transpose()?)
}

/// `published` with the overlay applied, every path item written out, and an operationId on every operation.
///
/// # Errors
/// When the overlay cannot be read or does not fit, or leaves something that is not an OpenAPI document.
pub fn effective(published: Loaded, overlay: Option<Source>) -> Result<Effective, EffectiveError> {
    let actions = overlay.as_ref().map(Source::data).transpose()?;
    let named = actions.as_ref().zip(overlay.as_ref());
    let named = named.map(|(actions, source)| (actions, source.name.as_str()));
    let (document, moved) = put_together(published.document, named)
        .map_err(|error| of_file(error, &published.source.name))?;
    let published = SourceMap::new(published.source);
    Ok(Effective {
        document,
        places: Places::new(published, overlay.map(SourceMap::new), moved),
    })
}

impl Effective {
    /// The document as it is in its file, without an overlay.
    pub fn of_file(loaded: Loaded) -> Self {
        Self {
            document: loaded.document,
            places: Places::new(SourceMap::new(loaded.source), None, HashMap::new()),
        }
    }
}

/// As [`effective`], of a document that came from no file, with the overlay's content (and the name that messages use).
///
/// # Errors
/// When the overlay does not fit, or leaves something that is not an OpenAPI document.
pub fn overlaid(
    published: Value,
    overlay: Option<(&Value, &str)>,
) -> Result<Value, EffectiveError> {
    put_together(published, overlay).map(|(document, _)| document)
}

/// The same error with the file of the published document.
fn of_file(error: EffectiveError, file: &str) -> EffectiveError {
    match error {
        EffectiveError::NotOpenApiError { cause, .. } => EffectiveError::NotOpenApiError {
            name: Some(file.to_owned()),
            cause,
        },
        other => other,
    }
}

/// The effective document, and where the parts of path items stood that were written out.
fn put_together(
    published: Value,
    overlay: Option<(&Value, &str)>,
) -> Result<(Value, HashMap<Pointer, Pointer>), EffectiveError> {
    let mut document = published;
    remove_foreign_types(&mut document);
    if let Some((actions, name)) = overlay {
        document = overlay::apply(&document, actions, name)?;
    }
    document::check(&document).map_err(|cause| match overlay {
        Some((_, name)) => EffectiveError::NothingLeft {
            name: name.to_owned(),
            cause,
        },
        None => EffectiveError::NotOpenApiError { name: None, cause },
    })?;
    rewrite_identifiers(&mut document);
    let moved = inline_path_items(&mut document);
    add_operation_ids(&mut document);
    Ok((document, moved))
}
