//! The servers as the templates print them.

use serde::Serialize;

use super::docstring::docstring;
use super::language::Python;
use crate::backend::client::language::Language as _;
use crate::backend::client::server::{ClientServer, ClientVariable};
use crate::model::PathPiece;

/// A function that gives an address.
#[derive(Serialize)]
pub struct ServerFunction<'c> {
    name: &'c str,
    docs: Vec<String>,
    arguments: String,
    /// The expression of the address.
    pieces: String,
}

impl<'c> ServerFunction<'c> {
    pub fn of(server: &'c ClientServer) -> Self {
        let origin = server.origin.iter().map(|name| format!("{name}: str"));
        let star = (!server.variables.is_empty()).then(|| "*".to_owned());
        let variables = server.variables.iter().map(argument);
        let arguments: Vec<_> = origin.chain(star).chain(variables).collect();
        let start = server.origin.iter();
        let start = start.map(|name| format!("{name}.rstrip(\"/\")"));
        let pieces = server.described.pieces.iter().map(|piece| match piece {
            PathPiece::Literal(text) => Python.text(text),
            PathPiece::Placeholder(name) => {
                let mut variables = server.variables.iter();
                let known = variables.find(|variable| variable.described.name == *name);
                known.map_or_else(
                    || Python.text(&format!("{{{name}}}")),
                    |variable| variable.name.clone(),
                )
            }
        });
        let pieces: Vec<_> = start.chain(pieces).collect();
        Self {
            name: &server.name,
            docs: docstring(&server.docs),
            arguments: arguments.join(", "),
            pieces: match pieces.is_empty() {
                true => "\"\"".to_owned(),
                false => pieces.join(" + "),
            },
        }
    }
}

/// What `servers.py` imports.
pub fn imports(servers: &[ClientServer]) -> Option<&'static str> {
    let mut variables = servers.iter().flat_map(|server| &server.variables);
    let listed = variables.any(|variable| !variable.values.is_empty());
    listed.then_some("from typing import Literal")
}

fn argument(variable: &ClientVariable) -> String {
    let values = variable.described.values.iter();
    let values: Vec<_> = values.map(|value| Python.text(value)).collect();
    let (name, default) = (&variable.name, Python.text(&variable.described.default));
    match values.is_empty() {
        true => format!("{name}: str = {default}"),
        false => format!("{name}: Literal[{}] = {default}", values.join(", ")),
    }
}
