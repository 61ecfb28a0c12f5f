//! Where each node of an overlaid document comes from.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use serde_json_path::JsonPath;

use crate::document::Pointer;
use crate::stack::with_room;

/// Where a node comes from, and where it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The published document.
    Published(Pointer),
    /// The overlay, which added or changed it.
    Overlay(Pointer),
}

impl Origin {
    fn child(&self, step: &str) -> Self {
        match self {
            Self::Published(at) => Self::Published(at.child(step)),
            Self::Overlay(at) => Self::Overlay(at.child(step)),
        }
    }
}

/// Where the nodes of an overlaid document come from.
#[derive(Debug, Default)]
pub struct Origins {
    root: Mark,
}

/// What is known of a node: what has no mark comes from where the node around it comes from.
#[derive(Debug, Default)]
struct Mark {
    origin: Option<Origin>,
    parts: BTreeMap<String, Mark>,
}

impl Mark {
    fn of(origin: Origin) -> Self {
        Self {
            origin: Some(origin),
            parts: BTreeMap::new(),
        }
    }

    fn part(&mut self, step: &str) -> &mut Self {
        self.parts.entry(step.to_owned()).or_default()
    }
}

impl Origins {
    /// Follows the actions of an overlay that was applied to a published document.
    pub fn of(published: Value, overlay: &Value) -> Self {
        with_room(|| {
            let mut origins = Self::default();
            let mut document = published;
            let actions = overlay["actions"].as_array().into_iter().flatten();
            let at = Pointer::from("/actions");
            for (index, action) in actions.enumerate() {
                origins.follow(&mut document, action, &at.child(index));
            }
            origins
        })
    }

    /// Where the node at a place of the overlaid document comes from.
    pub fn origin(&self, pointer: &Pointer) -> Origin {
        let mut mark = Some(&self.root);
        let mut origin = Origin::Published(Pointer::default());
        for step in pointer.steps() {
            mark = mark.and_then(|mark| mark.parts.get(&step));
            origin = match mark.and_then(|mark| mark.origin.clone()) {
                Some(own) => own,
                None => origin.child(&step),
            };
        }
        origin
    }

    fn follow(&mut self, document: &mut Value, action: &Value, at: &Pointer) {
        let Some(Ok(target)) = action["target"].as_str().map(JsonPath::parse) else {
            return;
        };
        let found = target.query_located(document).into_iter();
        let places: Vec<_> = found
            .map(|node| Pointer::from(node.location().to_json_pointer()))
            .collect();
        if action["remove"] == true {
            // From the end: the places of the others stay right.
            for place in places.iter().rev() {
                self.remove(document, place);
            }
        } else if let Some(update) = action.get("update") {
            for place in &places {
                self.update(document, place, update, &at.child("update"));
            }
        }
    }

    fn update(&mut self, document: &mut Value, place: &Pointer, update: &Value, at: &Pointer) {
        let mark = place
            .steps()
            .iter()
            .fold(&mut self.root, |mark, step| mark.part(step));
        match document.pointer_mut(place.as_str()) {
            // Of a list that is a target, the update is one more item.
            Some(Value::Array(items)) => {
                *mark.part(&items.len().to_string()) = Mark::of(Origin::Overlay(at.clone()));
                items.push(update.clone());
            }
            Some(target) => merge(mark, target, update, at),
            None => {}
        }
    }

    fn remove(&mut self, document: &mut Value, place: &Pointer) {
        let mut steps = place.steps();
        let Some(last) = steps.pop() else {
            return;
        };
        let steps_of_holder: Vec<_> = steps.iter().map(String::as_str).collect();
        let holder = Pointer::default().descend(&steps_of_holder);
        match document.pointer_mut(holder.as_str()) {
            Some(Value::Array(items)) => {
                let Ok(index) = last.parse::<usize>() else {
                    return;
                };
                if index < items.len() {
                    self.shift(&holder, index, items.len());
                    items.remove(index);
                }
            }
            Some(Value::Object(members)) => {
                members.remove(&last);
                let mark = steps
                    .iter()
                    .try_fold(&mut self.root, |mark, step| mark.parts.get_mut(step));
                if let Some(mark) = mark {
                    mark.parts.remove(&last);
                }
            }
            _ => {}
        }
    }

