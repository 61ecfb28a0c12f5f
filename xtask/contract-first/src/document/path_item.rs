//! Paths that are a `$ref` to a path item elsewhere (OpenAPI 3.1, Path Item Object): written out where they are used.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::operations::{PathItem, is_method, path_items};
use super::pointer::Pointer;
use super::reference::{Located, MAX_REFERENCES};

type Item = Map<String, Value>;

/// Why a path item cannot be written out.
#[derive(Debug, PartialEq, Eq)]
pub enum PathItemError {
    /// Not a path item of this document; that is reported for every `$ref`.
    Nowhere,
    /// It leads back to itself.
    Cycle,
    /// It leads to another, and so on.
    TooLong,
    /// Both have another value under this key.
    Conflict(String),
}

/// A path item without `$ref`.
struct InlinedItem {
    item: Item,
    /// Its keys, and where each really is.
    origins: HashMap<String, Pointer>,
}

/// Writes every path item out that is elsewhere; one that cannot be is left as it is.
///
/// An operation that several paths share keeps its operationId on the first of them only. Gives the places of what is written out, and
/// where it is otherwise.
pub fn inline_path_items(document: &mut Value) -> HashMap<Pointer, Pointer> {
    let mut moved = HashMap::new();
    let mut known = HashSet::new();
    let mut written = Vec::new();
    let (referring, plain): (Vec<_>, Vec<_>) =
        objects(document).partition(|(_, entries)| entries.contains_key("$ref"));
    for (item, entries) in plain {
        known.extend(entries.keys().map(|key| item.at().child(key)));
    }
    for (item, entries) in referring {
        let Ok(mut inlined) = inline_item(document, entries, item.at()) else {
            continue;
        };
        for (key, origin) in inlined.origins {
            if is_method(&key)
                && !known.insert(origin.clone())
                && let Some(operation) = inlined.item[&key].as_object_mut()
            {
                operation.shift_remove("operationId");
            }
            moved.insert(item.at().child(key), origin);
        }
        written.push((item.path.to_owned(), inlined.item));
    }
    for (path, item) in written {
        document["paths"][path] = Value::Object(item);
    }
    moved
}

/// What is wrong with the paths whose `$ref` leads somewhere and still cannot be followed, and where.
pub fn path_item_faults(document: &Value) -> Vec<(Pointer, PathItemError)> {
    let found = objects(document).filter_map(|(item, entries)| {
        let fault = inline_item(document, entries, item.at()).err()?;
        let at = match &fault {
            PathItemError::Nowhere => return None,
            PathItemError::Cycle | PathItemError::TooLong => item.at().child("$ref"),
            PathItemError::Conflict(key) => item.at().child(key),
        };
        Some((at, fault))
    });
    found.collect()
}

/// The path items that are objects, and what is in them.
fn objects(document: &Value) -> impl Iterator<Item = (PathItem<'_>, &Item)> {
    path_items(document).filter_map(|item| Some((item, item.value.as_object()?)))
}

fn inline_item(document: &Value, item: &Item, at: Pointer) -> Result<InlinedItem, PathItemError> {
    let mut inlined = InlinedItem {
        item: Item::new(),
        origins: HashMap::new(),
    };
    for (key, part) in path_item_parts(document, item, at)? {
        inlined.item.insert(key.to_owned(), part.value.clone());
        inlined.origins.insert(key.to_owned(), part.at);
    }
    Ok(inlined)
}

