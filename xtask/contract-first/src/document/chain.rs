use serde_json::Value;

use super::kind::Kind;
use super::reference::{MAX_REFERENCES, reference, target};
use super::walk::walk;
use crate::lint::Finding;

/// References that lead to a reference, and so on: back to themselves, or too often for tools that follow them.
pub fn endless_references(document: &Value) -> Vec<Finding> {
    let found = walk(Kind::Document, document).filter_map(|node| {
        follow(document, node.reference()?)
            .map(|(reason, remedy)| Finding::refused(node.pointer.child("$ref"), reason, remedy))
    });
    found.collect()
}

/// What is wrong with the way that a reference goes, and what to write instead. One that leads nowhere is another matter.
fn follow(document: &Value, first: &str) -> Option<(String, &'static str)> {
    let mut next = first;
    for _ in 0..MAX_REFERENCES {
        next = reference(target(document, next)?)?;
        if next == first {
            return Some((
                format!("`{first}` leads back to itself"),
                "write in one place of the circle what is meant",
            ));
        }
    }
    Some((
        format!("`{first}` leads through more than {MAX_REFERENCES} references"),
        "refer to what stands at the end of the chain",
    ))
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

    fn reasons(schemas: Value) -> Vec<String> {
        let document = json!({ "components": { "schemas": schemas } });
        let findings = endless_references(&document).into_iter();
        findings
            .map(|finding| format!("{}: {}", finding.pointer, finding.reason))
            .collect()
    }

    #[test]
    fn chains_and_circles_are_found() {
        assert_eq!(reasons(chain(MAX_REFERENCES).into()), [""; 0]);
        assert_eq!(
            reasons(chain(MAX_REFERENCES + 1).into()),
            [
                "/components/schemas/A0/$ref: `#/components/schemas/A1` leads through more than 50 references"
            ]
        );
        let to = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let circle =
            reasons(json!({ "A": to("B"), "B": to("A"), "C": to("A"), "D": { "items": to("D") } }));
        assert_eq!(circle.len(), 3, "{circle:?}");
        assert!(
            circle[0].ends_with("`#/components/schemas/B` leads back to itself"),
            "{circle:?}"
        );
        assert_eq!(reasons(json!({ "A": to("A") })).len(), 1);
    }
}
