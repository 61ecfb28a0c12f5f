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
                        anchors.entry(name).or_default().push(node.pointer.clone());
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
                next = next.and_then(|id| self.schemas[id].keywords.reference);
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
