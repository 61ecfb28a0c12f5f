use serde_json::Value;

use super::reference::{MAX_REFERENCES, reference, target};

/// Why a chain of references has no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChainError {
    /// It leads back to itself.
    Cycle,
    /// It leads through more than [`MAX_REFERENCES`] references.
    TooLong,
}

/// What is wrong with the way that a reference goes. One that leads nowhere is another matter.
pub fn follow(document: &Value, first: &str) -> Option<ChainError> {
    let mut next = first;
    for _ in 0..MAX_REFERENCES {
        next = reference(target(document, next)?)?;
        if next == first {
            return Some(ChainError::Cycle);
        }
    }
    Some(ChainError::TooLong)
}

#[cfg(test)]
mod tests {
    use serde_json::{Map, json};

    use super::*;

    fn to(name: impl std::fmt::Display) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    /// What is wrong with the way from `A0`.
    fn fault(schemas: Value) -> Option<ChainError> {
        let document = json!({ "components": { "schemas": schemas } });
        follow(&document, "#/components/schemas/A0")
    }

    /// `A0` refers to `A1`, and so on; the last is a schema.
    fn chain(count: usize) -> Value {
        let links = (0..count).map(|index| (format!("A{index}"), to(format!("A{}", index + 1))));
        let links: Map<_, _> = links.chain([(format!("A{count}"), json!({}))]).collect();
        links.into()
    }

    #[test]
    fn chains_and_cycles_are_found() {
        // The first reference is the one that leads to `A0`.
        assert_eq!(fault(chain(MAX_REFERENCES - 1)), None);
        assert_eq!(fault(chain(MAX_REFERENCES)), Some(ChainError::TooLong));
        assert_eq!(fault(json!({ "A0": to("A0") })), Some(ChainError::Cycle));
        let cycle = json!({ "A0": to("B"), "B": to("A0") });
        assert_eq!(fault(cycle), Some(ChainError::Cycle));
        assert_eq!(fault(json!({ "A0": { "items": to("A0") } })), None);
        assert_eq!(fault(json!({ "A0": to("None") })), None);
    }
}