/// What a path item holds, where each part really is: its own parts, and those of the path item that its `$ref` names.
///
/// # Errors
/// The `$ref` cannot be followed, or both say something else of the same key.
pub fn path_item_parts<'d>(
    document: &'d Value,
    item: &'d Item,
    at: Pointer,
) -> Result<Vec<(&'d str, Located<'d>)>, PathItemError> {
    let mut places = vec![(at, item)];
    while let Some(reference) = places.last().and_then(|(_, item)| item.get("$ref")) {
        let pointer = reference.as_str().and_then(Pointer::of_reference);
        let pointer = pointer.ok_or(PathItemError::Nowhere)?;
        if places.iter().any(|(place, _)| *place == pointer) {
            return Err(PathItemError::Cycle);
        }
        if places.len() > MAX_REFERENCES {
            return Err(PathItemError::TooLong);
        }
        let target = pointer.get(document).and_then(Value::as_object);
        places.push((pointer, target.ok_or(PathItemError::Nowhere)?));
    }
    let mut parts: Vec<(&str, Located)> = Vec::new();
    let mut known: HashMap<&str, usize> = HashMap::new();
    for (place, item) in places.into_iter().rev() {
        for (key, value) in item.iter().filter(|(key, _)| *key != "$ref") {
            let part = Located {
                at: place.child(key),
                value,
            };
            let Some(index) = known.get(key.as_str()) else {
                known.insert(key, parts.len());
                parts.push((key, part));
                continue;
            };
            // Texts for people: the nearer one describes this use of it. Of two that are equal the shared one.
            if ["summary", "description"].contains(&key.as_str()) {
                parts[*index].1 = part;
            } else if parts[*index].1.value != value {
                return Err(PathItemError::Conflict(key.clone()));
            }
        }
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document(paths: Value) -> Value {
        let shared = json!({ "get": { "operationId": "listBooks" }, "parameters": [] });
        let items = json!({ "Books": shared, "Again": { "$ref": "#/components/pathItems/Books", "servers": [] },
            "Round": { "$ref": "#/components/pathItems/About" }, "About": { "$ref": "#/components/pathItems/Round" } });
        json!({ "paths": paths, "components": { "pathItems": items } })
    }

    fn inlined(paths: Value) -> Value {
        let mut document = document(paths);
        inline_path_items(&mut document);
        document["paths"].take()
    }

    fn faults(paths: Value) -> Vec<String> {
        let faults = path_item_faults(&document(paths)).into_iter();
        faults.map(|(at, _)| at.to_string()).collect()
    }

    #[test]
    fn a_path_item_is_inlined_with_its_sibling_keys() {
        let books = json!({ "operationId": "listBooks" });
        assert_eq!(
            inlined(
                json!({ "/books": { "$ref": "#/components/pathItems/Again", "put": {}, "summary": "S" } })
            ),
            json!({ "/books": { "get": books, "parameters": [], "servers": [], "put": {}, "summary": "S" } })
        );
        assert_eq!(
            inlined(json!({ "/a": { "$ref": "#/paths/~1b%7D" }, "/b}": { "get": books } }))["/a"],
            json!({ "get": {} })
        );
    }

    #[test]
    fn the_first_path_of_a_shared_operation_keeps_its_name() {
        let books = json!({ "$ref": "#/components/pathItems/Books" });
        let again = json!({ "$ref": "#/components/pathItems/Again" });
        let paths = inlined(json!({ "/books": books, "/shelf": again }));
        assert_eq!(paths["/books"]["get"]["operationId"], "listBooks");
        assert_eq!(paths["/shelf"]["get"], json!({}));
        // Two operations of one name stay two: that is reported elsewhere.
        let other = json!({ "get": { "operationId": "listBooks" } });
        let paths = inlined(json!({ "/other": other, "/books": books }));
        assert_eq!(paths["/books"]["get"]["operationId"], "listBooks");
    }

    #[test]
    fn what_cannot_be_inlined_is_reported() {
        let round = json!({ "/a": { "$ref": "#/components/pathItems/Round" } });
        assert_eq!(faults(round.clone()), ["/paths/~1a/$ref"]);
        assert_eq!(inlined(round.clone()), round);
        assert_eq!(
            faults(json!({ "/a": { "$ref": "#/paths/~1a" } })),
            ["/paths/~1a/$ref"]
        );
        let chain: Map<_, _> = (0..1000)
            .map(|index| {
                (
                    format!("/a{index}"),
                    json!({ "$ref": format!("#/paths/~1a{}", index + 1) }),
                )
            })
            .chain([("/a1000".to_owned(), json!({}))])
            .collect();
        assert_eq!(faults(chain.into()).len(), 1000 - MAX_REFERENCES);
        let twice = |key: &str, value: Value| json!({ "/a": { "$ref": "#/components/pathItems/Books", key: value } });
        assert_eq!(faults(twice("get", json!({}))), ["/paths/~1a/get"]);
        assert_eq!(
            faults(twice("parameters", json!([{}]))),
            ["/paths/~1a/parameters"]
        );
        assert_eq!(faults(twice("parameters", json!([]))), [""; 0]);
        assert_eq!(faults(json!({ "/a": { "$ref": "#/none" } })), [""; 0]);
    }
}
