//! The security schemes as the templates print them.

use serde::Serialize;

use crate::backend::client::package::ClientPackage;
use crate::backend::names::NameAllocator;
use crate::backend::rust::names as rust;
use crate::model::{KeyLocation, SchemeKind};
use crate::text::literal;
use crate::text::markdown::code_cell;

/// Credentials: an option of the client.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scheme<'c> {
    name: &'c str,
    /// Its variant of `Scheme`.
    pub variant: String,
    variable: &'c str,
    docs: &'c [String],
    api_key: bool,
    bearer: bool,
    basic: bool,
    header: bool,
    query: bool,
    cookie: bool,
    wire_literal: String,
    lower_literal: String,
    wire_cell: String,
}

/// Two options of which a caller gives one only.
#[derive(Serialize)]
pub struct Exclusive<'c> {
    one: &'c str,
    other: &'c str,
}

impl<'c> Scheme<'c> {
    /// Those of a client.
    pub fn all(client: &'c ClientPackage) -> Vec<Self> {
        let mut variants = NameAllocator::default();
        let schemes = client.schemes.iter().map(|scheme| {
            let kind = &scheme.described.kind;
            let (location, wire) = kind.wire();
            let name = scheme.name.trim_start_matches("r#");
            Self {
                name: &scheme.name,
                variant: variants.allocate(&rust::VARIANT, name),
                variable: &scheme.variable,
                docs: &scheme.docs,
                api_key: matches!(kind, SchemeKind::ApiKey { .. }),
                bearer: matches!(kind, SchemeKind::Bearer | SchemeKind::Other(_)),
                basic: *kind == SchemeKind::Basic,
                header: location == KeyLocation::Header,
                query: location == KeyLocation::Query,
                cookie: location == KeyLocation::Cookie,
                wire_literal: literal::rust(wire),
                lower_literal: literal::rust(&wire.to_ascii_lowercase()),
                wire_cell: code_cell(wire),
            }
        });
        schemes.collect()
    }
}

impl<'c> Exclusive<'c> {
    /// All of a client.
    pub fn all(client: &'c ClientPackage) -> Vec<Self> {
        let option = |index: usize| client.schemes[index].name.as_str();
        let pairs = client.exclusive.iter();
        let pairs = pairs.map(|(one, other)| Self {
            one: option(*one),
            other: option(*other),
        });
        pairs.collect()
    }
}
