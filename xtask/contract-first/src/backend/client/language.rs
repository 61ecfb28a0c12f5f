use serde_json::Value;

use super::package::ClientPackage;
use crate::backend::names::Convention;
use crate::backend::{Backend, Fragment, PackageFiles, Recursion};
use crate::model::{TypeRef, TypeRegistry};
use crate::text::literal;

/// The types of the contract under their names in the language.
pub struct Types<'t> {
    pub registry: &'t TypeRegistry,
    /// By index of the library's entries.
    pub names: &'t [String],
    /// Which types hold themselves.
    pub recursion: &'t Recursion,
}

/// Where a name of the document stands in a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// A schema.
    Type,
    /// A type that goes with an operation.
    OperationType,
    /// An operation: a method of the client.
    Method,
    /// Credentials: an option of the client.
    Option,
    /// A property.
    Property,
    /// A parameter of an operation.
    Parameter,
    /// A value of an enum.
    Value,
}

/// How a language writes names, types, texts and comments.
pub trait Language: Backend {
    /// What names of a kind look like.
    fn convention(&self, position: Position) -> &'static Convention;

    /// The type of a value of a shape, null included; `holder` is the entry that it stands in.
    fn of(&self, types: &Types, shape: &TypeRef, holder: Option<usize>) -> Fragment;

    /// The lines of a doc comment, without what opens and closes it; `indent` is the width of what stands before them.
    fn docs(&self, text: &str, indent: usize) -> Vec<String>;

    /// A literal of a text in the package's manifest.
    fn manifest(&self, text: &str) -> String {
        literal::toml(text)
    }

    /// A literal of a text.
    fn text(&self, text: &str) -> String;

    /// A literal of a value of an enum: a text, a number or a boolean.
    fn literal(&self, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(text),
            value => value.to_string(),
        }
    }

    /// Whether the client can send a body with a method, in upper case.
    fn sends_body(&self, method: &str) -> bool {
        let _ = method;
        true
    }

    /// What a client is rendered from.
    fn client_files(&self, client: &ClientPackage) -> PackageFiles;
}
