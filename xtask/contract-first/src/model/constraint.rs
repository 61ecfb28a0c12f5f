/// The least and the most of something that is counted, with the words for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    pub least: u64,
    pub most: Option<u64>,
    pub says: String,
}

impl Count {
    /// A Rust condition: an expression for the count is within the bounds.
    pub fn test(&self, counted: &str) -> String {
        match (self.least, self.most) {
            (0, Some(most)) => format!("{counted} <= {most}"),
            (least, Some(most)) => format!("({least}..={most}).contains(&{counted})"),
            (least, None) => format!("{counted} >= {least}"),
        }
    }
}

/// Something that is asked of a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// A Rust condition on `value`, a reference, and what a value that breaks it is told, to be read behind its name.
    Holds { test: String, says: String },
    /// The items of an array differ from each other.
    Distinct,
}

/// Something that is asked of an object as a whole.
#[derive(Clone, Debug, PartialEq)]
pub enum ObjectRule {
    /// How many properties it has.
    Properties(Count),
    /// Which optional properties it has together, and the words for it.
    Presence {
        how: Presence,
        sets: Vec<Vec<String>>,
        says: String,
    },
}

/// How many of several sets of properties are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    ExactlyOne,
    Any,
    /// Of one set: not all of it.
    Not,
}

impl Rule {
    pub fn holds(test: impl Into<String>, says: impl Into<String>) -> Self {
        Self::Holds {
            test: test.into(),
            says: says.into(),
        }
    }
}
