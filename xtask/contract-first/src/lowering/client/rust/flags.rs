use std::collections::HashMap;

use serde_json::{Value, json};

use super::operation;
use super::uses::uses;
use crate::lowering::code::is_integer_type;
use crate::lowering::names::{NameAllocator, rust};

/// What the templates read of the package as a whole: what it has a use for, and nothing else is printed.
pub fn finish(extension: &mut Value) {
    let mut variants = NameAllocator::default();
    let mut schemes = extension["schemes"].clone();
    for scheme in schemes.as_array_mut().into_iter().flatten() {
        let name = scheme["name"].as_str().unwrap_or_default();
        let name = name.trim_start_matches("r#");
        scheme["variant"] = variants.allocate(&rust::VARIANT, name).into();
        let wire = scheme["wireLiteral"].as_str().unwrap_or_default();
        scheme["lowerLiteral"] = wire.to_ascii_lowercase().into();
    }
    let listed = schemes.as_array().cloned().unwrap_or_default();
    for one in extension["operations"].as_array_mut().into_iter().flatten() {
        operation::finish(one, &listed);
    }
    for model in extension["types"].as_array_mut().into_iter().flatten() {
        self::model(model);
    }
    extension["rust"] = flags(extension, &schemes);
    imports(extension);
}

fn model(model: &mut Value) {
    let object = &mut model["object"];
    if let Some(fields) = object.get_mut("fields").and_then(Value::as_array_mut) {
        for field in fields.iter_mut() {
            let mut serde = Vec::new();
            if field["renamed"] == true {
                serde.push(format!(
                    "rename = {}",
                    field["wireLiteral"].as_str().unwrap_or_default()
                ));
            }
            if field["required"] == false {
                serde.push("default".to_owned());
                if tells_null(field) {
                    serde.push("deserialize_with = \"json::present\"".to_owned());
                }
                serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            }
            let one = [serde.join(", ")];
            field["rustSerde"] = one.into_iter().filter(|one| !one.is_empty()).collect();
        }
        let default = fields.iter().all(|field| field["required"] == false);
        let constructed = constructed(fields);
        object["rustDefault"] = default.into();
        object["rustNew"] = constructed;
    }
    let union = &mut model["union"];
    if let Some(variants) = union.get_mut("variants").and_then(Value::as_array_mut) {
        let mut known = Vec::new();
        for variant in variants {
            // A tag that two variants claim is the first one's.
            let tags = variant["tags"].as_array().cloned().unwrap_or_default();
            let own: Vec<_> = tags
                .into_iter()
                .filter(|tag| !known.contains(tag))
                .collect();
            let words: Vec<_> = own.iter().filter_map(Value::as_str).collect();
            variant["rustTags"] = if words.is_empty() {
                false.into()
            } else {
                words.join(" | ").into()
            };
            known.extend(own);
        }
    }
}

/// Whether null is told apart from nothing. Null is one of any values.
fn tells_null(field: &Value) -> bool {
    field["required"] == false && (field["nullable"] == true || field["type"] == "Value")
}

/// The arguments of `new`, where it spares the names of what is optional; else false.
pub fn constructed(fields: &[Value]) -> Value {
    let (required, optional): (Vec<&Value>, Vec<&Value>) =
        fields.iter().partition(|field| field["required"] == true);
    if optional.is_empty() || !(1..=7).contains(&required.len()) {
        return false.into();
    }
    let texts = |field: &Value| field["type"] == "String";
    let arguments = required.iter().map(|field| {
        let name = field["name"].as_str().unwrap_or_default();
        let kind = field["type"].as_str().unwrap_or_default();
        match texts(field) {
            true => format!("{name}: impl Into<String>"),
            false => format!("{name}: {kind}"),
        }
    });
    let values = fields.iter().map(|field| {
        let name = field["name"].as_str().unwrap_or_default();
        match (field["required"] == true, texts(field)) {
            (true, true) => format!("{name}: {name}.into()"),
            (true, false) => name.to_owned(),
            (false, _) => format!("{name}: None"),
        }
    });
    json!({
        "arguments": arguments.collect::<Vec<_>>().join(", "),
        "values": values.collect::<Vec<_>>(),
    })
}

