//! What each module of the package has in scope.

use std::collections::HashMap;

use serde_json::Value;

use super::facts::{listed, types_in};
use super::uses::uses;

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

/// What each module has in scope.
pub fn imports(extension: &mut Value) {
    let models = listed(&extension["types"]);
    let operations = listed(&extension["operations"]);
    let of_models = models.iter().map(|model| (text(&model["name"]), "models"));
    let mut own: HashMap<_, _> = of_models.collect();
    let models_only = own.clone();
    own.extend(names(operations));
    let mut client = CLIENT.to_vec();
    if extension["secured"] == true {
        client.push("crate::credentials::Scheme");
    }
    let texts = |all: &[String], own: &HashMap<_, _>, always: &[&str]| {
        uses(all.iter().map(String::as_str), own, always)
    };
    let signatures = texts(&signatures(operations), &own, &client);
    let held = texts(&held(operations), &models_only, &[]);
    let written: Vec<_> = models.iter().map(written).collect();
    let models = texts(&written, &HashMap::new(), &of_modules(extension));
    let mut all = signatures.iter().chain(&held).chain(&models);
    extension["rust"]["uuids"] = all.any(|path| path == "uuid::Uuid").into();
    extension["rust"]["clientUses"] = signatures.into();
    extension["rust"]["operationUses"] = held.into();
    extension["rust"]["modelUses"] = models.into();
}

/// The names of the types that go with operations, and their module.
fn names(operations: &[Value]) -> impl Iterator<Item = (String, &'static str)> {
    let keys = ["errorEnum", "parametersType", "successType"];
    let names = operations
        .iter()
        .flat_map(move |one| keys.map(|key| text(&one[key])));
    names.map(|name| (name, "operations"))
}

/// The types in the signatures of the methods.
fn signatures(operations: &[Value]) -> Vec<String> {
    let mut signatures = Vec::new();
    for one in operations {
        signatures.extend(["errorEnum", "rustArgument", "rustSuccess"].map(|key| text(&one[key])));
        signatures.extend((one["parametrised"] == true).then(|| text(&one["parametersType"])));
    }
    signatures
}

/// The types that the types of operations hold. Those of match arms are used by their full path.
fn held(operations: &[Value]) -> Vec<String> {
    let mut held = Vec::new();
    for one in operations {
        let several = one["several"] == true;
        for parameter in listed(&one["parameters"]) {
            held.push(text(&parameter["type"]));
        }
        for answer in listed(&one["answers"]) {
            if several || answer["success"] == false {
                held.push(text(&answer["body"]["rustType"]));
            }
        }
    }
    held
}

/// The types in a model, but for itself.
fn written(model: &Value) -> String {
    let mut kept = model.clone();
    for key in ["docs", "name"] {
        kept[key] = Value::Null;
    }
    types_in(&kept)
}

/// What the module of the models needs besides types.
fn of_modules(extension: &Value) -> Vec<&'static str> {
    let models = listed(&extension["types"]);
    let any = |test: fn(&Value) -> bool| models.iter().any(test);
    let mut always = Vec::new();
    if any(|one| one["object"].is_object() || one["union"].is_object()) {
        always.extend(["serde::Deserialize", "serde::Serialize"]);
    }
    if any(|one| one["union"]["tag"].is_string()) {
        always.extend(["serde::Deserialize", "serde::Deserializer"]);
    }
    if any(|one| one["enumeration"].is_object()) {
        always.extend([
            "serde::Deserialize",
            "serde::Deserializer",
            "serde::Serialize",
            "serde::Serializer",
            "std::fmt",
        ]);
    }
    if any(|one| one["union"].is_object() || one["enumeration"]["texts"] == false) {
        always.push("serde_json::Value");
    }
    if extension["rust"]["present"] == true || extension["rust"]["constants"] == true {
        always.push("crate::json");
    }
    always
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
