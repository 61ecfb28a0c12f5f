use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::backend::names::NameAllocator;
use crate::backend::rust::docs;
use crate::backend::rust::imports;
use crate::backend::rust::names as rust;
use crate::model::{Operation, Tag};
use crate::text::markdown::code;

/// What every module of operations needs in scope.
const ALWAYS: [&str; 10] = [
    "async_trait::async_trait",
    "axum::extract::Request",
    "axum::extract::State",
    "axum::http::StatusCode",
    "axum::response::Response",
    "crate::exchange::Refusal",
    "crate::exchange::Stub",
    "crate::operation::Operation",
    "crate::rejection::Rejection",
    "crate::service::Service",
];

/// The tags in the order of their first operations; each becomes a trait in a module of its own.
#[derive(Default)]
pub struct Tags {
    modules: NameAllocator,
    /// By the document's name.
    entries: Map<String, Value>,
    /// By module: what has to be in scope.
    uses: BTreeMap<String, BTreeSet<String>>,
}

impl Tags {
    /// Notes an operation under the first of its tags; answers the tag's module.
    pub fn add(
        &mut self,
        listed: &[Tag],
        operation: &Operation,
        uses: BTreeSet<String>,
        types: &mut NameAllocator,
    ) -> String {
        let tag = operation.tags.first().map_or("Default", String::as_str);
        if !self.entries.contains_key(tag) {
            let entry = json!({
                "module": self.modules.allocate(&rust::MODULE, tag),
                "trait": types.allocate(&rust::TRAIT, tag),
                "docs": described(listed, tag),
            });
            self.entries.insert(tag.to_owned(), entry);
        }
        let module = self.entries[tag]["module"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let needed = self.uses.entry(module.clone()).or_default();
        needed.extend(ALWAYS.map(str::to_owned));
        needed.extend(uses);
        module
    }

    /// The entry of a module, with what it needs in scope.
    pub fn of(&self, module: &str) -> Value {
        let entry = self
            .entries
            .values()
            .find(|entry| entry["module"] == module);
        let mut entry = entry.cloned().unwrap_or_default();
        entry["uses"] = self.uses.get(module).map(imports).into();
        entry
    }

    /// Every tag's entry.
    pub fn all(&self) -> Vec<Value> {
        self.entries.values().cloned().collect()
    }
}

fn described(listed: &[Tag], tag: &str) -> Vec<String> {
    let listed = listed.iter().find(|one| one.name == tag);
    let lines = docs::lines(listed.map_or("", |one| &one.description));
    if lines.is_empty() {
        vec![format!(
            "The operations that the document tags {}.",
            code(tag)
        )]
    } else {
        lines
    }
}
