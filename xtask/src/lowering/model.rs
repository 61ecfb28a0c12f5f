use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::constraint::coded;
use super::keyword::refuse_unknown;
use super::names::{Scope, literal};
use super::schema::{Direction, Schemas, components, documentation, is_object, kind};
use crate::lint::{Finding, Pointer};

impl Schemas<'_> {
    /// The `x-rust` entries of all named schemas and what they need in scope, for after the operations: those tell which way each
    /// schema goes.
    pub fn models(&mut self, findings: &mut Vec<Finding>) -> (Vec<Value>, BTreeSet<String>) {
        let root = self.root;
        let mut uses = BTreeSet::new();
        let models = components(root)
            .map(|(key, schema)| {
                let at = Pointer::from("/components/schemas").child(key);
                self.model(key, schema, &at, &mut uses, findings)
            })
            .collect();
        uses.remove("crate::models::self");
        (models, uses)
    }

    fn model(
        &mut self,
        key: &str,
        schema: &Value,
        at: &Pointer,
        uses: &mut BTreeSet<String>,
        findings: &mut Vec<Finding>,
    ) -> Value {
        if self.cyclic.contains(key) {
            findings.push(Finding::new(
                at,
                "a schema that holds itself, with no array or map between",
                "put an array or a map between, or leave the inner one out",
            ));
        }
        let name = self.names[key].clone();
        let lines = documentation(schema, &format!("The document's `{key}`."));
        let request = self.requests.contains(key);
        // What nothing uses can be written, at least.
        let response = !request || self.answers.contains(key);
        let alias =
            schema.get("enum").is_none() && !is_object(schema) || schema.get("$ref").is_some();
        if !alias {
            uses.extend(request.then(|| "serde::Deserialize".to_owned()));
            uses.extend(response.then(|| "serde::Serialize".to_owned()));
        }
        let derives = |plain: &'static str| {
            let mut derives: Vec<&'static str> = vec!["Clone", "Debug", "PartialEq"];
            derives.extend(plain.split_whitespace());
            derives.extend(request.then_some("Deserialize"));
            derives.extend(response.then_some("Serialize"));
            derives
        };
        if !alias && schema.get("enum").is_some() {
            refuse_unknown(schema, at, findings);
            let variants = variants(schema, at, findings);
            let mut derives = derives("Copy Eq Hash");
            // Written out: the derived one takes an object with one key for its name.
            derives.retain(|one| *one != "Deserialize");
            let literals: Vec<_> = variants
                .iter()
                .filter_map(|one| one["literal"].as_str())
                .collect();
            return json!({ "enumeration": {
                "name": name, "docs": lines, "derives": derives.join(", "), "variants": variants, "request": request,
                "values": literals.join(", "),
            } });
        }
        if !alias {
            refuse_unknown(schema, at, findings);
            if request {
                uses.extend(["validator::Validate", "crate::json::self"].map(str::to_owned));
            }
            let fields = self.fields(schema, at, (request, response), uses, findings);
            let mut derives = derives("");
            derives.extend(request.then_some("Validate"));
            let mut serde = Vec::new();
            if request {
                serde.extend(["remote = \"Self\"", "expecting = \"an object\""]);
            }
            match schema.get("additionalProperties") {
                None | Some(Value::Bool(true)) => {}
                Some(Value::Bool(false)) => serde.extend(request.then_some("deny_unknown_fields")),
                Some(_) => findings.push(Finding::new(
                    &at.child("additionalProperties"),
                    "named properties and a schema for further ones",
                    "put the further ones into a property of their own",
                )),
            }
            let serde = if serde.is_empty() {
                Vec::new()
            } else {
                vec![serde.join(", ")]
            };
            return json!({ "object": {
                "name": name, "docs": lines, "derives": derives.join(", "), "serde": serde, "fields": fields,
                "request": request, "response": response,
            } });
        }
        let direction = if request {
            Direction::Request
        } else {
            Direction::Answer
        };
        let alias = self.type_of(schema, at, direction, findings);
        uses.extend(alias.uses);
        if !alias.validate.is_empty() && alias.validate != ["nested"] {
            findings.push(Finding::new(
                at,
                "the constraints of a named schema that is no object would go unchecked",
                "write them where the schema is used, without a name",
            ));
        }
        json!({ "alias": { "name": name, "docs": lines, "type": local(&alias.rust) } })
    }

    fn fields(
        &mut self,
        schema: &Value,
        at: &Pointer,
        (request, response): (bool, bool),
        uses: &mut BTreeSet<String>,
        findings: &mut Vec<Finding>,
    ) -> Vec<Value> {
        let direction = if request {
            Direction::Request
        } else {
            Direction::Answer
        };
        let required: Vec<_> = schema
            .get("required")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .collect();
        let mut scope = Scope::default();
        let at = at.child("properties");
        let properties = schema.get("properties").and_then(Value::as_object);
        let mut fields = Vec::new();
        for (key, property) in properties.into_iter().flatten() {
            let field = self.type_of(property, &at.child(key), direction, findings);
            uses.extend(field.uses);
            let name = scope.value(key);
            let mut serde = Vec::new();
            if name.trim_start_matches("r#") != key {
                serde.push(format!("rename = {}", literal(key)));
            }
            let required = required.contains(&key.as_str());
            if !required && request {
                serde.extend([
                    "default".to_owned(),
                    "deserialize_with = \"json::present\"".to_owned(),
                ]);
            }
            if !required && response {
                serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
            }
            let validate = if request {
                coded(&field.validate, key)
            } else {
                Vec::new()
            };
            let serde = if serde.is_empty() {
                Vec::new()
            } else {
                vec![serde.join(", ")]
            };
            fields.push(json!({
                "name": name,
                "docs": documentation(property, &format!("The document's `{key}`.")),
                "type": if required { local(&field.rust) } else { format!("Option<{}>", local(&field.rust)) },
                "wire": key,
                "serde": serde,
                "validate": validate,
                "optional": !required,
            }));
        }
        for key in required {
            if properties.is_none_or(|properties| !properties.contains_key(key)) {
                findings.push(Finding::new(
                    &at,
                    format!("`{key}` is required but not described"),
                    "describe it among the properties",
                ));
            }
        }
        fields
    }
}

fn variants(schema: &Value, at: &Pointer, findings: &mut Vec<Finding>) -> Vec<Value> {
    let mut scope = Scope::default();
    let values = schema["enum"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let mut variants = Vec::new();
    for (index, value) in values.iter().enumerate() {
        match value.as_str() {
            Some(wire) if kind(schema) == Some("string") => {
                // Said twice, it is still one value.
                if !values[..index].contains(value) {
                    let shown = literal(wire).replace('`', "'");
                    variants.push(json!({ "name": scope.variant(wire), "shown": shown, "literal": literal(wire) }));
                }
            }
            _ => findings.push(Finding::new(
                &at.child("enum").child(index),
                "an enum value that is no string",
                "use `type: string` and strings",
            )),
        }
    }
    variants
}

/// A type as it is written among the models themselves.
fn local(rust: &str) -> String {
    rust.replace("models::", "")
}
