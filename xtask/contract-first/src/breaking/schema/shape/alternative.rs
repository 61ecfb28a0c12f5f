use std::rc::Rc;

use super::conjunct::Conjunct;
use super::expr::Atom;
use super::types::ValueTypes;
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
    pub branch: usize,
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
            tag: None,
            whole: None,
            name: None,
        }
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

    /// Whether it is a branch of a `oneOf` that the other is not in: a value that fits it may fit another branch there, too.
    pub fn is_nested_beside(&self, other: &Self) -> bool {
        let is_shared = |mine: &Choice| {
            let mut theirs = other.choices.iter();
            theirs.any(|theirs| theirs.union == mine.union)
        };
        !self.choices.iter().all(is_shared)
    }
}
