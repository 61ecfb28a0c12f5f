//! Where the `$ref` of a schema leads.

use std::collections::HashMap;

use super::part::{Part, child};
use super::reader::Reader;
use crate::document::{Kind, MAX_REFERENCES, Pointer, ReferenceError, walk};
use crate::model::description::SchemaId;
use crate::read::reference::may_be_schema;

impl<'d> Reader<'d> {
    /// The schema that a `$ref` (or a `$dynamicRef`) of a schema names.
    pub(super) fn referenced(&mut self, part: &Part<'d>, keyword: &str) -> Option<SchemaId> {
        let target = self.text(part, keyword)?;
        let Some(at) = self.place_of(&target) else {
            self.unresolved(&part.at, ReferenceError::Nowhere(target));
            return None;
        };
        let Some(value) = at.get(self.root) else {
            self.unresolved(&part.at, ReferenceError::Nowhere(target));
            return None;
        };
        if !may_be_schema(&at, value) {
            self.misled(&part.at, &target, "a schema");
            return None;
        }
        Some(self.schema(&Part { at, value }))
    }

    fn place_of(&mut self, target: &str) -> Option<Pointer> {
        Pointer::of_reference(target).or_else(|| {
            let anchor = target.strip_prefix('#')?;
            let root = self.root;
            let anchors = self.anchors.get_or_insert_with(|| {
                let mut anchors: HashMap<_, Vec<_>> = HashMap::new();
                let schemas = walk(Kind::Document, root).filter(|node| node.kind == Kind::Schema);
                for node in schemas {
                    let keys =
                        ["$anchor", "$dynamicAnchor"].map(|key| node.value.get(key)?.as_str());
                    for name in keys.into_iter().flatten() {
                        anchors.entry(name).or_default().push(node.pointer());
                    }
                }
                anchors
            });
            match anchors.get(anchor)?.as_slice() {
                [only] => Some(only.clone()),
                // Of several the `$id`s around them decide, which are not followed.
                _ => None,
            }
        })
    }

    /// Reports each schema whose `$ref` leads to a schema with a `$ref`, and so on without end.
    pub(super) fn endless_schemas(&mut self) {
        let mut endless = Vec::new();
        for (_, schema) in self.schemas.iter() {
            let mut next = schema.keywords.reference;
            for _ in 0..=MAX_REFERENCES {
                let Some(id) = next else { break };
                next = self.schemas[id].keywords.reference;
            }
            if next.is_some() {
                endless.push(schema.at.clone());
            }
        }
        for at in endless {
            self.unresolved(&at, ReferenceError::Endless);
        }
    }

    /// Follows what is under a key of a part, for the name that a `mapping` writes.
    pub(super) fn mapped(&mut self, part: &Part<'d>, key: &str) -> Option<SchemaId> {
        let target = self.text(part, key)?;
        let components = Pointer::from("/components/schemas");
        let by_name = components.child(&target);
        let at = match by_name.get(self.root) {
            Some(_) => Some(by_name),
            None => self.place_of(&target),
        };
        let found = at.and_then(|at| Some((at.get(self.root)?, at)));
        let found = found.filter(|(value, at)| may_be_schema(at, value));
        match (found, child(part, key)) {
            (Some((value, at)), _) => Some(self.schema(&Part { at, value })),
            (None, Some(entry)) => {
                self.unmapped(&entry.at, &target);
                None
            }
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::read::description::testing::{faults_of_schemas, read_schemas, schema_at};

    /// Where the `$ref` of the schema `A` leads, beside other schemas.
    fn led(reference: &str, others: Value) -> String {
        let mut schemas = others;
        schemas["A"] = json!({ "$ref": reference });
        let read = read_schemas(schemas);
        let a = schema_at(&read, "/components/schemas/A");
        let target = read[a].keywords.reference.expect("a reference");
        read[target].at.to_string()
    }

    #[test]
    fn places_and_anchors_are_found() {
        let inner = json!({ "properties": { "a/b": { "$anchor": "deep", "type": "string" } } });
        let place = "/components/schemas/B/properties/a~1b";
        for reference in [
            "#/components/schemas/B/properties/a~1b",
            "#/components/schemas/B/properties/a%7E1b",
            "#deep",
        ] {
            assert_eq!(led(reference, json!({ "B": inner })), place, "{reference}");
        }
    }

    #[test]
    fn what_leads_nowhere_is_a_fault_at_the_reference() {
        let twice = json!({ "$anchor": "twice" });
        for (reference, reason) in [
            ("#/components/schemas/None", "leads nowhere"),
            ("#none", "leads nowhere"),
            ("#twice", "leads nowhere"),
            ("b.json#/A", "leads to another document"),
            ("#/components/schemas", "is not a schema"),
            ("#/paths/~1a", "is not a schema"),
        ] {
            let found =
                faults_of_schemas(json!({ "A": { "$ref": reference }, "B": twice, "C": twice }));
            let expected = [(
                "/components/schemas/A/$ref".to_owned(),
                format!("`{reference}` {reason}"),
            )];
            assert_eq!(found, expected);
        }
    }

    #[test]
    fn a_chain_is_as_long_as_the_lint_allows() {
        let chain = |links: usize| {
            let link = |index: usize| {
                let next = format!("#/components/schemas/S{}", index + 1);
                (format!("S{index}"), json!({ "$ref": next, "title": "T" }))
            };
            let mut schemas: serde_json::Map<_, _> = (0..links).map(link).collect();
            schemas.insert(format!("S{links}"), json!({}));
            faults_of_schemas(schemas.into())
        };
        assert!(chain(51).is_empty());
        let faults = chain(52);
        let places: Vec<_> = faults.iter().map(|fault| fault.0.as_str()).collect();
        assert_eq!(places, ["/components/schemas/S0/$ref"]);
        assert!(
            faults[0]
                .1
                .ends_with("leads through more than 50 references")
        );
    }
}
