use serde_json::Value;

use super::action::Fix;
use super::error::FixError;
use super::fixes::fixed;
use crate::document::{pretty, read_data_file};
use crate::effective::published;
use crate::files::{FileError, write_atomically};
use crate::project::Project;

/// What was put right in a checkout.
pub struct FixOutcome {
    /// In the order of the actions that were written.
    pub fixes: Vec<Fix>,
    /// How many actions that are.
    pub actions: usize,
}

/// Writes what the published document lacks into the overlay of a checkout, which may not be there yet. Its own actions stay as they are.
///
/// # Errors
/// When the published document or the overlay cannot be read, or the overlay does not fit or cannot be written.
pub fn fix(project: &Project) -> Result<FixOutcome, FixError> {
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
        return Err(FixError::NoActions { name });
    }
    let before = overlay.as_ref().map_or(0, count);
    let fixed = fixed(&published(project)?.document, overlay, name)?;
    if !fixed.fixes.is_empty() {
        write_atomically(&path, pretty(&fixed.overlay).as_bytes())
            .map_err(FileError::write(name))?;
    }
    Ok(FixOutcome {
        actions: count(&fixed.overlay) - before,
        fixes: fixed.fixes,
    })
}

fn count(overlay: &Value) -> usize {
    overlay["actions"].as_array().map_or(0, Vec::len)
}
