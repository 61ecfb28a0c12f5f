//! The security schemes as the templates of credentials, options and the README print them.

use serde::Serialize;

use super::text::{comment, literal};
use crate::backend::client::scheme::ClientScheme;
use crate::model::{KeyLocation, SchemeKind};
use crate::text::markdown::code_cell;

/// Credentials: an option of the client.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Scheme<'c> {
    name: &'c str,
    kind: &'static str,
    place: &'static str,
    wire_literal: String,
    variable: &'c str,
    docs: Vec<String>,
    /// Whether it is a user name and a password.
    pub basic: bool,
    /// What it is, for a table.
    cell: String,
}

impl<'c> Scheme<'c> {
    pub fn of(scheme: &'c ClientScheme) -> Self {
        let described = &scheme.described.kind;
        let (location, wire) = described.wire();
        let (kind, cell) = match described {
            SchemeKind::ApiKey { location, name } => ("apiKey", key_cell(*location, name)),
            SchemeKind::Bearer | SchemeKind::Other(_) => {
                ("bearer", "token, in `Authorization: Bearer`".to_owned())
            }
            SchemeKind::Basic => ("basic", "`{ user, password }` of HTTP basic".to_owned()),
        };
        Self {
            name: &scheme.name,
            kind,
            place: location.word(),
            wire_literal: literal(wire),
            variable: &scheme.variable,
            docs: comment(&scheme.docs),
            basic: *described == SchemeKind::Basic,
            cell,
        }
    }
}

fn key_cell(location: KeyLocation, name: &str) -> String {
    let place = match location {
        KeyLocation::Header => "header",
        KeyLocation::Query => "query as",
        KeyLocation::Cookie => "cookie",
    };
    format!("API key, in the {place} {}", code_cell(name))
}
