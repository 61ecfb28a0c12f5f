use std::collections::HashSet;

use super::language::{Language, Types};
use crate::backend::names::NameAllocator;
use crate::model::Contract;
use crate::text::markdown::code;

/// Writes a contract in the names of one language.
pub struct Renderer<'c> {
    pub contract: &'c Contract,
    pub language: &'c dyn Language,
    pub types: &'c Types<'c>,
    /// Types that clients have no use for.
    pub hidden: &'c HashSet<usize>,
    /// Names of types that are given so far.
    pub taken: NameAllocator,
}

impl Renderer<'_> {
    pub fn docs(&self, text: &str, wire: &str, indent: usize) -> Vec<String> {
        let stand_in = format!("The document's {}.", code(wire));
        let text = match text {
            "" if wire.is_empty() => "",
            "" => &stand_in,
            text => text,
        };
        self.language.docs(text, indent)
    }
}

/// A name for people: the empty one, too.
pub fn shown_name(wire: &str) -> &str {
    if wire.is_empty() { "\"\"" } else { wire }
}
