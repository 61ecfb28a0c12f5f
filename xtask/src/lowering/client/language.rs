use serde_json::Value;

use super::contract::Contract;
use super::python::Python;
use super::rust::Rust;
use super::typescript::TypeScript;
use super::words::Names;
use crate::lowering::code::Recursion;
use crate::lowering::schema::{Library, Shape};
use crate::text::literal;

/// The languages that clients are made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// The generator's `rust`.
    Rust,
    /// The generator's `typescript-fetch`.
    TypeScript,
    /// The generator's `python`.
    Python,
}

impl Tongue {
    /// The language of one of the generator's generators; `None` for one that makes no client.
    pub fn of_generator(name: &str) -> Option<Self> {
        match name {
            "rust" => Some(Self::Rust),
            "typescript-fetch" => Some(Self::TypeScript),
            "python" => Some(Self::Python),
            _ => None,
        }
    }

    /// Its name in the user agent and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::TypeScript => "typescript",
            Self::Python => "python",
        }
    }

    pub(super) fn language(self) -> &'static dyn Language {
        match self {
            Self::Rust => &Rust,
            Self::TypeScript => &TypeScript,
            Self::Python => &Python,
        }
    }
}

/// The types of the contract under their names in the language.
pub struct Types<'t, 'a> {
    pub library: &'t Library<'a>,
    /// By index of the library's entries.
    pub names: &'t [String],
    /// Which types hold themselves.
    pub recursion: &'t Recursion,
}

/// How a language writes names, types, texts and comments.
pub trait Language {
    /// Type names that the package's own modules, or the language, already have.
    fn taken_types(&self) -> &'static [&'static str];

    /// Names of methods that a client has by itself.
    fn taken_methods(&self) -> &'static [&'static str];

    /// Names of options that a client has by itself.
    fn taken_options(&self) -> &'static [&'static str];

    /// A legal name for a value: a field, a parameter, an option.
    fn value(&self, wire: &str) -> String;

    /// A legal name for a value of an enum; `text` is the value as people write it.
    fn variant(&self, text: &str) -> String;

    /// The type of a value of a shape, null included; `holder` is the entry that it stands in.
    fn of(&self, types: &Types, shape: &Shape, holder: Option<usize>) -> String;

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

    /// What stands between a name that is taken and its number.
    fn separator(&self) -> &'static str {
        ""
    }

    /// The same for values of an enum.
    fn variant_separator(&self) -> &'static str {
        self.separator()
    }

    /// The names of one scope before any other is given.
    fn names(&self, taken: &[&str]) -> Names {
        Names::without(taken)
    }

    /// What its templates need beyond what is rendered for all languages.
    fn finish(&self, contract: &Contract, types: &Types, extension: &mut Value) {
        let _ = (contract, types, extension);
    }
}
