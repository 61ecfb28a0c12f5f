use serde_json::{Map, Value, json};

use super::target::target;
use crate::document::Pointer;

/// Something that is put right at one place.
#[derive(Clone, Debug)]
pub struct Fix {
    /// Where to work.
    pub at: Pointer,
    /// What is put right, and why.
    pub reason: String,
    change: Change,
}

#[derive(Clone, Debug)]
enum Change {
    /// Members that the object there gets.
    Merge(Value),
    /// What is there instead.
    Put(Value),
    /// The member there, a list or an object, goes.
    Remove,
}

/// The actions of a fix.
pub struct Actions {
    pub actions: Vec<Value>,
    /// What they take out and put in again: no other fix may lead there in the same round.
    pub replaced: Option<Pointer>,
}

impl Fix {
    /// The object at a place gets members; lists in it get items.
    pub fn merge(at: Pointer, members: Value, reason: impl Into<String>) -> Self {
        Self {
            at,
            reason: reason.into(),
            change: Change::Merge(members),
        }
    }

    /// Another value takes a place.
    pub fn put(at: Pointer, value: Value, reason: impl Into<String>) -> Self {
        Self {
            at,
            reason: reason.into(),
            change: Change::Put(value),
        }
    }

    /// A list or an object is taken out of the object that it is in.
    pub fn remove(at: Pointer, reason: impl Into<String>) -> Self {
        Self {
            at,
            reason: reason.into(),
            change: Change::Remove,
        }
    }

    /// Whether what is at its place may be taken out.
    pub fn takes_out(&self) -> bool {
        match self.change {
            Change::Put(_) | Change::Remove => true,
            Change::Merge(_) => false,
        }
    }

    /// The actions that do it; `None` when no overlay can.
    pub fn actions(&self, document: &Value) -> Option<Actions> {
        match &self.change {
            Change::Merge(members) => Some(Actions {
                actions: vec![self.update(document, &self.at, members.clone())?],
                replaced: None,
            }),
            Change::Put(value) => self.put_at(document, &self.at, value.clone()),
            Change::Remove => Some(Actions {
                actions: vec![self.removal(document, &self.at)?],
                replaced: Some(self.at.clone()),
            }),
        }
    }

    fn put_at(&self, document: &Value, at: &Pointer, value: Value) -> Option<Actions> {
        let mut steps = at.steps();
        let last = steps.pop()?;
        let holder = steps
            .iter()
            .fold(Pointer::default(), |at, step| at.child(step));
        match holder.get(document)? {
            // An update appends items: the whole list is rewritten.
            Value::Array(items) => {
                let mut items = items.clone();
                *items.get_mut(last.parse::<usize>().ok()?)? = value;
                self.put_at(document, &holder, items.into())
            }
            Value::Object(members) => {
                let mut actions = Vec::new();
                // Of two objects, or two lists, an update makes one.
                let known = members.get(&last);
                let is_merged = known.is_some_and(|known| {
                    known.is_object() && value.is_object() || known.is_array() && value.is_array()
                });
                if is_merged {
                    actions.push(self.removal(document, at)?);
                }
                let member = Map::from_iter([(last, value)]);
                actions.push(self.update(document, &holder, member.into())?);
                Some(Actions {
                    actions,
                    replaced: is_merged.then(|| at.clone()),
                })
            }
            _ => None,
        }
    }

    fn removal(&self, document: &Value, at: &Pointer) -> Option<Value> {
        Some(json!({
            "target": target(document, at)?,
            "description": self.reason,
            "remove": true,
        }))
    }

    fn update(&self, document: &Value, at: &Pointer, update: Value) -> Option<Value> {
        Some(json!({
            "target": target(document, at)?,
            "description": self.reason,
            "update": update,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::overlay::apply;

    fn fixed(document: &Value, fix: &Fix) -> Value {
        let actions = fix.actions(document).unwrap().actions;
        let overlay = json!({ "overlay": "1.0.0", "info": { "title": "T", "version": "1" }, "actions": actions });
        apply(document, &overlay, "o").unwrap()
    }

    #[test]
    fn members_are_merged_and_values_take_their_place() {
        let document =
            json!({ "a": { "b": { "c": 1 }, "d": [{ "e": [1, 2] }, { "f": 1 }], "g": 1 } });
        let put = |at: &str, value: Value| fixed(&document, &Fix::put(at.into(), value, "why"));
        let merged = fixed(
            &document,
            &Fix::merge("/a/b".into(), json!({ "c": 2, "h": 1 }), "why"),
        );
        assert_eq!(merged["a"]["b"], json!({ "c": 2, "h": 1 }));
        assert_eq!(put("/a/b", json!({ "x": 1 }))["a"]["b"], json!({ "x": 1 }));
        assert_eq!(put("/a/b", json!("x"))["a"]["b"], "x");
        assert_eq!(put("/a/g", json!(["x"]))["a"]["g"], json!(["x"]));
        assert_eq!(put("/a/d/0", json!({}))["a"]["d"], json!([{}, { "f": 1 }]));
        assert_eq!(
            put("/a/d/0/e/1", json!("2"))["a"]["d"][0]["e"],
            json!([1, "2"])
        );
        let gone = fixed(&document, &Fix::remove("/a/d".into(), "why"));
        assert_eq!(gone["a"], json!({ "b": { "c": 1 }, "g": 1 }));
        assert!(
            Fix::put("/a/x/y".into(), json!(1), "")
                .actions(&document)
                .is_none()
        );
    }
}
