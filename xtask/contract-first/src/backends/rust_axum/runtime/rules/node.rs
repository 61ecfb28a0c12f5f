use serde::Deserialize;
use serde_json::{Number, Value};

/// What the document asks of a value beyond its type. Other nodes are named by their place in the table.
#[derive(Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
#[derive(Default)]
pub(super) struct Node {
    /// The types of valid values; `None` for all.
    pub types: Option<Vec<Type>>,
    pub values: Option<Vec<Value>>,
    pub numbers: Numbers,
    pub strings: Strings,
    pub arrays: Arrays,
    pub objects: Objects,
    /// Each holds.
    pub all: Vec<usize>,
    /// At least one holds.
    pub any: Option<Vec<usize>>,
    /// Exactly one holds.
    pub one: Option<Vec<usize>>,
    pub not: Option<usize>,
    pub condition: Option<usize>,
    /// Where the condition holds.
    pub then: Option<usize>,
    /// Where it does not.
    pub otherwise: Option<usize>,
}

/// A type of JSON Schema.
#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "camelCase")]
pub(super) enum Type {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Numbers {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub multiple_of: Option<f64>,
}

#[derive(Deserialize)]
pub(super) struct Bound {
    pub value: Number,
    /// Whether the value itself is outside.
    pub exclusive: bool,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Strings {
    pub min: usize,
    pub max: Option<usize>,
    /// By its number.
    pub pattern: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Arrays {
    pub min: usize,
    pub max: Option<usize>,
    pub unique: bool,
    /// Of the first items.
    pub prefix: Vec<usize>,
    /// Of the others.
    pub items: Option<usize>,
    pub contains: Option<Contains>,
    pub unevaluated: Option<usize>,
}

#[derive(Deserialize)]
pub(super) struct Contains {
    pub node: usize,
    pub min: usize,
    pub max: Option<usize>,
}

#[derive(Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
pub(super) struct Objects {
    pub min: usize,
    pub max: Option<usize>,
    pub required: Vec<String>,
    pub properties: Vec<(String, usize)>,
    /// By the number of the pattern that names match.
    pub patterns: Vec<(usize, usize)>,
    /// Of properties that neither are named nor match a pattern.
    pub others: Option<usize>,
    /// Of the names, as texts.
    pub names: Option<usize>,
    /// What a property asks to be there as well.
    pub needs: Vec<(String, Vec<String>)>,
    /// What holds of an object with a property.
    pub dependent: Vec<(String, usize)>,
    pub unevaluated: Option<usize>,
}

impl Type {
    /// Whether a value is of the type; every whole number is an integer.
    pub(super) fn is_of(self, value: &Value) -> bool {
        match self {
            Self::Null => value.is_null(),
            Self::Boolean => value.is_boolean(),
            Self::Integer => {
                let whole = |number: f64| number.fract() == 0.0;
                value.is_i64() || value.is_u64() || value.as_f64().is_some_and(whole)
            }
            Self::Number => value.is_number(),
            Self::String => value.is_string(),
            Self::Array => value.is_array(),
            Self::Object => value.is_object(),
        }
    }

    /// A value of the type, in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean => "a boolean",
            Self::Integer => "an integer",
            Self::Number => "a number",
            Self::String => "a string",
            Self::Array => "an array",
            Self::Object => "an object",
        }
    }
}
