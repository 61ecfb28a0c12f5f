use std::collections::HashSet;

use serde_json::Value;

use crate::backend::client::language::{Language, Types};
use crate::backend::names::NameAllocator;
use crate::model::Contract;
use crate::text::markdown::code;

/// Writes a contract in the names of one language.
pub struct Renderer<'r> {
    pub contract: &'r Contract,
    pub language: &'r dyn Language,
    pub types: Types<'r>,
    /// Option of each scheme.
    pub options: Vec<String>,
    /// The same in words.
    pub words: &'r [String],
    /// Types that clients have no use for.
    pub hidden: &'r HashSet<usize>,
    /// Names of types that are given so far.
    pub taken: NameAllocator,
}

impl Renderer<'_> {
    pub fn docs(&self, text: &str, wire: &str, indent: usize) -> Value {
        let stand_in = format!("The document's {}.", code(wire));
        let text = match text {
            "" if wire.is_empty() => "",
            "" => &stand_in,
            text => text,
        };
        self.language.docs(text, indent).into()
    }
}

/// A name for people: the empty one, too.
pub fn shown_name(wire: &str) -> &str {
    if wire.is_empty() { "\"\"" } else { wire }
}
