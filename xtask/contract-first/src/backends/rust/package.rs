use serde_json::{Value, json};

use super::facts::{flags, listed};
use super::operation;
use super::scope::imports;
use crate::backend::names::NameAllocator;
use crate::backend::rust::names as rust;

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
    for one in extension["operations"].as_array_mut().into_iter().flatten() {
        operation::finish(one, listed(&schemes));
    }
    for model in extension["types"].as_array_mut().into_iter().flatten() {
        self::model(model);
    }
    extension["rust"] = flags(extension, listed(&schemes));
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
pub fn tells_null(field: &Value) -> bool {
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
