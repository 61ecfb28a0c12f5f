use serde::Serialize;

use crate::backend::OrFalse;
use crate::backends::rust_axum::code::constant::EnumVariant;

/// A named type, as its template prints it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Model {
    Object(Structure),
    /// An enumeration of texts.
    Enumeration(Enumeration),
    /// An enumeration some of whose values are not texts.
    Constants(Enumeration),
    Union(UnionModel),
    Alias(Alias),
}

/// What models of all kinds have.
#[derive(Serialize)]
pub struct Head {
    pub name: String,
    pub docs: Vec<String>,
    /// Whether requests are made of it.
    pub request: bool,
    /// Whether responses are made of it.
    pub response: bool,
}

#[derive(Serialize)]
pub struct Structure {
    #[serde(flatten)]
    pub head: Head,
    /// The attribute of serde, if there is one.
    pub serde: Vec<String>,
    /// Whether a field has a default.
    pub defaults: bool,
    pub fields: Vec<Field>,
    /// The field for properties without a name.
    pub kept: OrFalse<CapturedField>,
    pub checks: OrFalse<Checks>,
    /// The rule that it is checked against while it is read.
    pub rule: OrFalse<String>,
    pub derives: String,
}

/// The statements of a `validate`.
#[derive(Serialize)]
pub struct Checks {
    pub each: Vec<String>,
}

#[derive(Serialize)]
pub struct Field {
    pub name: String,
    pub docs: Vec<String>,
    pub default: OrFalse<FieldDefault>,
    #[serde(rename = "type")]
    pub rust: String,
    /// The attribute of serde, if there is one.
    pub serde: Vec<String>,
}

/// The value of a field that a request leaves out.
#[derive(Serialize)]
pub struct FieldDefault {
    /// The function that makes it.
    pub constructor: String,
    pub value: String,
    #[serde(rename = "type")]
    pub rust: String,
}

#[derive(Serialize)]
pub struct CapturedField {
    pub name: String,
    #[serde(rename = "type")]
    pub rust: String,
    /// The attribute of serde.
    pub serde: Vec<String>,
}

#[derive(Serialize)]
pub struct Enumeration {
    #[serde(flatten)]
    pub head: Head,
    /// What is said of other values.
    pub expected: String,
    pub variants: Vec<EnumVariant>,
    pub derives: String,
    /// Whether parameters are made of it.
    pub parameter: bool,
}

#[derive(Serialize)]
pub struct UnionModel {
    #[serde(flatten)]
    pub head: Head,
    pub variants: Vec<UnionVariant>,
    /// What is said of other values.
    pub expected: String,
    /// The property that names the variant.
    pub tagged: OrFalse<Tagged>,
    /// Whether a value may fit one variant only.
    pub exact: bool,
    /// Whether the first variant counts that fits.
    pub first: bool,
    pub derives: String,
}

#[derive(Serialize)]
pub struct UnionVariant {
    pub name: String,
    pub docs: String,
    #[serde(rename = "type")]
    pub rust: String,
    /// Of variants that are read.
    pub check: Option<String>,
    /// The values of the tag, as a pattern.
    pub tags: OrFalse<String>,
}

#[derive(Serialize)]
pub struct Tagged {
    pub property: String,
    /// What is said of other values of the property.
    pub expected: String,
}

#[derive(Serialize)]
pub struct Alias {
    pub name: String,
    pub docs: Vec<String>,
    #[serde(rename = "type")]
    pub rust: String,
}

impl Checks {
    /// `None` when there is nothing to check.
    pub fn of(each: Vec<String>) -> Option<Self> {
        (!each.is_empty()).then_some(Self { each })
    }
}
