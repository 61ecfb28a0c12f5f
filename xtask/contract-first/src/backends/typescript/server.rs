//! The servers as the templates print them.

use serde::Serialize;

use super::text::{comment, literal};
use crate::backend::client::server::{ClientServer, ClientVariable};
use crate::model::PathPiece;

/// A function that gives an address.
#[derive(Serialize)]
pub struct ServerFunction<'c> {
    name: &'c str,
    docs: Vec<String>,
    arguments: String,
    /// The texts that the address is made of.
    pieces: String,
}

impl<'c> ServerFunction<'c> {
    pub fn of(server: &'c ClientServer) -> Self {
        let origin = server.origin.iter().map(|name| format!("{name}: string"));
        let arguments: Vec<_> = origin.chain(variables(&server.variables)).collect();
        let start = server.origin.iter();
        let start = start.map(|name| format!("{name}.replace(/\\/+$/, \"\")"));
        let pieces = server.described.pieces.iter().map(|piece| match piece {
            PathPiece::Literal(text) => literal(text),
            PathPiece::Placeholder(name) => {
                let mut variables = server.variables.iter();
                let known = variables.find(|variable| variable.described.name == *name);
                known.map_or_else(
                    || literal(&format!("{{{name}}}")),
                    |variable| variable.name.clone(),
                )
            }
        });
        Self {
            name: &server.name,
            docs: comment(&server.docs),
            arguments: arguments.join(", "),
            pieces: start.chain(pieces).collect::<Vec<_>>().join(", "),
        }
    }
}

/// The argument for all variables, each with its default.
fn variables(variables: &[ClientVariable]) -> Option<String> {
    let defaults = variables.iter().map(|variable| {
        let default = literal(&variable.described.default);
        format!("{} = {default}", variable.name)
    });
    let types = variables.iter().map(|variable| {
        let values = variable.described.values.iter();
        let values: Vec<_> = values.map(|value| literal(value)).collect();
        match values.is_empty() {
            true => format!("{}?: string", variable.name),
            false => format!("{}?: {}", variable.name, values.join(" | ")),
        }
    });
    let defaults = defaults.collect::<Vec<_>>().join(", ");
    let types = types.collect::<Vec<_>>().join("; ");
    (!variables.is_empty()).then(|| format!("{{ {defaults} }}: {{ {types} }} = {{}}"))
}