    /// Adjusts for the removal of an item: each item after it moves up.
    fn shift(&mut self, list: &Pointer, removed: usize, count: usize) {
        let origins: Vec<_> = (removed + 1..count)
            .map(|index| self.origin(&list.child(index)))
            .collect();
        let mark = list
            .steps()
            .iter()
            .fold(&mut self.root, |mark, step| mark.part(step));
        mark.parts.remove(&removed.to_string());
        for (index, origin) in (removed..).zip(origins) {
            let mut moved = mark.parts.remove(&(index + 1).to_string());
            let moved = moved.get_or_insert_default();
            moved.origin = Some(origin);
            mark.parts.insert(index.to_string(), std::mem::take(moved));
        }
    }
}

/// Merges as the Overlay Specification has it (1.0, section 4.4.3.1), and marks what is new.
fn merge(mark: &mut Mark, target: &mut Value, update: &Value, at: &Pointer) {
    match (target, update) {
        (Value::Object(members), Value::Object(update)) => merge_members(mark, members, update, at),
        (Value::Array(items), Value::Array(update)) => {
            for (index, item) in update.iter().enumerate() {
                let origin = Origin::Overlay(at.child(index));
                *mark.part(&items.len().to_string()) = Mark::of(origin);
                items.push(item.clone());
            }
        }
        (target, update) => {
            *mark = Mark::of(Origin::Overlay(at.clone()));
            *target = update.clone();
        }
    }
}

