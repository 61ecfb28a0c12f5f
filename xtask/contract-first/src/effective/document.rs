//! Puts the effective document together.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::operation_id::add_operation_ids;
use crate::contract::{self, Format};
use crate::document::inline_path_items;
use crate::overlay;
use crate::project::Project;

/// The effective document of a checkout. Without `openapi/overlay.json` nothing is overlaid.
///
/// # Errors
/// When the contract or the overlay cannot be read or does not fit.
pub fn load(project: &Project) -> Result<Value> {
    let name = project.contract_name();
    let path = project.contract();
    ensure!(
        path.exists(),
        "cannot read {name}: there is no such file; `{}` makes it",
        project.caller().line("import FILE|URL")
    );
    let published = contract::parse(&contract::read_text(&path, name)?, Format::Json, name)?;
    of_published(project, published)
}

/// What `published` is in a checkout: with the checkout's overlay.
///
/// # Errors
/// When the overlay cannot be read or does not fit.
pub fn of_published(project: &Project, published: Value) -> Result<Value> {
    let overlay = project.overlay();
    effective(
        published,
        overlay
            .exists()
            .then_some((overlay.as_path(), Project::OVERLAY)),
    )
}

/// `published` with the overlay file applied (path and the name that messages use), every path item written out, and an operationId
/// on every operation.
///
/// # Errors
/// When the overlay cannot be read or does not fit, or leaves something that is no OpenAPI document.
pub fn effective(published: Value, overlay: Option<(&Path, &str)>) -> Result<Value> {
    let overlay = match overlay {
        Some((path, name)) => Some((contract::read_data_file(path, name)?, name)),
        None => None,
    };
    overlaid(
        published,
        overlay.as_ref().map(|(actions, name)| (actions, *name)),
    )
}

/// As [`effective`], with the overlay's content (and the name that messages use).
///
/// # Errors
/// When the overlay does not fit, or leaves something that is no OpenAPI document.
pub fn overlaid(published: Value, overlay: Option<(&Value, &str)>) -> Result<Value> {
    let mut document = published;
    if let Some((actions, name)) = overlay {
        document = overlay::apply(&document, actions, name)?;
        contract::check(&document).with_context(|| format!("{name} leaves no OpenAPI document"))?;
    }
    inline_path_items(&mut document);
    add_operation_ids(&mut document);
    Ok(document)
}
