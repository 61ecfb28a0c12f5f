//! Our own judgement, where the engine has none or another.

use serde_json::Value;

use super::change::{Change, Kind, Place};
use super::pair::Pair;
use super::parameters::only_moved;
use super::usage::{Part, steps};

/// What we say of a difference.
pub struct Judgement {
    /// The rule's name.
    pub rule: &'static str,
    /// Whether it breaks somebody.
    pub breaking: bool,
    /// What happened, in a sentence.
    pub message: String,
}

/// What we say of a difference whose place travels as `parts` say; `None` leaves it to the engine.
pub fn judge(change: &Change, parts: &[Part], pair: &Pair<'_>) -> Option<Judgement> {
    if only_moved(change, pair) {
        let message = "The parameters moved between the path and its operations.".to_owned();
        return Some(Judgement {
            rule: "parameter-moved",
            breaking: false,
            message,
        });
    }
    if change.breaking {
        return None;
    }
    let (rule, message) = if parts.contains(&Part::Request) {
        of_requests(change).or_else(|| of_responses(change, parts))?
    } else {
        of_responses(change, parts)?
    };
    Some(Judgement {
        rule,
        breaking: true,
        message,
    })
}

fn of_requests(change: &Change) -> Option<(&'static str, String)> {
    let (old, new) = values(change);
    let place = change.place();
    match (change.of.as_str(), change.property.as_deref()) {
        ("Schema", None)
            if change.kind == Kind::Removed && parent(&place.pointer) == "properties" =>
        {
            Some((
                "request-property-removed",
                format!(
                    "`{}` was removed from the request: what callers send in it counts for nothing now.",
                    last(&place.pointer)
                ),
            ))
        }
        ("Schema", Some("default")) if old.is_some() && old != new => Some((
            "request-default-changed",
            "What a request without this value means is another now.".to_owned(),
        )),
        ("Schema", Some("readOnly")) if is_true(new) => Some((
            "request-property-read-only",
            format!("`{}` may not be sent any more.", last(&owner(change))),
        )),
        ("RequestBody", None)
            if change.kind == Kind::Added && new.is_some_and(|body| body["required"] == true) =>
        {
            Some((
                "request-body-became-required",
                "A request body is required, where none was known.".to_owned(),
            ))
        }
        _ => None,
    }
}

fn of_responses(change: &Change, parts: &[Part]) -> Option<(&'static str, String)> {
    let (old, new) = values(change);
    let place = change.place();
    let answered = parts.contains(&Part::Response);
    match (change.of.as_str(), change.property.as_deref()) {
        ("Header", Some("required")) if answered && is_true(old) && !is_true(new) => Some((
            "response-header-became-optional",
            format!(
                "The header `{}` may be missing from the response.",
                last(&owner(change))
            ),
        )),
        ("Schema", Some("writeOnly")) if answered && is_true(new) => Some((
            "response-property-write-only",
            format!(
                "`{}` is not in the response any more.",
                last(&owner(change))
            ),
        )),
        ("Discriminator", None) if change.kind == Kind::Removed && !parts.is_empty() => Some((
            "discriminator-changed",
            "Nothing tells the alternatives apart any more.".to_owned(),
        )),
        ("Discriminator", Some("propertyName")) if !parts.is_empty() => Some((
            "discriminator-changed",
            "Another property tells the alternatives apart.".to_owned(),
        )),
        _ if change.kind == Kind::Removed
            && place.pointer.contains("/discriminator/mapping/")
            && !parts.is_empty() =>
        {
            Some((
                "discriminator-changed",
                format!(
                    "The value `{}` of the discriminator is no longer known.",
                    last(&place.pointer)
                ),
            ))
        }
        _ => None,
    }
}

/// The old and the new value, where there is one.
fn values<'c>(change: &'c Change) -> (Option<&'c Value>, Option<&'c Value>) {
    let value = |place: &'c Option<Place>| place.as_ref().and_then(|place| place.value.as_ref());
    (value(&change.old), value(&change.new))
}

fn is_true(value: Option<&Value>) -> bool {
    value.is_some_and(|value| *value == true)
}

/// Pointer of what the changed attribute belongs to.
fn owner(change: &Change) -> String {
    let place = change.place();
    let attribute = change.property.as_deref().unwrap_or_default();
    place
        .pointer
        .strip_suffix(&format!("/{attribute}"))
        .unwrap_or(&place.pointer)
        .to_owned()
}

fn last(pointer: &str) -> String {
    steps(pointer).pop().unwrap_or_default()
}

fn parent(pointer: &str) -> &str {
    pointer.rsplit('/').nth(1).unwrap_or_default()
}
