//! What operations are called, and the tags that they are grouped by.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Value, json};

use super::action::Fix;
use crate::document::{Kind, Pointer, inline_path_items, operations, walk};
use crate::effective::{add_operation_ids, derived_operation_id};

/// An operation of a path, or of a path item that paths refer to.
struct Operation<'d> {
    at: Pointer,
    /// The path, or the name of the path item.
    path: String,
    method: String,
    value: &'d Value,
}

fn all(document: &Value) -> Vec<Operation<'_>> {
    let nodes = walk(Kind::Document, document).filter(|node| node.kind == Kind::Operation);
    let operations = nodes.filter_map(|node| {
        let steps = node.pointer().steps();
        let (path, method) = match steps.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["paths", path, method] | ["components", "pathItems", path, method] => (path, method),
            _ => return None,
        };
        Some(Operation {
            path: path.to_owned(),
            method: method.to_owned(),
            value: node.value.is_object().then_some(node.value)?,
            at: node.pointer(),
        })
    });
    operations.collect()
}

impl Operation<'_> {
    fn id(&self) -> Option<&str> {
        let id = self.value.get("operationId")?.as_str()?;
        Some(id).filter(|id| !id.trim().is_empty())
    }
}

/// Operations without an operationId get the one that follows from method and path; of two with the same, the second.
pub fn names(document: &Value) -> Vec<Fix> {
    let derived = derived(document);
    let all = all(document);
    let mut known = HashSet::new();
    let mut taken: HashSet<String> = all
        .iter()
        .filter_map(|operation| operation.id().map(str::to_owned))
        .collect();
    let mut fixes = Vec::new();
    for operation in &all {
        let id = operation.id();
        if id.is_some_and(|id| known.insert(id)) {
            continue;
        }
        let reason = match id {
            Some(id) => format!("Another operation has the operationId `{id}`, too; this one comes from method and path."),
            None => "The operation's name in code comes from its method and path, and stays the same when operations are added.".to_owned(),
        };
        let first = match derived.get(&operation.at) {
            Some(name) if id.is_none() => name.clone(),
            _ => derived_operation_id(&operation.method, &operation.path),
        };
        let numbered = (2..).map(|number| format!("{first}{number}"));
        let name = std::iter::once(first.clone())
            .chain(numbered)
            .find(|name| taken.insert(name.clone()));
        let update = json!({ "operationId": name });
        fixes.push(Fix::merge(operation.at.clone(), update, reason));
    }
    fixes
}

/// The names that are made up for operations without one, by where these are.
fn derived(document: &Value) -> HashMap<Pointer, String> {
    let mut named = document.clone();
    let moved = inline_path_items(&mut named);
    add_operation_ids(&mut named);
    let mut derived = HashMap::new();
    for operation in operations(&named) {
        let at = operation.at();
        let at = moved.get(&at).unwrap_or(&at);
        let name = operation.value["operationId"].as_str();
        if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
            derived.entry(at.clone()).or_insert(name.to_owned());
        }
    }
    derived
}

/// Operations without a tag get one that follows from their path.
pub fn tags(document: &Value) -> Vec<Fix> {
    let all = all(document);
    let known: Vec<&str> = listed(document).chain(all.iter().flat_map(used)).collect();
    let untagged = all
        .iter()
        .filter(|operation| match &operation.value["tags"] {
            Value::Null => true,
            Value::Array(tags) => tags.is_empty(),
            _ => false,
        });
    let fixes = untagged.map(|operation| {
        let tag = tag(&operation.path);
        let same = known.iter().find(|known| folded(known) == folded(&tag));
        let tag = same.map_or(tag.as_str(), |known| known);
        Fix::merge(
            operation.at.clone(),
            json!({ "tags": [tag] }),
            "Operations are grouped by their first tag; this operation comes from the path.",
        )
    });
    fixes.collect()
}

/// Tags that operations have and the document does not list.
pub fn listed_tags(document: &Value) -> Option<Fix> {
    let listed: BTreeSet<&str> = listed(document).collect();
    let all = all(document);
    let mut seen = HashSet::new();
    let tags: Vec<_> = all
        .iter()
        .flat_map(used)
        .filter(|tag| !listed.contains(tag) && seen.insert(*tag))
        .map(|tag| json!({ "name": tag }))
        .collect();
    let is_list = matches!(document["tags"], Value::Null | Value::Array(_));
    let reason =
        "Tags that operations use and the document does not list: they can be described here.";
    (is_list && !tags.is_empty())
        .then(|| Fix::merge(Pointer::default(), json!({ "tags": tags }), reason))
}

fn listed(document: &Value) -> impl Iterator<Item = &str> {
    let tags = document["tags"].as_array().into_iter().flatten();
    tags.filter_map(|tag| tag["name"].as_str())
}

fn used<'d>(operation: &Operation<'d>) -> impl Iterator<Item = &'d str> {
    let tags = operation.value.get("tags").and_then(Value::as_array);
    tags.into_iter().flatten().filter_map(Value::as_str)
}

/// The first part of a path that says what it is about.
fn tag(path: &str) -> String {
    let segments = path.split('/').map(str::trim);
    let mut telling = segments.filter(|segment| {
        let version = segment.strip_prefix(['v', 'V']).unwrap_or(segment);
        let is_version = version.starts_with(|c: char| c.is_ascii_digit());
        let words = segment.contains(char::is_alphabetic);
        words && !is_version && !segment.contains('{') && !segment.eq_ignore_ascii_case("api")
    });
    let segment = telling.next().unwrap_or("default");
    let words = segment
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let capital = |word: &str| {
        let mut characters = word.chars();
        let first = characters.next().map(char::to_uppercase);
        first
            .into_iter()
            .flatten()
            .chain(characters)
            .collect::<String>()
    };
    words.map(capital).collect::<Vec<_>>().join(" ")
}

fn folded(tag: &str) -> String {
    let letters = tag.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_what_a_path_is_about() {
        for (path, expected) in [
            ("/api/subscriptions/portal", "Subscriptions"),
            ("/v1/billing-portal/{id}", "Billing Portal"),
            ("/api/v2.1/chat_rooms", "Chat Rooms"),
            ("/{id}/notes", "Notes"),
            ("/2024-01/pets", "Pets"),
            ("/ämter", "Ämter"),
            ("/{id}", "Default"),
            ("/", "Default"),
        ] {
            assert_eq!(tag(path), expected, "{path}");
        }
    }

    #[test]
    fn the_second_of_a_name_gets_another() {
        let named = |id: &str| json!({ "operationId": id, "responses": {} });
        let document = json!({ "paths": {
            "/a": { "get": named("a"), "put": named("a"), "post": named(" ") },
            "/b": { "get": named("putA"), "put": {} },
        } });
        let names: Vec<_> = names(&document)
            .iter()
            .map(|fix| {
                (
                    fix.at.to_string(),
                    fix.actions(&document).unwrap().actions[0]["update"]["operationId"].clone(),
                )
            })
            .collect();
        let expected = [
            ("/paths/~1a/put", "putA2"),
            ("/paths/~1a/post", "postA"),
            ("/paths/~1b/put", "putB"),
        ];
        assert_eq!(
            names,
            expected.map(|(at, name)| (at.to_owned(), json!(name)))
        );
    }
}
