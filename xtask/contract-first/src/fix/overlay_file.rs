use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::action::Fix;
use super::fixes::fixed;
use crate::document::{pretty, read_data_file};
use crate::effective::published;
use crate::files::write_atomically;
use crate::project::Project;

/// What was put right in a checkout.
pub struct Outcome {
    /// In the order of the actions that were written.
    pub fixes: Vec<Fix>,
    /// How many actions that are.
    pub actions: usize,
}

/// Writes what the published document lacks into the overlay of a checkout, which may not be there yet. Its own actions stay as they are.
///
/// # Errors
/// When the published document or the overlay cannot be read, or the overlay does not fit or cannot be written.
pub fn fix(project: &Project) -> Result<Outcome> {
    let name = Project::OVERLAY;
    let path = project.overlay();
    let overlay = match path.exists() {
        true => Some(read_data_file(&path, name)?),
        false => None,
    };
    if overlay
        .as_ref()
        .is_some_and(|overlay| !overlay["actions"].is_array())
    {
        bail!("{name}: not an OpenAPI Overlay 1.0 document: `actions` is no list");
    }
    let before = overlay.as_ref().map_or(0, count);
    let fixed = fixed(&published(project)?.document, overlay, name)?;
    if !fixed.fixes.is_empty() {
        write_atomically(&path, pretty(&fixed.overlay).as_bytes())
            .with_context(|| format!("cannot write {name}"))?;
    }
    Ok(Outcome {
        actions: count(&fixed.overlay) - before,
        fixes: fixed.fixes,
    })
}

fn count(overlay: &Value) -> usize {
    overlay["actions"].as_array().map_or(0, Vec::len)
}
