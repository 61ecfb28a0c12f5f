//! Applies `openapi/overlay.json` (OpenAPI Overlay 1.0) to the published document.

use roas_overlay::apply::{Apply, ApplyErrorKind, ApplyOptions};
use roas_overlay::v1_0::{Action, Overlay};
use roas_overlay::validation::Validate;
use serde_json::Value;
use serde_json_path::JsonPath;

use super::error::OverlayError;
use super::query::Query;
use crate::document::Size;
use crate::stack::with_room;

/// `document` with every action of `overlay` applied; messages call the overlay `name`.
///
/// # Errors
/// Not an Overlay 1.0 document; an action that matches nothing, cannot be applied, costs too much or makes the document too large, named by
/// its number, target and description.
pub fn apply(document: &Value, overlay: &Value, name: &str) -> Result<Value, OverlayError> {
    let version = overlay
        .get("overlay")
        .and_then(Value::as_str)
        .unwrap_or("missing");
    let invalid = |reason: String| OverlayError::Invalid {
        name: name.to_owned(),
        reason,
    };
    if !version.starts_with("1.0.") {
        return Err(invalid(format!(
            "`overlay` is {version}; only OpenAPI Overlay 1.0 is read, so write \"1.0.0\""
        )));
    }
    let parsed: Overlay = serde_json::from_value(overlay.clone())
        .map_err(|error| invalid(format!("not an OpenAPI Overlay 1.0 document: {error}")))?;
    if let Err(error) = parsed.validate(Default::default()) {
        return Err(invalid(error.to_string()));
    }
    with_room(|| applied(document, parsed, name))
}

fn applied(document: &Value, mut overlay: Overlay, name: &str) -> Result<Value, OverlayError> {
    let mut applied = document.clone();
    let actions = std::mem::take(&mut overlay.actions);
    let mut done = 0;
    // Together what leads to one place each: that grows the document by no more than the overlay has. The others are looked at one by one.
    for actions in actions.chunk_by(|a, b| {
        [a, b]
            .iter()
            .all(|action| Query::of(&action.target).is_singular)
    }) {
        for (index, action) in actions.iter().enumerate() {
            affordable(action, &applied)
                .map_err(|reason| refused(name, done + index, action, &reason))?;
        }
        overlay.actions = actions.to_vec();
        let outcome = overlay.apply(&mut applied, ApplyOptions::ErrorOnZeroMatch.into());
        outcome.map_err(|error| {
            let reason = match error.kind {
                ApplyErrorKind::ZeroMatch => "matches nothing in the contract: fix its target, or remove the action if the published document already has the change".to_owned(),
                kind => kind.to_string(),
            };
            refused(name, done + error.action_index, &actions[error.action_index], &reason)
        })?;
        done += actions.len();
        Size::of(&applied)
            .check()
            .map_err(|limit| OverlayError::TooLarge {
                name: name.to_owned(),
                number: done,
                limit: limit.to_string(),
            })?;
    }
    Ok(applied)
}

/// Whether the target of an action matches at most one place.
pub fn is_query(target: &str) -> bool {
    Query::of(target).check(Size::default()).is_ok() && JsonPath::parse(target).is_ok()
}

fn refused(name: &str, index: usize, action: &Action, reason: &str) -> OverlayError {
    OverlayError::Action {
        name: name.to_owned(),
        number: index + 1,
        target: action.target.chars().take(200).collect(),
        description: action.description.clone(),
        reason: reason.to_owned(),
    }
}

/// Whether an action can be applied in time, and leaves a document that is not too large.
fn affordable(action: &Action, document: &Value) -> Result<(), String> {
    let query = Query::of(&action.target);
    let size = if query.is_singular {
        Size::default()
    } else {
        Size::of(document)
    };
    query
        .check(size)
        .map_err(|reason| format!("costs too much: {reason}"))?;
    let (Some(update), false) = (&action.update, query.is_singular) else {
        return Ok(());
    };
    // What is not a query is refused where it is applied.
    let matched = JsonPath::parse(&action.target).map_or(0, |path| path.query(document).len());
    let update = Size::of(update);
    let grown = Size {
        values: size
            .values
            .saturating_add(update.values.saturating_mul(matched)),
        bytes: size
            .bytes
            .saturating_add(update.bytes.saturating_mul(matched as u64)),
        depth: size.depth,
    };
    grown.check().map_err(|limit| {
        format!("matches {matched} places and would leave a document with {limit}")
    })
}
