use serde_json::Value;

use super::kind::Kind;
use super::pointer::Pointer;
use super::reference::{MAX_REFERENCES, reference, target};
use super::walk::walk;

/// A reference that cannot be followed to its end.
#[derive(Debug, PartialEq, Eq)]
pub struct EndlessReference {
    /// Where the `$ref` is.
    pub at: Pointer,
    /// What it says.
    pub reference: String,
    /// Why it has no end.
    pub fault: ChainFault,
}

/// Why a chain of references has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainFault {
    /// It leads back to itself.
    Cycle,
    /// It leads through more than [`MAX_REFERENCES`] references.
    TooLong,
}

/// References that lead to a reference, and so on: back to themselves, or too often for tools that follow them.
pub fn endless_references(document: &Value) -> Vec<EndlessReference> {
    let found = walk(Kind::Document, document).filter_map(|node| {
        let reference = node.reference()?;
        let fault = follow(document, reference)?;
        let at = node.pointer.child("$ref");
        let reference = reference.to_owned();
        Some(EndlessReference {
            at,
            reference,
            fault,
        })
    });
    found.collect()
}

/// What is wrong with the way that a reference goes. One that leads nowhere is another matter.
pub fn follow(document: &Value, first: &str) -> Option<ChainFault> {
    let mut next = first;
    for _ in 0..MAX_REFERENCES {
        next = reference(target(document, next)?)?;
        if next == first {
            return Some(ChainFault::Cycle);
        }
    }
    Some(ChainFault::TooLong)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    /// `A0` refers to `A1`, and so on; the last is a schema.
    fn chain(count: usize) -> Map<String, Value> {
        let links = (0..count).map(|index| {
            let next = format!("#/components/schemas/A{}", index + 1);
            (format!("A{index}"), json!({ "$ref": next }))
        });
        links.chain([(format!("A{count}"), json!({}))]).collect()
    }

    fn faults(schemas: Value) -> Vec<(String, ChainFault)> {
        let document = json!({ "components": { "schemas": schemas } });
        let found = endless_references(&document).into_iter();
        found
            .map(|one| (one.at.as_str().to_owned(), one.fault))
            .collect()
    }

    #[test]
    fn chains_and_cycles_are_found() {
        assert_eq!(faults(chain(MAX_REFERENCES).into()), []);
        let first = "/components/schemas/A0/$ref".to_owned();
        assert_eq!(
            faults(chain(MAX_REFERENCES + 1).into()),
            [(first, ChainFault::TooLong)]
        );
        let to = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let cycle =
            faults(json!({ "A": to("B"), "B": to("A"), "C": to("A"), "D": { "items": to("D") } }));
        assert_eq!(cycle.len(), 3, "{cycle:?}");
        assert_eq!(cycle[0].1, ChainFault::Cycle);
        assert_eq!(faults(json!({ "A": to("A") })).len(), 1);
    }
}
