use std::collections::{BTreeSet, HashMap};

use crate::backend::rust::imports;

/// Types that are not of this crate.
const FOREIGN: [(&str, &str); 3] = [
    ("BTreeMap", "std::collections::BTreeMap"),
    ("Uuid", "uuid::Uuid"),
    ("Value", "serde_json::Value"),
];

/// The `use` lines for the types that `texts` name; `own` says the module of each type of the crate.
pub fn uses<'t>(
    texts: impl IntoIterator<Item = &'t str>,
    own: &HashMap<String, &'static str>,
    always: &[&str],
) -> Vec<String> {
    let mut paths: BTreeSet<String> = always.iter().map(|&path| path.to_owned()).collect();
    for text in texts {
        for word in text.split(|c: char| !(c.is_alphanumeric() || c == '_')) {
            if let Some(module) = own.get(word) {
                paths.insert(format!("crate::{module}::{word}"));
            } else if let Some((_, path)) = FOREIGN.iter().find(|(name, _)| *name == word) {
                paths.insert((*path).to_owned());
            }
        }
    }
    imports(&paths)
}
