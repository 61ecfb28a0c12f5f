//! The servers as the templates print them.

use serde::Serialize;

use crate::backend::client::server::{ClientServer, ClientVariable};
use crate::model::PathPiece;
use crate::text::literal;
use crate::text::markdown::code;

/// A function that gives an address.
#[derive(Serialize)]
pub struct ServerFunction<'c> {
    name: &'c str,
    docs: &'c [String],
    arguments: String,
    /// The texts that the address is made of.
    pieces: String,
    choices: Vec<Choice<'c>>,
}

/// The values of a variable.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Choice<'c> {
    #[serde(rename = "type")]
    name: &'c str,
    docs: &'c [String],
    variable_code: String,
    function: &'c str,
    values: Vec<ChoiceValue<'c>>,
}

#[derive(Serialize)]
struct ChoiceValue<'c> {
    name: &'c str,
    code: String,
    literal: String,
    default: bool,
}

impl<'c> ServerFunction<'c> {
    pub fn of(server: &'c ClientServer) -> Self {
        let origin = server.origin.iter().map(|name| format!("{name}: &str"));
        let variables = server
            .variables
            .iter()
            .map(|variable| match variable.values.is_empty() {
                true => format!("{}: &str", variable.name),
                false => format!("{}: {}", variable.name, variable.type_name),
            });
        let arguments: Vec<_> = origin.chain(variables).collect();
        let start = server
            .origin
            .iter()
            .map(|name| format!("{name}.trim_end_matches('/')"));
        let pieces = server.described.pieces.iter().map(|piece| match piece {
            PathPiece::Literal(text) => literal::rust(text),
            PathPiece::Placeholder(name) => {
                let mut variables = server.variables.iter();
                match variables.find(|variable| variable.described.name == *name) {
                    Some(variable) if variable.values.is_empty() => variable.name.clone(),
                    Some(variable) => format!("{}.text()", variable.name),
                    None => literal::rust(&format!("{{{name}}}")),
                }
            }
        });
        let pieces: Vec<_> = start.chain(pieces).collect();
        let listed = server
            .variables
            .iter()
            .filter(|variable| !variable.values.is_empty());
        Self {
            name: &server.name,
            docs: &server.docs,
            arguments: arguments.join(", "),
            pieces: pieces.join(", "),
            choices: listed
                .map(|variable| Choice::of(server, variable))
                .collect(),
        }
    }
}

impl<'c> Choice<'c> {
    fn of(server: &'c ClientServer, variable: &'c ClientVariable) -> Self {
        let default = variable.default_place();
        let values = variable.values.iter().zip(&variable.described.values);
        let values = values.enumerate().map(|(place, (name, text))| ChoiceValue {
            name,
            code: code(text),
            literal: literal::rust(text),
            default: place == default,
        });
        Self {
            name: &variable.type_name,
            docs: &variable.docs,
            variable_code: code(&variable.described.name),
            function: &server.name,
            values: values.collect(),
        }
    }
}
