//! What each module of the package has in scope.

use std::collections::BTreeSet;

use super::facts::Facts;
use super::model;
use super::operation::Operation;
use crate::backend::Import;
use crate::backend::client::model::ClientDefinition;
use crate::backend::client::package::ClientPackage;
use crate::backend::rust::imports;

/// What the module of the client needs in any case.
const CLIENT: [&str; 8] = [
    "std::fmt",
    "std::sync::Arc",
    "reqwest::Method",
    "crate::call::Call",
    "crate::error::Error",
    "crate::options::InvalidOptions",
    "crate::options::Options",
    "crate::transport::Transport",
];

/// The `use` lines of each module.
pub struct Imports {
    pub client: Vec<String>,
    pub operations: Vec<String>,
    pub models: Vec<String>,
    /// Whether a module uses `Uuid`.
    pub uuids: bool,
}

impl Imports {
    pub fn of(client: &ClientPackage, operations: &[Operation], facts: &Facts) -> Self {
        let signatures = operations.iter().flat_map(Operation::signature_imports);
        let signatures: BTreeSet<_> = signatures.collect();
        let held: BTreeSet<_> = operations
            .iter()
            .flat_map(Operation::held_imports)
            .collect();
        let models: BTreeSet<_> = client.models.iter().flat_map(model::imports).collect();
        let mut all = signatures.iter().chain(&held).chain(&models);
        let uuids = all.any(|import| import.module == "uuid");
        let mut always = CLIENT.to_vec();
        if client.is_secured() {
            always.push("crate::credentials::Scheme");
        }
        Self {
            client: lines(&signatures, &always),
            operations: lines(&held, &[]),
            models: lines(&models, &of_models(client, facts)),
            uuids,
        }
    }
}

fn lines(used: &BTreeSet<Import>, always: &[&str]) -> Vec<String> {
    let used = used
        .iter()
        .map(|import| format!("{}::{}", import.module, import.name));
    let always = always.iter().map(|path| (*path).to_owned());
    imports(&used.chain(always).collect())
}

/// What the module of the models needs besides types.
fn of_models(client: &ClientPackage, facts: &Facts) -> Vec<&'static str> {
    let mut always = Vec::new();
    for model in &client.models {
        match &model.definition {
            ClientDefinition::Object { .. } => {
                always.extend(["serde::Deserialize", "serde::Serialize"]);
            }
            ClientDefinition::Union { tag, .. } => {
                always.extend([
                    "serde::Deserialize",
                    "serde::Serialize",
                    "serde_json::Value",
                ]);
                always.extend(tag.map(|_| "serde::Deserializer"));
            }
            ClientDefinition::Enumeration(values) => {
                always.extend(["serde::Deserialize", "serde::Deserializer"]);
                always.extend(["serde::Serialize", "serde::Serializer", "std::fmt"]);
                always.extend((!model::are_texts(values)).then_some("serde_json::Value"));
            }
            ClientDefinition::Alias { .. } => {}
        }
    }
    if facts.present || facts.constants {
        always.push("crate::json");
    }
    always
}
