//! Random schemas.

use serde_json::{Map, Value, json};

use super::choices::Choices;

const NAMES: [&str; 4] = ["a", "b", "c", "d"];
const COMPONENTS: [&str; 2] = ["A", "B"];

/// `components.schemas` that the schemas refer to.
pub fn components(choices: &mut Choices) -> Map<String, Value> {
    let named = COMPONENTS.into_iter();
    named
        .map(|name| (name.to_owned(), object(choices, 2)))
        .collect()
}

/// Any schema, with so many levels below.
pub fn schema(choices: &mut Choices, levels: usize) -> Value {
    let inner = levels.saturating_sub(1);
    match choices.below(if levels == 0 { 6 } else { 16 }) {
        0 => text(choices),
        1 => number(choices),
        2 => json!({ "enum": values(choices) }),
        3 => json!({ "type": types(choices) }),
        4 => json!({ "$ref": format!("#/components/schemas/{}", choices.pick(&COMPONENTS)) }),
        5 => json!({ "const": choices.pick(&["a", "b"]) }),
        6..=8 => object(choices, inner),
        9 | 10 => list(choices, inner),
        11 => json!({ "anyOf": several(choices, inner) }),
        12 => json!({ "oneOf": several(choices, inner) }),
        13 => json!({ "allOf": several(choices, inner) }),
        14 => json!({ "not": schema(choices, inner) }),
        _ => {
            let [condition, then, otherwise] = [(); 3].map(|()| schema(choices, inner));
            json!({ "if": condition, "then": then, "else": otherwise })
        }
    }
}

fn several(choices: &mut Choices, levels: usize) -> Vec<Value> {
    let count = 1 + choices.below(3);
    (0..count).map(|_| schema(choices, levels)).collect()
}

fn types(choices: &mut Choices) -> Value {
    let all = [
        "string", "integer", "number", "boolean", "null", "object", "array",
    ];
    match choices.once_in(2) {
        true => choices.pick(&all).into(),
        false => {
            let (one, other) = (choices.below(7), choices.below(7));
            match one == other {
                true => json!([all[one]]),
                false => json!([all[one], all[other]]),
            }
        }
    }
}

fn values(choices: &mut Choices) -> Vec<Value> {
    let all = [
        json!("a"),
        json!("b"),
        json!("c"),
        json!(1),
        json!(2),
        json!(null),
        json!(true),
    ];
    let mut values: Vec<Value> = Vec::new();
    for _ in 0..=choices.below(3) {
        let value = all[choices.below(all.len())].clone();
        if !values.contains(&value) {
            values.push(value);
        }
    }
    values
}

/// Sets some keywords of a schema, each once in three times.
fn with(choices: &mut Choices, mut schema: Value, keywords: &[(&str, Value)]) -> Value {
    for (keyword, value) in keywords {
        if choices.once_in(3) {
            schema[*keyword] = value.clone();
        }
    }
    schema
}

fn text(choices: &mut Choices) -> Value {
    let (low, high) = (choices.below(3), 1 + choices.below(3));
    let pattern = choices.pick(&["^a", "b$", "^[ab]*$"]);
    let keywords = [
        ("minLength", json!(low)),
        ("maxLength", json!(high)),
        ("pattern", json!(pattern)),
    ];
    with(choices, json!({ "type": "string" }), &keywords)
}

fn number(choices: &mut Choices) -> Value {
    let (low, high) = (choices.below(4), 1 + choices.below(5));
    let step = choices.pick(&[1.0, 2.0, 3.0, 0.5]);
    let keywords = [
        ("minimum", json!(low)),
        ("maximum", json!(high)),
        ("exclusiveMinimum", json!(low)),
        ("exclusiveMaximum", json!(high)),
        ("multipleOf", json!(step)),
    ];
    let kind = choices.pick(&["integer", "number"]);
    with(choices, json!({ "type": kind }), &keywords)
}

fn list(choices: &mut Choices, levels: usize) -> Value {
    let (low, high) = (choices.below(3), 1 + choices.below(3));
    let keywords = [
        ("items", schema(choices, levels)),
        ("minItems", json!(low)),
        ("maxItems", json!(high)),
        ("uniqueItems", json!(true)),
    ];
    let list = with(choices, json!({ "type": "array" }), &keywords);
    match choices.below(6) {
        0 => {
            let first = schema(choices, levels);
            with(choices, list, &[("prefixItems", json!([first]))])
        }
        1 => {
            let (contained, count) = (schema(choices, levels), choices.below(3));
            let list = with(choices, list, &[("contains", contained)]);
            with(
                choices,
                list,
                &[
                    ("minContains", json!(count)),
                    ("maxContains", json!(count + 1)),
                ],
            )
        }
        _ => list,
    }
}

