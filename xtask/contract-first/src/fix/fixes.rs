use std::collections::HashSet;

use serde_json::{Value, json};

use super::action::Fix;
use super::{coerce, info, operation, parameter, response, schema};
use crate::document::Pointer;
use crate::overlay::{OverlayError, apply};
use crate::stack::with_room;

/// Most rounds: what is put right can show what else is wrong.
const MAX_ROUNDS: usize = 20;

/// An overlay with what it got.
#[derive(Debug)]
pub struct Fixed {
    /// The overlay; as it was when nothing was put right.
    pub overlay: Value,
    /// What is put right, in the order of its actions.
    pub fixes: Vec<Fix>,
}

/// Adds to an overlay (`None`: there is none) what the published document lacks and can have in one way only. Messages call it `name`.
///
/// # Errors
/// When the overlay does not fit.
pub fn fixed(published: &Value, overlay: Option<Value>, name: &str) -> Result<Fixed, OverlayError> {
    let overlay = overlay.unwrap_or_else(|| {
        json!({
            "overlay": "1.0.0",
            "info": { "title": "What the published document lacks", "version": "1.0.0" },
            "actions": [],
        })
    });
    let mut fixed = Fixed {
        overlay,
        fixes: Vec::new(),
    };
    let mut document = published.clone();
    for _ in 0..MAX_ROUNDS {
        let actions = fixed.overlay["actions"].as_array();
        if actions.is_none_or(|actions| !actions.is_empty()) {
            document = apply(published, &fixed.overlay, name)?;
        }
        let (fixes, actions) = with_room(|| round(&document, &fixed.overlay));
        if fixes.is_empty() {
            break;
        }
        if let Some(known) = fixed.overlay["actions"].as_array_mut() {
            known.extend(actions);
        }
        fixed.fixes.extend(fixes);
    }
    Ok(fixed)
}

/// What is put right at once: where something is taken out and put in again, nothing else.
fn round(document: &Value, overlay: &Value) -> (Vec<Fix>, Vec<Value>) {
    let known: HashSet<String> = overlay["actions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|action| json!([action["target"], action["update"]]).to_string())
        .collect();
    let is_new =
        |action: &Value| !known.contains(&json!([action["target"], action["update"]]).to_string());
    let mut wanted = wanted(document);
    // A stable sort: what takes something out comes first.
    wanted.sort_by_key(|fix| !fix.takes_out());
    let (mut fixes, mut actions) = (Vec::new(), Vec::new());
    let (mut replaced, mut around) = (HashSet::new(), HashSet::new());
    for fix in wanted {
        let Some(own) = fix.actions(document) else {
            continue;
        };
        let at = own.replaced.as_ref().unwrap_or(&fix.at);
        let is_inside = places_around(at).any(|place| replaced.contains(&place));
        let is_outside = own.replaced.is_some() && around.contains(at);
        if is_inside || is_outside || !own.actions.iter().any(is_new) {
            continue;
        }
        around.extend(places_around(at));
        replaced.extend(own.replaced);
        actions.extend(own.actions);
        fixes.push(fix);
    }
    (fixes, actions)
}

/// A place, and every one that it is in.
fn places_around(at: &Pointer) -> impl Iterator<Item = Pointer> {
    let mut around = Pointer::default();
    at.steps().into_iter().map(move |step| {
        around = around.child(step);
        around.clone()
    })
}

fn wanted(document: &Value) -> Vec<Fix> {
    // Everything else depends on it.
    if let Some(version) = info::version(document) {
        return vec![version];
    }
    let mut wanted = coerce::fixes(document);
    wanted.extend(info::licence(document));
    wanted.extend(operation::names(document));
    wanted.extend(operation::tags(document));
    wanted.extend(parameter::required(document));
    wanted.extend(parameter::undescribed(document));
    wanted.extend(response::descriptions(document));
    wanted.extend(response::bodies(document));
    wanted.extend(schema::fixes(document));
    if wanted.is_empty() {
        wanted.extend(operation::listed_tags(document));
    }
    wanted
}
