use serde_json::{Map, Value, json};

/// How deep values are made up: deeper ones are null.
const MAX_DEPTH: usize = 12;

/// A value that the schema probably takes.
pub fn sample(document: &Value, schema: &Value) -> Value {
    at_depth(document, schema, 0)
}

/// What a reference stands for, as far as it can be followed.
pub fn resolved<'d>(document: &'d Value, value: &'d Value) -> &'d Value {
    let mut value = value;
    for _ in 0..MAX_DEPTH {
        let Some(reference) = value["$ref"].as_str() else {
            return value;
        };
        let target = reference
            .strip_prefix('#')
            .and_then(|pointer| document.pointer(pointer));
        match target {
            Some(target) => value = target,
            None => return value,
        }
    }
    value
}

fn at_depth(document: &Value, schema: &Value, depth: usize) -> Value {
    let schema = resolved(document, schema);
    if depth > MAX_DEPTH {
        return Value::Null;
    }
    for keyword in ["const", "default", "example"] {
        if let Some(value) = schema.get(keyword) {
            return value.clone();
        }
    }
    if let Some(first) = schema["enum"].get(0).or_else(|| schema["examples"].get(0)) {
        return first.clone();
    }
    for keyword in ["oneOf", "anyOf"] {
        if let Some(first) = schema[keyword].get(0) {
            return at_depth(document, first, depth + 1);
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let values = parts.iter().map(|part| at_depth(document, part, depth + 1));
        let values: Vec<_> = values.collect();
        if values.iter().all(Value::is_object) {
            let all = values.into_iter().filter_map(|value| match value {
                Value::Object(map) => Some(map),
                _ => None,
            });
            return Value::Object(all.flatten().collect());
        }
        return values.into_iter().next().unwrap_or_default();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .find(|kind| *kind != "null")
            .and_then(Value::as_str),
        kind => kind.as_str(),
    };
    match kind {
        Some("boolean") => json!(true),
        Some("integer" | "number") => number(schema),
        Some("array") => {
            let least = schema["minItems"].as_u64().unwrap_or(0);
            let items = (0..least).map(|_| at_depth(document, &schema["items"], depth + 1));
            items.collect()
        }
        Some("string") => Value::from(text(schema)),
        _ => object(document, schema, depth),
    }
}

fn object(document: &Value, schema: &Value, depth: usize) -> Value {
    let mut value = Map::new();
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap_or_default();
        let property = &schema["properties"][name];
        value.insert(name.to_owned(), at_depth(document, property, depth + 1));
    }
    Value::Object(value)
}

fn number(schema: &Value) -> Value {
    match schema.get("minimum") {
        Some(least) if least.as_f64().is_some_and(|least| least > 1.0) => least.clone(),
        _ => json!(1),
    }
}

fn text(schema: &Value) -> String {
    match schema["format"].as_str() {
        Some("uuid") => "123e4567-e89b-42d3-a456-426614174000".to_owned(),
        Some("date") => "2026-01-02".to_owned(),
        Some("date-time") => "2026-01-02T03:04:05Z".to_owned(),
        Some("uri" | "url") => "https://example.com/a".to_owned(),
        Some("email") => "someone@example.com".to_owned(),
        _ => {
            let least = schema["minLength"].as_u64().unwrap_or(1).max(1);
            "a".repeat(usize::try_from(least.min(10_000)).unwrap_or(1))
        }
    }
}
