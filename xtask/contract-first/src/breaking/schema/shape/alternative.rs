use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use super::conjunct::Conjunct;
use super::expr::Atom;
use super::types::ValueTypes;
use crate::breaking::schema::values;
use crate::model::description::SchemaId;

/// Alternatives, at least one of which must hold; none at all is not a value.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub alternatives: Vec<Alternative>,
}

/// One way to fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    pub rules: Rc<Conjunct>,
    /// Branches of `oneOf` that it is made of: no other branch may hold.
    pub choices: Vec<Choice>,
    pub tag: Option<Rc<Tag>>,
    /// Schemas of the same values whose alternatives and conditions mention names that the rules here do not have.
    pub mentioning: Vec<SchemaId>,
    /// The schema that is written in the list of alternatives.
    pub schema: SchemaId,
    /// What it is all of, when that is one schema.
    pub atom: Option<Atom>,
    /// The name of the component that it is.
    pub name: Option<Rc<str>>,
}

/// A branch of a `oneOf`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The schema that has the `oneOf`.
    pub union: SchemaId,
    /// `None` for several branches that only list values, written as one list.
    pub branch: Option<usize>,
}

/// What a discriminator says about an alternative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    pub property: String,
    /// The values that mean it.
    pub values: Vec<String>,
    /// The schema that has the discriminator.
    pub schema: SchemaId,
}

impl Shape {
    pub fn one(alternative: Alternative) -> Self {
        Self {
            alternatives: vec![alternative],
        }
    }

    pub fn is_any(&self) -> bool {
        self.alternatives
            .iter()
            .any(|alternative| alternative.choices.is_empty() && alternative.rules.is_any())
    }

    pub fn is_never(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// A number that is the same for equal shapes.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for alternative in &self.alternatives {
            let object = &alternative.rules.object;
            (
                alternative.schema,
                alternative.rules.types.value,
                alternative.atom,
            )
                .hash(&mut hasher);
            alternative.rules.values.iter().for_each(|listed| {
                values::listed(&listed.value).hash(&mut hasher);
            });
            for (name, property) in &object.properties {
                (name, &property.value).hash(&mut hasher);
            }
            object.required.hash(&mut hasher);
        }
        hasher.finish()
    }

    /// The types of the values.
    pub fn types(&self) -> ValueTypes {
        let types = self
            .alternatives
            .iter()
            .map(|alternative| alternative.rules.types.value);
        types.fold(ValueTypes::NONE, ValueTypes::or)
    }
}

impl Alternative {
    pub fn of(rules: Conjunct) -> Self {
        Self {
            schema: rules.schema,
            rules: Rc::new(rules),
            choices: Vec::new(),
            mentioning: Vec::new(),
            tag: None,
            atom: None,
            name: None,
        }
    }

    /// Whether nothing is said about any value.
    pub fn is_silent(&self) -> bool {
        self.rules.is_any() && self.choices.is_empty() && self.mentioning.is_empty()
    }

    /// Whether no value can fit both, because a `oneOf` has them in different branches.
    pub fn excludes(&self, other: &Self) -> bool {
        self.choices.iter().any(|mine| {
            let theirs = other
                .choices
                .iter()
                .find(|theirs| theirs.union == mine.union);
            theirs.is_some_and(|theirs| theirs.branch != mine.branch)
        })
    }
}
