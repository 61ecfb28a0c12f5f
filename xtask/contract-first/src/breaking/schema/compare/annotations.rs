//! What is said of values beside which are valid.

use serde_json::Value;

use super::frame::{Frame, Side, Spot};
use crate::breaking::schema::change::{ChangeCode, Level};
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
    /// Compares what two expressions say of values beside which are valid.
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
                (|one| one.deprecated) as fn(&SchemaKeywords) -> bool,
            ),
            (
                "readOnly",
                ChangeCode::AccessChanged,
                ChangeCode::AccessChanged,
                |one| one.read_only,
            ),
            (
                "writeOnly",
                ChangeCode::AccessChanged,
                ChangeCode::AccessChanged,
                |one| one.write_only,
            ),
        ] {
            let before = self.first_with(Side::Old, &olds, has);
            let after = self.first_with(Side::New, &news, has);
            match (before, after) {
                (None, Some(schema)) => {
                    let level = if keyword == "deprecated" {
                        Level::Noted
                    } else {
                        Level::Safe
                    };
                    self.report_as(
                        added,
                        level,
                        Spot::silent(old_schema),
                        Spot::keyword(schema, keyword, true),
                    );
                }
                (Some(schema), None) => {
                    self.report_as(
                        removed,
                        Level::Safe,
                        Spot::keyword(schema, keyword, true),
                        Spot::silent(new_schema),
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
        self.first_with(side, &schemas, |one| match is_request {
            true => one.read_only,
            false => one.write_only,
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
                Atom::Whole(id) | Atom::Part(id) => Some(id),
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
        silent: (SchemaId, SchemaId),
    ) {
        let old = default_of(&self.graph.old, olds);
        let new = default_of(&self.graph.new, news);
        // A value that is always sent has no use for it; who reads a value puts the default in where it is missing.
        let matters = slot == Slot::Optional;
        let breaks = if matters {
            Level::Breaking
        } else {
            Level::Noted
        };
        let removed = if self.direction.is_written() {
            breaks
        } else {
            Level::Noted
        };
        let spot = |(schema, value): &(SchemaId, Value)| {
            Spot::keyword(*schema, "default", values::shortened(value))
        };
        match (&old, &new) {
            (Some(old), Some(new)) if !values::equal(&old.1, &new.1) => {
                self.report_as(ChangeCode::DefaultChanged, breaks, spot(old), spot(new));
            }
            (Some(old), None) => {
                self.report_as(
                    ChangeCode::DefaultRemoved,
                    removed,
                    spot(old),
                    Spot::silent(silent.1),
                );
            }
            (None, Some(new)) => {
                self.report_as(
                    ChangeCode::DefaultAdded,
                    Level::Noted,
                    Spot::silent(silent.0),
                    spot(new),
                );
            }
            _ => {}
        }
    }

    fn xml(&mut self, olds: &[SchemaId], news: &[SchemaId], silent: (SchemaId, SchemaId)) {
        let has = |keywords: &SchemaKeywords| keywords.xml.is_some();
        let old = self.first_with(Side::Old, olds, has);
        let new = self.first_with(Side::New, news, has);
        let text = |keywords: &SchemaKeywords| keywords.xml.as_ref().map(values::shortened);
        let old_text = old.and_then(|id| text(self.graph.old.keywords(id)));
        let new_text = new.and_then(|id| text(self.graph.new.keywords(id)));
        if old_text != new_text {
            let spot = |schema: Option<SchemaId>, text: Option<String>, silent| match (schema, text)
            {
                (Some(schema), Some(text)) => Spot::keyword(schema, "xml", text),
                _ => Spot::silent(silent),
            };
            let (old, new) = (spot(old, old_text, silent.0), spot(new, new_text, silent.1));
            // Whether anybody notices depends on the media type.
            self.report_as(ChangeCode::XmlChanged, Level::Noted, old, new);
        }
    }

    /// Generated types are called after components.
    fn names(&mut self, old: SchemaId, new: SchemaId) {
        let (old, new) = (self.graph.old.component(old), self.graph.new.component(new));
        if let (Some((old, before)), Some((new, after))) = (old, new)
            && before != after
        {
            let spot = |schema, name: &str| Spot {
                text: Some(name.to_owned()),
                ..Spot::silent(schema)
            };
            let (old, new) = (spot(old, before), spot(new, after));
            self.report_as(ChangeCode::SchemaRenamed, Level::Noted, old, new);
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