fn object(choices: &mut Choices, levels: usize) -> Value {
    let inner = levels.saturating_sub(1);
    let mut properties = Map::new();
    let mut required = Vec::new();
    for name in NAMES {
        if choices.once_in(2) {
            properties.insert(name.to_owned(), schema(choices, inner));
        }
        if choices.once_in(4) {
            required.push(name);
        }
    }
    let mut object = json!({ "properties": properties, "required": required });
    if !choices.once_in(4) {
        object["type"] = "object".into();
    }
    match choices.below(12) {
        0 => object["additionalProperties"] = false.into(),
        1 => object["additionalProperties"] = schema(choices, inner),
        2 => object["minProperties"] = choices.below(3).into(),
        3 => object["maxProperties"] = choices.below(3).into(),
        4 => object["patternProperties"] = json!({ "^[bx]": schema(choices, inner) }),
        5 => object["propertyNames"] = text(choices),
        6 => object["dependentRequired"] = json!({ "a": ["b"] }),
        7 => object["dependentSchemas"] = json!({ "a": schema(choices, inner) }),
        8 => object["unevaluatedProperties"] = false.into(),
        _ => {}
    }
    object
}

/// Says with another keyword how the parts of a schema are combined.
fn rename(entries: &mut Map<String, Value>) {
    let others = [
        ("anyOf", "oneOf"),
        ("oneOf", "anyOf"),
        ("allOf", "anyOf"),
        ("then", "else"),
        ("not", "allOf"),
    ];
    for (one, other) in others {
        if !entries.contains_key(other)
            && let Some(value) = entries.remove(one)
        {
            let value = match one {
                "not" => json!([value]),
                _ => value,
            };
            entries.insert(other.to_owned(), value);
            return;
        }
    }
}

/// The same schema but for a keyword somewhere in it.
pub fn mutated(choices: &mut Choices, schema: &Value) -> Value {
    let mut whole = schema.clone();
    mutate(choices, &mut whole, 4);
    whole
}

fn mutate(choices: &mut Choices, schema: &mut Value, levels: usize) {
    let Value::Object(entries) = schema else {
        *schema = self::schema(choices, 1);
        return;
    };
    let count = entries.len();
    if levels == 0 || count == 0 || choices.once_in(4) {
        let other = self::schema(choices, 1);
        match choices.below(4) {
            0 => *schema = other,
            1 if count > 0 => {
                let key = entries
                    .keys()
                    .nth(choices.below(count))
                    .cloned()
                    .unwrap_or_default();
                entries.remove(&key);
            }
            // What another schema says is said here too.
            _ => entries.extend(other.as_object().cloned().unwrap_or_default()),
        }
        return;
    }
    if choices.once_in(8) {
        rename(entries);
        return;
    }
    let index = choices.below(count);
    let Some((key, value)) = entries.iter_mut().nth(index) else {
        return;
    };
    match (key.as_str(), value) {
        ("properties" | "patternProperties" | "dependentSchemas", Value::Object(named))
            if !named.is_empty() =>
        {
            let index = choices.below(named.len());
            if let Some(inner) = named.values_mut().nth(index) {
                mutate(choices, inner, levels - 1);
            }
        }
        ("anyOf" | "oneOf" | "allOf" | "prefixItems", Value::Array(items)) if !items.is_empty() => {
            let index = choices.below(items.len());
            mutate(choices, &mut items[index], levels - 1);
        }
        ("items" | "not" | "if" | "then" | "else" | "contains" | "additionalProperties", inner) => {
            mutate(choices, inner, levels - 1);
        }
        ("required" | "enum", Value::Array(items)) if items.len() > 1 => {
            items.remove(choices.below(items.len()));
        }
        (_, Value::Number(number)) => {
            let more = number.as_f64().unwrap_or_default() + 1.0;
            *number = serde_json::Number::from_f64(more).unwrap_or_else(|| number.clone());
        }
        _ => {}
    }
}
