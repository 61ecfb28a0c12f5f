//! `unevaluatedProperties` and `unevaluatedItems`.

use std::rc::Rc;

use super::alternative::{Alternative, Shape};
use super::expr::Expr;
use super::normaliser::Normaliser;
use super::object::UndeclaredNames;
use super::opaque::{Opaque, OpaqueKind};
use crate::model::description::SchemaId;

impl Normaliser<'_> {
    /// What `unevaluatedProperties` and `unevaluatedItems` leave of the alternatives.
    pub(super) fn with_unevaluated(&self, shape: Rc<Shape>, id: SchemaId) -> Rc<Shape> {
        let keywords = self.keywords(id);
        let properties = keywords.object.unevaluated_properties;
        let items = keywords.array.unevaluated_items;
        if properties.is_none() && items.is_none() {
            return shape;
        }
        let several = shape.alternatives.len() > 1;
        let alternatives = shape.alternatives.iter().map(|alternative| {
            let mut rules = (*alternative.rules).clone();
            let conditional = |rule: &Opaque| matches!(rule.kind, OpaqueKind::Condition { .. });
            // Several alternatives of `anyOf`, a condition and `contains` may all evaluate.
            let unknown = several && alternative.choices.is_empty()
                || rules.opaque.iter().any(conditional)
                || !rules.object.dependent_schemas.is_empty()
                || items.is_some() && !rules.array.contains.is_empty();
            if unknown {
                rules.opaque.push(Opaque {
                    kind: OpaqueKind::Unevaluated,
                    schema: id,
                });
            } else {
                if let Some(items) = items
                    && rules.array.rest.is_any()
                {
                    rules.array.rest = Expr::schema(items);
                }
                if let Some(properties) = properties
                    && rules.object.additional().is_any()
                {
                    let patterns = rules
                        .object
                        .undeclared
                        .iter()
                        .flat_map(|rule| rule.patterns.clone());
                    let rule = UndeclaredNames {
                        patterns: patterns.collect(),
                        additional: Expr::schema(properties),
                        schema: id,
                        unevaluated: true,
                    };
                    rules.object.undeclared.push(rule);
                }
            }
            Alternative {
                rules: Rc::new(rules),
                atom: None,
                ..alternative.clone()
            }
        });
        Rc::new(Shape {
            alternatives: alternatives.collect(),
        })
    }
}
