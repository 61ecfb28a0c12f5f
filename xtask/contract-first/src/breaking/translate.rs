//! The engine's differences as findings.

use std::collections::HashMap;

use serde_json::Value;

use super::change::{Change, Kind, Place};
use super::finding::{Finding, Side};
use super::pair::Pair;
use super::rules::judge;
use super::usage::{Part, steps};

/// Old path -> new path, where the engine sees that one became the other.
pub fn renamed_paths(changes: &[Change]) -> HashMap<String, String> {
    let renames = changes
        .iter()
        .filter(|change| change.of == "PathItem" && change.property.as_deref() == Some("key"));
    let name = |place: &Option<Place>| {
        let value = place.as_ref()?.value.as_ref()?;
        value.as_str().map(str::to_owned)
    };
    renames
        .filter_map(|change| Some((name(&change.old)?, name(&change.new)?)))
        .collect()
}

/// Whether the difference is about what callers have to present: `schemes` and `requirements` tell that.
pub fn is_of_security(change: &Change) -> bool {
    let for_readers = change.property.as_deref().is_some_and(|name| {
        ["description", "bearerFormat"].contains(&name) || name.starts_with("x-")
    });
    let steps = steps(&change.place().pointer);
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let of_security = matches!(
        steps.as_slice(),
        ["security", ..] | ["components", "securitySchemes", ..] | ["paths", _, _, "security", ..]
    );
    of_security && !for_readers
}

/// The finding that a difference is.
pub fn finding(change: Change, pair: &Pair<'_>) -> Finding {
    let side = if change.is_gone() {
        Side::Old
    } else {
        Side::New
    };
    let document = match side {
        Side::Old => &pair.old,
        Side::New => &pair.new,
    };
    let pointer = change.place().pointer.clone();
    let parts = parts(&change, pair);
    let judgement = judge(&change, &parts, pair);
    let (rule, breaking, message) = match judgement {
        Some(ours) => (ours.rule.to_owned(), ours.breaking, ours.message),
        None => {
            let rule = change.rule.clone();
            let message = match change.message.as_str() {
                "" => described(&change),
                message => message.to_owned(),
            };
            let kind = || word(change.kind).to_owned();
            (rule.unwrap_or_else(kind), change.breaking, message)
        }
    };
    // The engine follows references in what it quotes; the documents have what was written.
    let written = |place: &Option<Place>, document: &Value| {
        let place = place.as_ref()?;
        let quoted = place.value.clone()?;
        if change.property.as_deref() == Some("key") {
            return Some(quoted);
        }
        Some(document.pointer(&place.pointer).cloned().unwrap_or(quoted))
    };
    Finding {
        rule,
        breaking,
        excuse: None,
        operations: document.usage.operations(&pointer),
        side,
        old: written(&change.old, pair.old.value),
        new: written(&change.new, pair.new.value),
        pointer,
        message,
    }
}

/// Which ways the place travels, before or after.
fn parts(change: &Change, pair: &Pair<'_>) -> Vec<Part> {
    let sides = [
        (&change.old, &pair.old.usage),
        (&change.new, &pair.new.usage),
    ];
    let mut parts: Vec<Part> = sides
        .into_iter()
        .filter_map(|(place, usage)| Some(usage.at(&place.as_ref()?.pointer)))
        .flatten()
        .map(|(_, part)| part)
        .collect();
    parts.sort();
    parts.dedup();
    parts
}

fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Added => "added",
        Kind::Removed => "removed",
        Kind::Modified => "changed",
    }
}

/// A sentence for what no rule of the engine has one for.
fn described(change: &Change) -> String {
    let steps = steps(&change.place().pointer);
    let last = steps.last().map_or("", String::as_str);
    let before_last = steps.len().checked_sub(2).map_or("", |at| &steps[at]);
    let named = |value: &Value| value["name"].as_str().map(str::to_owned);
    let name = change.place().value.as_ref().and_then(named);
    let what = match (change.of.as_str(), name) {
        ("Schema", _) if before_last == "properties" => format!("property `{last}`"),
        ("Parameter", Some(name)) => format!("parameter `{name}`"),
        (of, _) => format!("{} `{last}`", spaced(of)),
    };
    match (&change.property, change.kind) {
        (Some(property), Kind::Modified) if property == "key" => {
            format!("The {} was renamed.", spaced(&change.of))
        }
        (Some(property), Kind::Modified) => {
            format!("`{property}` of the {} changed.", spaced(&change.of))
        }
        (_, kind) => format!("The {what} was {}.", word(kind)),
    }
}

/// `RequestBody` as `request body`.
fn spaced(name: &str) -> String {
    let mut text = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !text.is_empty() {
            text.push(' ');
        }
        text.extend(letter.to_lowercase());
    }
    text
}
