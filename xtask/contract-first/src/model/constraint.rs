use serde_json::Number;

use super::description::SchemaId;
use super::format::StringFormat;
use crate::text::pattern::Engine;

/// Something that is asked of a value beyond what its type says.
#[derive(Clone, Debug, PartialEq)]
pub enum Constraint {
    /// Characters of a text.
    Length(Count),
    /// Items of an array.
    Items(Count),
    /// The items of an array differ from each other.
    UniqueItems,
    /// Entries of a map.
    Properties(Count),
    /// Of an integer, both ends included.
    Integers {
        /// The smallest value.
        minimum: Option<i128>,
        /// The largest value.
        maximum: Option<i128>,
    },
    /// Of an integer.
    MultipleOfInteger(i128),
    /// Of a number with a fraction, both ends included.
    Numbers {
        /// The smallest value.
        minimum: Option<Number>,
        /// The largest value.
        maximum: Option<Number>,
    },
    /// Greater than this.
    ExclusiveMinimum(Number),
    /// Less than this.
    ExclusiveMaximum(Number),
    /// `multipleOf`
    MultipleOf(Number),
    /// `format`
    Format(StringFormat),
    /// `pattern`
    Pattern(Pattern),
    /// A schema that the value is checked against as it was sent: the type cannot say it.
    Rule(SchemaId),
}

/// The least and the most of something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// 0 where there is no limit.
    pub least: u64,
    /// `None` where there is no limit.
    pub most: Option<u64>,
}

/// A regular expression of ECMA-262.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    /// As the document writes it.
    pub source: String,
    /// What tells whether a text matches.
    pub engine: Engine,
}

/// Something that is asked of an object as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectRule {
    /// How many properties it has.
    Properties(Count),
    /// A schema that it is checked against as it was sent: the type cannot say it.
    Rule(SchemaId),
    /// Which optional properties it has together, and the words for it.
    Presence {
        /// How many of the sets.
        how: Presence,
        /// Names of optional properties; the required ones are always there.
        sets: Vec<Vec<String>>,
        /// What a value that breaks the rule is told.
        message: String,
    },
}

/// How many of several sets of properties are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Exactly one of the sets is there.
    ExactlyOne,
    /// At least one of the sets is there.
    Any,
    /// Of one set: not all of it.
    Not,
}

/// What is said of a value that breaks a rule which says nothing more precise.
const BEYOND_TYPES: &str = "must be what the document describes";

impl Constraint {
    /// What a value that breaks it is told, to be read behind its name.
    pub fn message(&self) -> String {
        match self {
            Self::Length(count) => count.message(["character", "characters"]),
            Self::Items(count) => count.message(["item", "items"]),
            Self::UniqueItems => "must have no item twice".to_owned(),
            Self::Properties(count) => count.properties(),
            Self::Integers { minimum, maximum } => range(minimum.as_ref(), maximum.as_ref()),
            Self::Numbers { minimum, maximum } => range(minimum.as_ref(), maximum.as_ref()),
            Self::MultipleOfInteger(step) => format!("must be a multiple of {step}"),
            Self::MultipleOf(step) => format!("must be a multiple of {step}"),
            Self::ExclusiveMinimum(bound) => format!("must be more than {bound}"),
            Self::ExclusiveMaximum(bound) => format!("must be less than {bound}"),
            Self::Format(format) => format.message().to_owned(),
            Self::Pattern(pattern) => format!("must match the pattern {}", pattern.source),
            Self::Rule(_) => BEYOND_TYPES.to_owned(),
        }
    }
}

fn range(minimum: Option<&impl ToString>, maximum: Option<&impl ToString>) -> String {
    let [minimum, maximum] = [
        minimum.map(ToString::to_string),
        maximum.map(ToString::to_string),
    ];
    match (minimum, maximum) {
        (Some(least), Some(most)) => format!("must be from {least} to {most}"),
        (Some(least), None) => format!("must be at least {least}"),
        (None, Some(most)) => format!("must be at most {most}"),
        (None, None) => String::new(),
    }
}

impl Count {
    /// The words for it; `units` are one of what is counted, and several.
    fn message(self, units: [&str; 2]) -> String {
        let unit = |count: u64| units[usize::from(count != 1)];
        match (self.least, self.most) {
            (0, Some(most)) => format!("must have at most {most} {}", unit(most)),
            (least, Some(most)) => format!("must have {least} to {most} {}", units[1]),
            (least, None) => format!("must have at least {least} {}", unit(least)),
        }
    }

    fn properties(self) -> String {
        self.message(["property", "properties"])
    }
}

impl ObjectRule {
    /// What an object that breaks it is told, to be read behind its name.
    pub fn message(&self) -> String {
        match self {
            Self::Properties(count) => count.properties(),
            Self::Rule(_) => BEYOND_TYPES.to_owned(),
            Self::Presence { message, .. } => message.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_are_said_in_words() {
        let count = |least, most| Count { least, most };
        let number = |text: &str| text.parse::<Number>().unwrap();
        for (constraint, message) in [
            (
                Constraint::Length(count(1, None)),
                "must have at least 1 character",
            ),
            (
                Constraint::Length(count(0, Some(2))),
                "must have at most 2 characters",
            ),
            (
                Constraint::Items(count(1, Some(1))),
                "must have 1 to 1 items",
            ),
            (
                Constraint::Properties(count(0, Some(1))),
                "must have at most 1 property",
            ),
            (
                Constraint::Integers {
                    minimum: Some(-1),
                    maximum: None,
                },
                "must be at least -1",
            ),
            (
                Constraint::Numbers {
                    minimum: Some(number("0.50")),
                    maximum: Some(number("1e2")),
                },
                "must be from 0.50 to 1e+2",
            ),
            (
                Constraint::ExclusiveMaximum(number("3")),
                "must be less than 3",
            ),
        ] {
            assert_eq!(constraint.message(), message);
        }
    }
}
