use super::bound::Count;

/// What values of a schema are in Rust, and what is asked of them beyond that.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    pub kind: Kind,
    /// Whether null is a value too.
    pub nullable: bool,
    /// Whether null is none although the type that is named has it: no text of a parameter means null.
    pub never_null: bool,
    /// Asked of every value but null.
    pub rules: Vec<Rule>,
    /// Format of a text that stays a text.
    pub format: Option<&'static str>,
}

/// The types that need no name of their own, and one that has one.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// Any JSON at all.
    Any,
    /// Null alone.
    Null,
    Boolean,
    Integer32,
    Integer64,
    Number,
    String,
    Uri,
    Uuid,
    Array(Box<Shape>),
    Map(Box<Shape>),
    /// An entry of the library.
    Named(usize),
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

impl Shape {
    pub fn of(kind: Kind) -> Self {
        Self::with(kind, Vec::new())
    }

    pub fn with(kind: Kind, rules: Vec<Rule>) -> Self {
        Self {
            kind,
            nullable: false,
            never_null: false,
            rules,
            format: None,
        }
    }

    pub fn or_null(mut self, nullable: bool) -> Self {
        self.nullable |= nullable;
        self
    }
}
