//! The alternatives of unions and of parents with a discriminator.

use std::rc::Rc;

use super::alternative::{Alternative, Choice, Shape, Tag};
use super::expr::Atom;
use super::listed::merged;
use super::normaliser::Normaliser;
use crate::model::description::{Discriminator, SchemaId};

impl Normaliser<'_> {
    /// The alternatives of a union.
    pub(super) fn union(
        &mut self,
        id: SchemaId,
        branches: &[SchemaId],
        exclusive: bool,
    ) -> Rc<Shape> {
        let keywords = &self.schemas[id].keywords;
        let mut alternatives = Vec::new();
        for (branch, schema) in branches.iter().enumerate() {
            let shape = self.expand(Atom::Schema(*schema));
            let target = self.target(*schema);
            let tag = keywords
                .discriminator
                .as_ref()
                .map(|discriminator| Rc::new(self.tag(discriminator, target, id)));
            let tag = tag.filter(|tag| !tag.values.is_empty());
            let choice = Choice {
                union: id,
                branch: Some(branch),
            };
            let name = self.name(target).map(Rc::<str>::from);
            // A branch that is a union itself is told by its own branches.
            let is_one = shape.alternatives.len() == 1;
            alternatives.extend(shape.alternatives.iter().map(|alternative| {
                let mut alternative = alternative.clone();
                alternative.tag = tag.clone().or(alternative.tag);
                if is_one {
                    alternative.schema = *schema;
                    alternative.name = name.clone().or(alternative.name);
                }
                if exclusive && branches.len() > 1 {
                    alternative.choices.push(choice);
                }
                alternative
            }));
        }
        Rc::new(Shape {
            alternatives: merged(alternatives, id),
        })
    }

    /// The alternatives of a parent: its children.
    pub(super) fn children(&mut self, id: SchemaId, discriminator: &Discriminator) -> Rc<Shape> {
        let mut targets: Vec<SchemaId> = discriminator
            .mapping
            .values()
            .map(|child| self.target(*child))
            .collect();
        targets.sort_unstable();
        targets.dedup();
        let mut alternatives = Vec::new();
        for child in targets {
            let tag = Rc::new(self.tag(discriminator, child, id));
            let shape = self.expand(Atom::Part(child));
            alternatives.extend(shape.alternatives.iter().map(|alternative| Alternative {
                tag: Some(Rc::clone(&tag)),
                ..alternative.clone()
            }));
        }
        Rc::new(Shape { alternatives })
    }

    fn tag(&self, discriminator: &Discriminator, target: SchemaId, schema: SchemaId) -> Tag {
        let mapping = discriminator.mapping.iter();
        let values = mapping.filter(|(_, child)| self.target(**child) == target);
        Tag {
            property: discriminator.property.clone(),
            values: values.map(|(value, _)| value.clone()).collect(),
            schema,
        }
    }
}
