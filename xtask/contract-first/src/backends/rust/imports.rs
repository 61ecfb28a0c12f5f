//! What each module of the package has in scope.

use std::collections::BTreeSet;

use super::dependency::Dependency;
use super::model;
use super::operation::Operation;
use super::scheme::Scheme;
use crate::backend::Import;
use crate::backend::client::model::ClientDefinition;
use crate::backend::client::package::ClientPackage;
use crate::backend::rust::imports;

/// What the module of the methods needs in any case.
const METHODS: [&str; 4] = [
    "reqwest::Method",
    "crate::call::Call",
    "crate::client::Client",
    "crate::error::Error",
];

/// The `use` lines of each module.
pub struct Imports {
    pub contract: Vec<String>,
    pub methods: Vec<String>,
    pub operations: Vec<String>,
    pub models: Vec<String>,
    /// The crates of types.
    pub crates: BTreeSet<Dependency>,
}

impl Imports {
    pub fn of(client: &ClientPackage, operations: &[Operation], schemes: &[Scheme]) -> Self {
        let applied = schemes.iter().flat_map(|scheme| &scheme.apply.imports);
        let applied: BTreeSet<_> = applied.cloned().collect();
        let methods = operations.iter().flat_map(Operation::method_imports);
        let methods: BTreeSet<_> = methods.collect();
        let held = operations.iter().flat_map(Operation::held_imports);
        let held: BTreeSet<_> = held.collect();
        let models: BTreeSet<_> = client.models.iter().flat_map(model::imports).collect();
        let of_models = of_models(client);
        let paths = [&methods, &held, &models].into_iter().flatten();
        let paths = paths.map(|import| import.module.as_str());
        let paths = paths.chain(of_models.iter().copied());
        let crates = paths.filter_map(|path| Dependency::of_crate(path.split("::").next()?));
        Self {
            crates: crates.collect(),
            contract: lines(&applied, &["crate::scheme::Scheme"]),
            methods: lines(&methods, &METHODS),
            operations: lines(&held, &[]),
            models: lines(&models, &of_models),
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
fn of_models(client: &ClientPackage) -> Vec<&'static str> {
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
    always
}
