//! Names that a schema mentions beside the rules of an alternative.

use std::collections::HashSet;
use std::rc::Rc;

use super::alternative::Shape;
use super::expr::Atom;
use super::normaliser::Normaliser;
use super::text::matches_pattern;
use crate::model::description::{SchemaId, SchemaKeywords};

/// Whether a schema mentions names of which not all of its alternatives do. A discriminator tells its alternatives apart: one of them
/// does not mention the names of another.
pub fn mentions_names_in_choices(keywords: &SchemaKeywords) -> bool {
    let chooses = keywords.any_of.is_some() || keywords.one_of.is_some();
    chooses && keywords.discriminator.is_none()
        || keywords.not.is_some()
        || keywords.condition.is_some()
        || !keywords.object.dependent_schemas.is_empty()
}

/// The same alternatives, beside which a schema mentions names.
pub fn with_mentioning_schema(shape: &Shape, schema: SchemaId) -> Rc<Shape> {
    let mut shape = shape.clone();
    for alternative in &mut shape.alternatives {
        alternative.mentioning.push(schema);
    }
    Rc::new(shape)
}

impl Normaliser<'_> {
    /// Whether one of some schemas mentions a name, in any of its parts, alternatives and conditions.
    pub fn mentions(&mut self, mentioning: &[SchemaId], name: &str) -> bool {
        let mut open = mentioning.to_vec();
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let Some(keywords) = self.get(id).map(|schema| &schema.keywords) else {
                continue;
            };
            if self.keywords_mention(keywords, name) {
                return true;
            }
            let parts = keywords.reference.iter().chain(&keywords.all_of);
            let alternatives = [&keywords.any_of, &keywords.one_of];
            let conditions = [
                keywords.not,
                keywords.condition,
                keywords.then,
                keywords.otherwise,
            ];
            let dependent = keywords.object.dependent_schemas.iter().map(|(_, id)| *id);
            open.extend(parts.chain(alternatives.into_iter().flatten().flatten()));
            open.extend(conditions.into_iter().flatten().chain(dependent));
        }
        false
    }

    /// Whether the keywords of a schema itself mention a name.
    fn keywords_mention(&mut self, keywords: &SchemaKeywords, name: &str) -> bool {
        let object = &keywords.object;
        let more = [object.additional_properties, object.unevaluated_properties];
        object.properties.iter().any(|(known, _)| known == name)
            || object.required.contains(name)
            || object
                .dependent_required
                .iter()
                .any(|(known, names)| known == name || names.contains(name))
            || object
                .dependent_schemas
                .iter()
                .any(|(known, _)| known == name)
            || object
                .pattern_properties
                .iter()
                .any(|(pattern, _)| matches_pattern(pattern, name).unwrap_or(true))
            || more.into_iter().flatten().any(|more| {
                let shape = self.expand(Atom::Schema(more));
                !shape.is_any() && !shape.is_never()
            })
    }
}