fn flags(extension: &Value, schemes: &Value) -> Value {
    let all = |key: &str| extension[key].as_array().cloned().unwrap_or_default();
    let operations = all("operations");
    let calls: Vec<_> = operations
        .iter()
        .flat_map(|one| one["rustCalls"].as_array().cloned().unwrap_or_default())
        .collect();
    let called = |call: &str| calls.iter().any(|one| one == call);
    let answers: Vec<_> = operations
        .iter()
        .flat_map(|one| one["answers"].as_array().cloned().unwrap_or_default())
        .collect();
    let answer = |kind: &str, success: bool| {
        answers
            .iter()
            .any(|one| one["success"] == success && one["body"][kind] == true)
    };
    let secured = extension["secured"] == true;
    let scheme = |flags: &[&str]| {
        let listed = schemes.as_array().into_iter().flatten();
        secured
            && listed
                .into_iter()
                .any(|one| flags.iter().all(|flag| one[*flag] == true))
    };
    let any = |calls: &[&str]| calls.iter().any(|call| called(call));
    let query_objects = any(&["query_form", "query_deep", "query_spread"]);
    let pairs = any(&["query", "query_each"]) || query_objects || scheme(&["query"]);
    let queries = pairs || called("query_list");
    let values = any(&["path_value", "path_list"]);
    let cookies = called("cookie") || scheme(&["cookie"]);
    let objects = called("form") || query_objects;
    let joined = any(&["path_list", "query_list"]) || called("form");
    let failures = answers.iter().any(|one| one["success"] == false);
    let json_failures = answer("json", false);
    let mut secret_imports = Vec::new();
    if scheme(&["bearer"]) || scheme(&["basic"]) {
        secret_imports.push("AUTHORIZATION");
    }
    if scheme(&["apiKey", "header"]) {
        secret_imports.push("HeaderName");
    }
    secret_imports.push("HeaderValue");
    let json_answers = answer("json", true) || json_failures;
    let models = all("types");
    let present = models.iter().any(|model| {
        let fields = model["object"]["fields"].as_array();
        fields.into_iter().flatten().any(tells_null)
    });
    let constants = models
        .iter()
        .any(|one| one["enumeration"]["texts"] == false);
    let calls_that_fail = ["json", "header", "header_list"];
    let fallible = objects || values || cookies || joined || any(&calls_that_fail);
    let types = types_in(extension);
    let mut words = types.split(|c: char| !c.is_ascii_alphanumeric());
    let integers = constants || words.any(is_integer_type);
    json!({
        "schemes": schemes,
        "basic": scheme(&["basic"]),
        "encoded": values || queries || called("form"),
        "bodies": any(&["json", "form", "body"]),
        "jsonBodies": called("json"),
        "formBodies": called("form"),
        "objects": objects,
        "pathTexts": called("path"),
        "paths": called("path_value"),
        "pathLists": called("path_list"),
        "queries": queries,
        "queryPairs": any(&["query", "query_each"]) || scheme(&["query"]),
        "properties": any(&["form", "query_spread"]),
        "queryValues": called("query"),
        "queryEach": called("query_each"),
        "queryLists": called("query_list"),
        "queryForms": called("query_form"),
        "queryDeep": called("query_deep"),
        "querySpread": called("query_spread"),
        "queryObjects": query_objects,
        "brackets": query_objects || called("deepObject"),
        "headers": any(&["header", "header_list"]),
        "headerLists": called("header_list"),
        "cookies": cookies,
        "pairs": pairs || called("form"),
        "joined": joined,
        "displayed": values || joined || any(&["query", "query_each", "header_list"]),
        "fallible": fallible,
        "unsent": fallible || secured,
        "present": present,
        "constants": constants,
        "integers": integers,
        "json": present || constants || integers && json_answers,
        "failures": failures,
        "jsonFailures": json_failures,
        "jsonAnswers": json_answers,
        "jsonSuccesses": answer("json", true),
        "textAnswers": answer("text", true),
        "byteAnswers": answer("bytes", true),
        "secretHeaders": scheme(&["apiKey", "header"]) || scheme(&["bearer"]) || scheme(&["basic"]),
        "secretImports": secret_imports.join(", "),
    })
}

