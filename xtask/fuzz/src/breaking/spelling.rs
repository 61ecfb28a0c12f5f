//! The same schema written otherwise.

use serde_json::{Map, Value, json};

use super::choices::Choices;

/// Rewrites some of the schemas in a schema.
pub fn respelled(
    choices: &mut Choices,
    schema: &Value,
    components: &mut Map<String, Value>,
) -> Value {
    let Value::Object(entries) = schema else {
        return schema.clone();
    };
    let mut schema = Map::new();
    for (key, value) in entries {
        let value = match (key.as_str(), value) {
            ("items" | "additionalProperties" | "not", value) => {
                respelled(choices, value, components)
            }
            ("properties" | "patternProperties", Value::Object(all)) => {
                let named = all.iter();
                named
                    .map(|(name, value)| (name.clone(), respelled(choices, value, components)))
                    .collect()
            }
            ("allOf" | "anyOf" | "oneOf" | "prefixItems", Value::Array(all)) => all
                .iter()
                .map(|value| respelled(choices, value, components))
                .collect(),
            (_, value) => value.clone(),
        };
        schema.insert(key.clone(), value);
    }
    otherwise(choices, schema.into(), components)
}

fn otherwise(
    choices: &mut Choices,
    mut schema: Value,
    components: &mut Map<String, Value>,
) -> Value {
    match choices.below(16) {
        0 => schema["description"] = "Words.".into(),
        1 => return json!({ "allOf": [schema] }),
        2 => return json!({ "oneOf": [schema] }),
        3 => return json!({ "anyOf": [schema], "title": "T" }),
        4 => return json!({ "allOf": [{ "description": "Any." }, schema] }),
        5 => {
            let name = format!("Moved{}", components.len());
            let reference = json!({ "$ref": format!("#/components/schemas/{name}") });
            components.insert(name, schema);
            return reference;
        }
        6 => {
            if let Some(one) = schema.get("type").filter(|one| one.is_string()) {
                schema["type"] = json!([one]);
            }
        }
        7 => {
            if let Some(one) = schema.get("const").cloned() {
                let entries = schema.as_object_mut().expect("it has a keyword");
                entries.remove("const");
                schema["enum"] = json!([one]);
            }
        }
        8 => {
            if let Some(all) = schema.get_mut("anyOf").and_then(Value::as_array_mut) {
                all.reverse();
            }
        }
        9 => schema["x-note"] = json!({ "type": 5 }),
        _ => {}
    }
    schema
}
