//! What the modules of the generated crate bring into scope.

use std::collections::BTreeSet;

use crate::backend::Import;
use crate::backend::rust::imports;

/// A name of a module; `self` for the module itself.
pub type Path = (&'static str, &'static str);

pub const ALTERNATIVES: Path = ("crate::alternatives", "self");
pub const AUTHENTICATE: Path = ("crate::authenticate", "Authenticate");
pub const BODY: Path = ("crate::body", "self");
pub const BTREE_MAP: Path = ("std::collections", "BTreeMap");
pub const BYTES: Path = ("axum::body", "Bytes");
pub const FORMATS: Path = ("crate::formats", "self");
pub const FORMS: Path = ("crate::forms", "self");
pub const HYPHENATED: Path = ("uuid::fmt", "Hyphenated");
pub const INTO_RESPONSE: Path = ("axum::response", "IntoResponse");
pub const JSON: Path = ("crate::json", "self");
pub const JSON_MAP: Path = ("serde_json", "Map");
pub const JSON_VALUE: Path = ("serde_json", "Value");
pub const MODELS: Path = ("crate::models", "self");
pub const PARAMETERS: Path = ("crate::parameters", "self");
pub const PATTERNS: Path = ("crate::patterns", "self");
pub const REQUIREMENT: Path = ("crate::operation", "Requirement");
pub const RESPONSES: Path = ("crate::responses", "self");
pub const SCHEME: Path = ("crate::schemes", "Scheme");
pub const SERVICE: Path = ("crate::service", "Service");
pub const URI: Path = ("crate::uri", "Uri");
pub const VALIDATE: Path = ("validator", "Validate");
pub const VALIDATION: Path = ("crate::validation", "self");
pub const VALIDATION_ERROR: Path = ("validator", "ValidationError");
pub const DESERIALIZE: Path = ("serde", "Deserialize");
pub const SERIALIZE: Path = ("serde", "Serialize");

/// The module of responses that are streams: its names are written in full, so that a tag may have them.
pub const STREAMS: &str = "crate::streams";

/// What every module of operations needs.
pub const OPERATIONS: [Path; 10] = [
    ("async_trait", "async_trait"),
    ("axum::extract", "Request"),
    ("axum::extract", "State"),
    ("axum::http", "StatusCode"),
    ("axum::http::request", "Parts"),
    ("axum::response", "Response"),
    ("crate::exchange", "Refusal"),
    ("crate::exchange", "Stub"),
    ("crate::operation", "Operation"),
    ("crate::rejection", "Rejection"),
];

/// The names as they are imported.
pub fn import((module, name): Path) -> Import {
    Import {
        module: module.to_owned(),
        name: name.to_owned(),
    }
}

/// The paths of `use` items.
pub fn paths(imported: &BTreeSet<Import>) -> Vec<String> {
    let paths = imported.iter();
    let paths = paths.map(|Import { module, name }| format!("{module}::{name}"));
    imports(&paths.collect())
}