/// What each module has in scope.
fn imports(extension: &mut Value) {
    let mut own: HashMap<String, &'static str> = HashMap::new();
    let all = |key: &str| extension[key].as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let (models, operations) = (all("types"), all("operations"));
    for model in &models {
        own.insert(text(&model["name"]), "models");
    }
    let mut signatures = Vec::new();
    let mut held = Vec::new();
    for one in &operations {
        for key in ["errorEnum", "parametersType", "successType"] {
            own.insert(text(&one[key]), "operations");
        }
        signatures.extend(["errorEnum", "rustArgument", "rustSuccess"].map(|key| text(&one[key])));
        signatures.extend((one["parametrised"] == true).then(|| text(&one["parametersType"])));
        let several = one["several"] == true;
        // Used by their full path: match arms.
        for parameter in one["parameters"].as_array().into_iter().flatten() {
            held.push(text(&parameter["type"]));
        }
        for answer in one["answers"].as_array().into_iter().flatten() {
            if several || answer["success"] == false {
                held.push(text(&answer["body"]["rustType"]));
            }
        }
    }
    let written: Vec<String> = models
        .iter()
        .map(|model| {
            let mut kept = model.clone();
            for key in ["docs", "name"] {
                kept[key] = Value::Null;
            }
            types_in(&kept)
        })
        .collect();
    let foreign = HashMap::new();
    let mut always = Vec::new();
    let any = |test: &dyn Fn(&Value) -> bool| models.iter().any(test);
    if any(&|one| one["object"].is_object() || one["union"].is_object()) {
        always.extend(["serde::Deserialize", "serde::Serialize"]);
    }
    if any(&|one| one["union"]["tag"].is_string()) {
        always.extend(["serde::Deserialize", "serde::Deserializer"]);
    }
    if any(&|one| one["enumeration"].is_object()) {
        always.extend([
            "serde::Deserialize",
            "serde::Deserializer",
            "serde::Serialize",
            "serde::Serializer",
            "std::fmt",
        ]);
    }
    if any(&|one| one["union"].is_object() || one["enumeration"]["texts"] == false) {
        always.push("serde_json::Value");
    }
    if extension["rust"]["present"] == true || extension["rust"]["constants"] == true {
        always.push("crate::json");
    }
    let mut client = vec![
        "std::fmt",
        "std::sync::Arc",
        "reqwest::Method",
        "crate::call::Call",
        "crate::error::Error",
        "crate::options::InvalidOptions",
        "crate::options::Options",
        "crate::transport::Transport",
    ];
    if extension["secured"] == true {
        client.push("crate::credentials::Scheme");
    }
    let signatures = uses(signatures.iter().map(String::as_str), &own, &client);
    own.retain(|_, module| *module == "models");
    let held = uses(held.iter().map(String::as_str), &own, &[]);
    let models = uses(written.iter().map(String::as_str), &foreign, &always);
    let mut all = signatures.iter().chain(&held).chain(&models);
    extension["rust"]["uuids"] = all.any(|path| path == "uuid::Uuid").into();
    extension["rust"]["clientUses"] = signatures.into();
    extension["rust"]["operationUses"] = held.into();
    extension["rust"]["modelUses"] = models.into();
}

/// All types that stand in a rendered model.
fn types_in(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let each = entries
                .iter()
                .map(|(key, value)| match (key.as_str(), value) {
                    ("type", Value::String(text)) => text.clone(),
                    ("rest", Value::Object(_)) => format!("BTreeMap {}", types_in(value)),
                    _ => types_in(value),
                });
            each.collect::<Vec<_>>().join(" ")
        }
        Value::Array(items) => items.iter().map(types_in).collect::<Vec<_>>().join(" "),
        _ => String::new(),
    }
}
