//! What the engine says twice is told once.

use std::collections::HashSet;

use serde_json::Value;

use super::change::{Change, Kind, Place};
use crate::document::Pointer;

/// `changes` without those that follow from others: a property that goes takes its name out of `required`, and a new property that
/// is required is told by `required`.
pub fn without_repeated(changes: Vec<Change>) -> Vec<Change> {
    let places = |kind: Kind| -> HashSet<String> {
        let of_kind = changes.iter().filter(|change| change.kind == kind);
        of_kind
            .map(|change| change.place().pointer.clone())
            .collect()
    };
    let (added, removed) = (places(Kind::Added), places(Kind::Removed));
    let (mut told, mut follows) = (HashSet::new(), Vec::with_capacity(changes.len()));
    for change in &changes {
        let required = change.of == "Schema" && change.property.as_deref() == Some("required");
        let (Some(old), Some(new), true) = (&change.old, &change.new, required) else {
            follows.push(false);
            continue;
        };
        let (was, is) = (names(old), names(new));
        let gone: Vec<&String> = was.iter().filter(|name| !is.contains(name)).collect();
        let come: Vec<&String> = is.iter().filter(|name| !was.contains(name)).collect();
        told.extend(
            come.iter()
                .map(|name| property(new, name))
                .filter(|pointer| added.contains(pointer)),
        );
        let removed_with_it = |name: &&String| removed.contains(&property(old, name));
        follows.push(!gone.is_empty() && come.is_empty() && gone.iter().all(removed_with_it));
    }
    let is_told =
        |change: &Change| change.kind == Kind::Added && told.contains(&change.place().pointer);
    let mut follows = follows.into_iter();
    changes
        .into_iter()
        .filter(|change| !(follows.next() == Some(true) || is_told(change)))
        .collect()
}

fn names(place: &Place) -> Vec<String> {
    let list = place.value.as_ref().and_then(Value::as_array);
    let each = list.into_iter().flatten();
    each.filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Where a property of the schema is whose `required` is at `place`.
fn property(place: &Place, name: &str) -> String {
    let schema = match place.value {
        Some(_) => place.pointer.strip_suffix("/required"),
        None => None,
    };
    let schema = Pointer::from(schema.unwrap_or(&place.pointer));
    schema.descend(&["properties", name]).to_string()
}
