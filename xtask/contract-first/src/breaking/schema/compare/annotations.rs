//! What is said about values beside which are valid.

use serde_json::Value;

use super::frame::{Frame, SchemaSite, Side};
use crate::breaking::schema::change::{ChangeCode, ChangeLevel};
use crate::breaking::schema::shape::{Atom, Expr};
use crate::breaking::schema::values;
use crate::model::description::{SchemaId, SchemaKeywords};

/// Which part of a value something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slot {
    /// The whole value, or a property that may be missing.
    Optional,
    /// A property that cannot be missing, an item.
    Present,
}

/// References and parts that are followed.
const MAX_SCHEMAS: usize = 64;

impl Frame<'_, '_> {
    /// Compares what two expressions say about values beside which are valid.
    pub fn annotations(&mut self, old: &Expr, new: &Expr, slot: Slot) {
        let old_schema = self.graph.old.representative(old);
        let new_schema = self.graph.new.representative(new);
        let olds = self.described_by(Side::Old, old);
        let news = self.described_by(Side::New, new);
        self.default(&olds, &news, slot, (old_schema, new_schema));
        for (keyword, added, removed, has) in [
            (
                "deprecated",
                ChangeCode::DeprecatedAdded,
                ChangeCode::DeprecatedRemoved,
                (|keywords| keywords.deprecated) as fn(&SchemaKeywords) -> bool,
            ),
            (
                "readOnly",
                ChangeCode::AccessChanged,
                ChangeCode::AccessChanged,
                |keywords| keywords.read_only,
            ),
            (
                "writeOnly",
                ChangeCode::AccessChanged,
                ChangeCode::AccessChanged,
                |keyword| keyword.write_only,
            ),
        ] {
            let before = self.first_with(Side::Old, &olds, has);
            let after = self.first_with(Side::New, &news, has);
            match (before, after) {
                (None, Some(schema)) => {
                    let level = if keyword == "deprecated" {
                        ChangeLevel::Noted
                    } else {
                        ChangeLevel::Safe
                    };
                    self.report_as(
                        added,
                        level,
                        SchemaSite::absent(old_schema),
                        SchemaSite::keyword(schema, keyword, true),
                    );
                }
                (Some(schema), None) => {
                    self.report_as(
                        removed,
                        ChangeLevel::Safe,
                        SchemaSite::keyword(schema, keyword, true),
                        SchemaSite::absent(new_schema),
                    );
                }
                _ => {}
            }
        }
        self.xml(&olds, &news, (old_schema, new_schema));
        self.names(old_schema, new_schema);
    }

    /// Whether a property exists in the messages of the direction: `readOnly` ones do not in requests, `writeOnly` ones not in responses.
    pub fn hidden(&mut self, side: Side, expr: &Expr) -> Option<SchemaId> {
        let schemas = self.described_by(side, expr);
        let is_request = self.direction.is_request();
        self.first_with(side, &schemas, |schema| match is_request {
            true => schema.read_only,
            false => schema.write_only,
        })
    }

    fn first_with(
        &mut self,
        side: Side,
        schemas: &[SchemaId],
        has: impl Fn(&SchemaKeywords) -> bool,
    ) -> Option<SchemaId> {
        let document = self.normaliser(side);
        schemas
            .iter()
            .copied()
            .find(|id| has(document.keywords(*id)))
    }

    /// The schemas that say something of the value as a whole: itself, what it refers to, and its parts.
    fn described_by(&mut self, side: Side, expr: &Expr) -> Vec<SchemaId> {
        let document = self.normaliser(side);
        let mut schemas: Vec<SchemaId> = Vec::new();
        let mut open: Vec<SchemaId> = expr
            .atoms()
            .iter()
            .rev()
            .filter_map(|atom| match *atom {
                Atom::Schema(id) | Atom::Part(id) => Some(id),
                Atom::Open(_) | Atom::Slice(_) => None,
            })
            .collect();
        while let Some(id) = open.pop() {
            if schemas.contains(&id) || schemas.len() >= MAX_SCHEMAS {
                continue;
            }
            schemas.push(id);
            let keywords = document.keywords(id);
            open.extend(keywords.all_of.iter().rev());
            open.extend(keywords.reference);
        }
        schemas
    }

    fn default(
        &mut self,
        olds: &[SchemaId],
        news: &[SchemaId],
        slot: Slot,
        owners: (SchemaId, SchemaId),
    ) {
        let old = default_of(&self.graph.old, olds);
        let new = default_of(&self.graph.new, news);
        // A value that is always sent has no use for it; who reads a value puts the default in where it is missing.
        let matters = slot == Slot::Optional;
        let breaks = if matters {
            ChangeLevel::Breaking
        } else {
            ChangeLevel::Noted
        };
        let removed = if self.direction.is_written() {
            breaks
        } else {
            ChangeLevel::Noted
        };
        let site = |(schema, value): &(SchemaId, Value)| {
            SchemaSite::keyword(*schema, "default", values::shortened(value))
        };
        match (&old, &new) {
            (Some(old), Some(new)) if !values::equal(&old.1, &new.1) => {
                self.report_as(ChangeCode::DefaultChanged, breaks, site(old), site(new));
            }
            (Some(old), None) => {
                self.report_as(
                    ChangeCode::DefaultRemoved,
                    removed,
                    site(old),
                    SchemaSite::absent(owners.1),
                );
            }
            (None, Some(new)) => {
                self.report_as(
                    ChangeCode::DefaultAdded,
                    ChangeLevel::Noted,
                    SchemaSite::absent(owners.0),
                    site(new),
                );
            }
            _ => {}
        }
    }

    fn xml(&mut self, olds: &[SchemaId], news: &[SchemaId], owners: (SchemaId, SchemaId)) {
        let has = |keywords: &SchemaKeywords| keywords.xml.is_some();
        let old = self.first_with(Side::Old, olds, has);
        let new = self.first_with(Side::New, news, has);
        let text = |keywords: &SchemaKeywords| keywords.xml.as_ref().map(values::shortened);
        let old_text = old.and_then(|id| text(self.graph.old.keywords(id)));
        let new_text = new.and_then(|id| text(self.graph.new.keywords(id)));
        if old_text != new_text {
            let site = |schema: Option<SchemaId>, text: Option<String>, owner| match (schema, text)
            {
                (Some(schema), Some(text)) => SchemaSite::keyword(schema, "xml", text),
                _ => SchemaSite::absent(owner),
            };
            let (old, new) = (site(old, old_text, owners.0), site(new, new_text, owners.1));
            // Whether it is noticed depends on the media type.
            self.report_as(ChangeCode::XmlChanged, ChangeLevel::Noted, old, new);
        }
    }

    /// Generated types are called after components.
    fn names(&mut self, old: SchemaId, new: SchemaId) {
        let (old, new) = (self.graph.old.component(old), self.graph.new.component(new));
        if let (Some((old, before)), Some((new, after))) = (old, new)
            && before != after
        {
            let site = |schema, name: &str| SchemaSite {
                text: Some(name.to_owned()),
                ..SchemaSite::absent(schema)
            };
            let (old, new) = (site(old, before), site(new, after));
            self.report_as(ChangeCode::SchemaRenamed, ChangeLevel::Noted, old, new);
        }
    }
}

fn default_of(
    document: &crate::breaking::schema::shape::Normaliser<'_>,
    schemas: &[SchemaId],
) -> Option<(SchemaId, Value)> {
    schemas
        .iter()
        .find_map(|id| Some((*id, document.keywords(*id).default.clone()?)))
}
