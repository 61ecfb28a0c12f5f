use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

use super::conjunct::Conjunct;
use super::expr::Atom;
use super::types::ValueTypes;
use crate::breaking::schema::values;
use crate::model::description::SchemaId;

/// Alternatives, at least one of which has to hold; none at all is no value.
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
    /// Schemas of the same values whose alternatives and conditions speak of names that the rules here do not have.
    pub speakers: Vec<SchemaId>,
    /// The schema that is written in the list of alternatives.
    pub schema: SchemaId,
    /// What it is all of, when that is one schema.
    pub whole: Option<Atom>,
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

/// What a discriminator says of an alternative.
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
            .any(|one| one.choices.is_empty() && one.rules.is_any())
    }

    pub fn is_never(&self) -> bool {
        self.alternatives.is_empty()
    }

    /// A number that is the same for equal shapes.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for one in &self.alternatives {
            let object = &one.rules.object;
            (one.schema, one.rules.types.value, one.whole).hash(&mut hasher);
            one.rules.values.iter().for_each(|listed| {
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
        let types = self.alternatives.iter().map(|one| one.rules.types.value);
        types.fold(ValueTypes::NONE, ValueTypes::or)
    }
}

impl Alternative {
    pub fn of(rules: Conjunct) -> Self {
        Self {
            schema: rules.schema,
            rules: Rc::new(rules),
            choices: Vec::new(),
            speakers: Vec::new(),
            tag: None,
            whole: None,
            name: None,
        }
    }

    /// Whether nothing is said of any value.
    pub fn is_silent(&self) -> bool {
        self.rules.is_any() && self.choices.is_empty() && self.speakers.is_empty()
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
