//! The security schemes as the templates print them.

use serde::Serialize;

use super::module::{Code, Module};
use super::names;
use crate::backend::Fragment;
use crate::backend::client::package::ClientPackage;
use crate::backend::names::NameAllocator;

use crate::model::{KeyLocation, SchemeKind};
use crate::text::literal;
use crate::text::markdown::code_cell;

/// Credentials: an option of the client.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scheme<'c> {
    name: &'c str,
    option_literal: String,
    /// Its constant in `contract`.
    pub constant: String,
    variable: &'c str,
    docs: &'c [String],
    api_key: bool,
    bearer: bool,
    basic: bool,
    header: bool,
    query: bool,
    cookie: bool,
    wire_cell: String,
    /// Puts the secret into a call.
    pub apply: Code,
}

/// Two options of which a caller gives one only.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ExclusiveConstants<'c> {
    one: &'c str,
    other: &'c str,
}

impl<'c> Scheme<'c> {
    /// The modules that it calls.
    pub fn modules(&self) -> impl Iterator<Item = Module> {
        self.apply.helpers.iter().copied()
    }

    /// Those of a client.
    pub fn all(client: &'c ClientPackage) -> Vec<Self> {
        let mut constants = NameAllocator::default();
        let schemes = client.schemes.iter().map(|scheme| {
            let kind = &scheme.described.kind;
            let (location, wire) = kind.wire();
            let option = scheme.name.trim_start_matches("r#");
            Self {
                name: &scheme.name,
                option_literal: literal::rust(option),
                constant: constants.allocate(&names::SCHEME, option),
                variable: &scheme.variable,
                docs: &scheme.docs,
                api_key: matches!(kind, SchemeKind::ApiKey { .. }),
                bearer: matches!(kind, SchemeKind::Bearer | SchemeKind::Other(_)),
                basic: *kind == SchemeKind::Basic,
                header: location == KeyLocation::Header,
                query: location == KeyLocation::Query,
                cookie: location == KeyLocation::Cookie,
                wire_cell: code_cell(wire),
                apply: apply(kind),
            }
        });
        schemes.collect()
    }
}

fn apply(kind: &SchemeKind) -> Code {
    let (location, wire) = kind.wire();
    match (kind, location) {
        (SchemeKind::Basic, _) => {
            let value = Fragment::imported(Module::Basic.path(), "basic").needing(Module::Basic);
            let code = value.map(|basic| authorization(&format!("{basic}(secret)")));
            code.needing(Module::SecretHeader)
        }
        (SchemeKind::Bearer | SchemeKind::Other(_), _) => {
            let code = authorization(r#"format!("Bearer {secret}")"#);
            Fragment::plain(code).needing(Module::SecretHeader)
        }
        (SchemeKind::ApiKey { .. }, KeyLocation::Header) => {
            let name = literal::rust(&wire.to_ascii_lowercase());
            let code = format!("call.secret_header({name}, secret)");
            Fragment::plain(code).needing(Module::SecretHeader)
        }
        (SchemeKind::ApiKey { .. }, KeyLocation::Query) => {
            let code = format!("call.query_value({}, secret)", literal::rust(wire));
            Fragment::plain(code).needing(Module::QueryValue)
        }
        (SchemeKind::ApiKey { .. }, KeyLocation::Cookie) => {
            let code = format!("call.cookie({}, secret)", literal::rust(wire));
            Fragment::plain(code).needing(Module::Cookie)
        }
    }
}

fn authorization(value: &str) -> String {
    format!("call.secret_header(\"authorization\", &{value})")
}

impl<'c> ExclusiveConstants<'c> {
    /// All of a client.
    pub fn all(client: &ClientPackage, schemes: &'c [Scheme]) -> Vec<Self> {
        let pairs = client.exclusive.iter();
        let pairs = pairs.map(|(one, other)| (&schemes[*one], &schemes[*other]));
        let pairs = pairs.map(|(one, other)| Self {
            one: &one.constant,
            other: &other.constant,
        });
        pairs.collect()
    }
}
