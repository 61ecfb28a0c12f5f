//! Applies `openapi/overlay.json` (OpenAPI Overlay 1.0) to the published document.

use anyhow::{Context, Result, bail};
use roas_overlay::apply::{Apply, ApplyErrorKind, ApplyOptions};
use roas_overlay::v1_0::Overlay;
use roas_overlay::validation::Validate;
use serde_json::Value;

/// `document` with every action of `overlay` applied; messages call the overlay `name`.
///
/// # Errors
/// Not an Overlay 1.0 document; an action that matches nothing or cannot be applied, named by its
/// number, target and description.
pub fn apply(document: &Value, overlay: &Value, name: &str) -> Result<Value> {
    let version = overlay
        .get("overlay")
        .and_then(Value::as_str)
        .unwrap_or("missing");
    if !version.starts_with("1.0.") {
        bail!(
            "{name}: `overlay` is {version}; this is read as OpenAPI Overlay 1.0, so write \"1.0.0\""
        );
    }
    let parsed: Overlay = serde_json::from_value(overlay.clone())
        .with_context(|| format!("{name}: not an OpenAPI Overlay 1.0 document"))?;
    if let Err(error) = parsed.validate(Default::default()) {
        bail!("{name}: {error}");
    }
    let mut applied = document.clone();
    parsed.apply(&mut applied, ApplyOptions::ErrorOnZeroMatch.into()).map_err(|error| {
        let action = &parsed.actions[error.action_index];
        let described = action.description.as_ref().map(|text| format!(" ({text})")).unwrap_or_default();
        let reason = match error.kind {
            ApplyErrorKind::ZeroMatch => "matches nothing in the contract: correct its target, or remove the action when the published document has it by now".to_owned(),
            kind => kind.to_string(),
        };
        anyhow::anyhow!("{name}: action {} on `{}`{described} {reason}", error.action_index + 1, error.target)
    })?;
    Ok(applied)
}
