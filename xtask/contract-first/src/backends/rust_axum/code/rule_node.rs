use serde::Serialize;
use serde_json::{Number, Value};

/// Keywords that say nothing are not written.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Node {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub types: Option<Vec<&'static str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "is_default")]
    pub numbers: Numbers,
    #[serde(skip_serializing_if = "is_default")]
    pub strings: Strings,
    #[serde(skip_serializing_if = "is_default")]
    pub arrays: Arrays,
    #[serde(skip_serializing_if = "is_default")]
    pub objects: Objects,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub all: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub any: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub one: Option<Vec<usize>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<usize>,
}

#[derive(Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Numbers {
    pub minimum: Option<Limit>,
    pub maximum: Option<Limit>,
    pub multiple_of: Option<f64>,
}

#[derive(PartialEq, Serialize)]
pub struct Limit {
    pub value: Number,
    pub exclusive: bool,
}

#[derive(Default, PartialEq, Serialize)]
pub struct Strings {
    pub min: u64,
    pub max: Option<u64>,
    pub pattern: Option<usize>,
}

#[derive(Default, PartialEq, Serialize)]
pub struct Arrays {
    pub min: u64,
    pub max: Option<u64>,
    pub unique: bool,
    pub prefix: Vec<usize>,
    pub items: Option<usize>,
    pub contains: Option<Contains>,
    pub unevaluated: Option<usize>,
}

#[derive(PartialEq, Serialize)]
pub struct Contains {
    pub node: usize,
    pub min: u64,
    pub max: Option<u64>,
}

#[derive(Default, PartialEq, Serialize)]
pub struct Objects {
    pub min: u64,
    pub max: Option<u64>,
    pub required: Vec<String>,
    pub properties: Vec<(String, usize)>,
    pub patterns: Vec<(usize, usize)>,
    pub others: Option<usize>,
    pub names: Option<usize>,
    pub needs: Vec<(String, Vec<String>)>,
    pub dependent: Vec<(String, usize)>,
    pub unevaluated: Option<usize>,
}

pub fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