fn merge_members(
    mark: &mut Mark,
    members: &mut Map<String, Value>,
    update: &Map<String, Value>,
    at: &Pointer,
) {
    for (key, value) in update {
        let at = at.child(key);
        match members.get_mut(key) {
            Some(known) => merge(mark.part(key), known, value, &at),
            None => {
                *mark.part(key) = Mark::of(Origin::Overlay(at));
                members.insert(key.clone(), value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::overlay::apply;

    fn overlay(actions: Value) -> Value {
        json!({ "overlay": "1.0.0", "info": { "title": "T", "version": "1" }, "actions": actions })
    }

    /// Every place of a document.
    fn places(value: &Value, at: Pointer, found: &mut Vec<Pointer>) {
        let parts: Vec<_> = match value {
            Value::Object(members) => members
                .iter()
                .map(|(key, part)| (at.child(key), part))
                .collect(),
            Value::Array(items) => (0..).map(|index| at.child(index)).zip(items).collect(),
            _ => Vec::new(),
        };
        found.push(at);
        for (at, part) in parts {
            places(part, at, found);
        }
    }

    /// Where everything comes from, once it is known to be there.
    fn origins(published: Value, actions: Value) -> BTreeMap<String, Origin> {
        let overlay = overlay(actions);
        let document = apply(&published, &overlay, "o").unwrap();
        let origins = Origins::of(published.clone(), &overlay);
        let mut all = Vec::new();
        places(&document, Pointer::default(), &mut all);
        let mut found = BTreeMap::new();
        for place in all {
            let origin = origins.origin(&place);
            let there = match &origin {
                Origin::Published(at) => at.get(&published),
                Origin::Overlay(at) => at.get(&overlay),
            };
            let here = place.get(&document);
            let has_parts = here.is_some_and(|value| value.is_object() || value.is_array());
            // What has parts may have others by now.
            if has_parts {
                assert!(there.is_some(), "{place}: {origin:?}");
            } else {
                assert_eq!(there, here, "{place}: {origin:?}");
            }
            found.insert(place.to_string(), origin);
        }
        found
    }

    fn published(at: &str) -> Origin {
        Origin::Published(at.into())
    }

    fn overlaid(at: &str) -> Origin {
        Origin::Overlay(at.into())
    }

    #[test]
    fn what_an_update_adds_or_changes_is_the_overlays() {
        let found = origins(
            json!({ "a": { "b": 1, "c": { "d": [1] } }, "e": {} }),
            json!([{ "target": "$.a", "update": { "b": 2, "f": { "g": [{ "h": 1 }] }, "c": { "d": [2, 3] } } }]),
        );
        assert_eq!(found["/a"], published("/a"));
        assert_eq!(found["/a/b"], overlaid("/actions/0/update/b"));
        assert_eq!(found["/a/f/g/0/h"], overlaid("/actions/0/update/f/g/0/h"));
        assert_eq!(found["/a/c"], published("/a/c"));
        assert_eq!(found["/a/c/d/0"], published("/a/c/d/0"));
        assert_eq!(found["/a/c/d/2"], overlaid("/actions/0/update/c/d/1"));
        assert_eq!(found["/e"], published("/e"));
    }

    #[test]
    fn each_target_and_each_action_counts() {
        let found = origins(
            json!({ "paths": { "/a~b": { "get": {} }, "/c": { "get": { "x": { "y": 1 } } } }, "list": [1] }),
            json!([
                { "target": "$.paths.*.get", "update": { "x": { "y": 2, "z": 3 } } },
                { "target": "$.paths['/c'].get.x", "update": { "y": [] } },
                { "target": "$.list", "update": { "k": 1 } },
                { "target": "$.list[1]", "update": { "l": 2 } },
            ]),
        );
        let x = "/actions/0/update/x";
        assert_eq!(found["/paths/~1a~0b/get/x/y"], overlaid(&format!("{x}/y")));
        assert_eq!(found["/paths/~1c/get/x"], published("/paths/~1c/get/x"));
        assert_eq!(found["/paths/~1c/get/x/z"], overlaid(&format!("{x}/z")));
        assert_eq!(found["/paths/~1c/get/x/y"], overlaid("/actions/1/update/y"));
        assert_eq!(found["/list/1/k"], overlaid("/actions/2/update/k"));
        assert_eq!(found["/list/1/l"], overlaid("/actions/3/update/l"));
    }

    #[test]
    fn what_is_behind_something_removed_keeps_its_origin() {
        let found = origins(
            json!({ "a": [{ "b": 0 }, { "b": 1 }, { "b": 2 }, { "b": 3 }], "c": { "d": 1 } }),
            json!([
                { "target": "$.a[2]", "update": { "n": 1 } },
                { "target": "$.a[?@.b == 0 || @.b == 1]", "remove": true },
                { "target": "$.a", "update": { "b": 4 } },
                { "target": "$.a[1]", "remove": true },
                { "target": "$.c", "update": { "d": 2 } },
                { "target": "$.c", "remove": true },
                { "target": "$", "update": { "c": { "e": 1 } } },
            ]),
        );
        assert_eq!(found["/a/0/b"], published("/a/2/b"));
        assert_eq!(found["/a/0/n"], overlaid("/actions/0/update/n"));
        assert_eq!(found["/a/1/b"], overlaid("/actions/2/update/b"));
        assert_eq!(found["/c/e"], overlaid("/actions/6/update/c/e"));
    }

    #[test]
    fn what_takes_the_place_of_something_removed_is_its_own() {
        let found = origins(
            json!({ "a": { "b": { "c": 1 } } }),
            json!([
                { "target": "$.a", "update": { "b": { "c": 2 } } },
                { "target": "$.a.b", "remove": true },
                { "target": "$.a", "update": { "b": { "d": 1 } } },
            ]),
        );
        assert_eq!(found["/a/b/d"], overlaid("/actions/2/update/b/d"));
    }
}
