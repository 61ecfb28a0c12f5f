use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::docs;
use super::names::{Scope, literal};
use crate::lint::{Finding, Pointer};

/// Keywords that only describe, or that the model reads itself.
const UNDERSTOOD: [&str; 24] = [
    "$ref",
    "additionalProperties",
    "default",
    "deprecated",
    "description",
    "enum",
    "example",
    "examples",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "properties",
    "readOnly",
    "required",
    "title",
    "type",
    "writeOnly",
    "nullable",
];

/// The Rust side of the document's schemas.
pub struct Schemas<'a> {
    root: &'a Value,
    /// The document's name of each named schema and the Rust name.
    names: Map<String, Value>,
    /// Names of the schemas that requests, and answers, are made of.
    requests: BTreeSet<String>,
    answers: BTreeSet<String>,
    /// What all types so far need in scope.
    uses: BTreeSet<String>,
}

/// A Rust type, with what it takes to check a value of it.
pub struct Type {
    /// As written in the generated crate.
    pub rust: String,
    /// Arguments of `#[validate(...)]`.
    pub validate: Vec<String>,
    /// The paths that have to be in scope.
    pub uses: BTreeSet<String>,
}

/// Which way values of a schema go.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    Request,
    Answer,
}

impl<'a> Schemas<'a> {
    /// Names every schema under `components.schemas`.
    pub fn new(root: &'a Value) -> Self {
        let mut scope = Scope::default();
        let names = components(root)
            .map(|(key, _)| (key.clone(), scope.type_name(key).into()))
            .collect();
        Self {
            root,
            names,
            requests: BTreeSet::new(),
            answers: BTreeSet::new(),
            uses: BTreeSet::new(),
        }
    }

    /// The Rust type of a schema that stands anywhere but directly under `components.schemas`.
    pub fn type_of(
        &mut self,
        schema: &Value,
        at: &Pointer,
        direction: Direction,
        findings: &mut Vec<Finding>,
    ) -> Type {
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            return self.named(target, at, direction, findings);
        }
        refuse_unknown(schema, at, findings);
        let mut validate = Vec::new();
        let mut uses = BTreeSet::new();
        let rust = match (kind(schema), schema.get("format").and_then(Value::as_str)) {
            _ if schema.get("enum").is_some() => {
                findings.push(Finding::new(
                    at,
                    "an enum without a name",
                    "move it to `#/components/schemas` and point to it with `$ref`",
                ));
                "String".to_owned()
            }
            (Some("string"), Some("uri")) => {
                uses.insert("crate::uri::Uri".to_owned());
                "Uri".to_owned()
            }
            (Some("string"), Some("uuid")) => {
                uses.insert("uuid::Uuid".to_owned());
                "Uuid".to_owned()
            }
            (Some("string"), None | Some("password")) => {
                validate.extend(length(schema, "minLength", "maxLength", "character"));
                "String".to_owned()
            }
            (Some("integer"), format @ (None | Some("int32" | "int64"))) => {
                validate.extend(range(schema, false));
                if format == Some("int32") {
                    "i32"
                } else {
                    "i64"
                }
                .to_owned()
            }
            (Some("number"), None | Some("double" | "float")) => {
                validate.extend(range(schema, true));
                "f64".to_owned()
            }
            (Some("boolean"), None) => "bool".to_owned(),
            (Some("array"), None) => {
                validate.extend(length(schema, "minItems", "maxItems", "item"));
                let items = schema.get("items").unwrap_or(&Value::Null);
                let items = self.type_of(items, &at.child("items"), direction, findings);
                nested(&items, &mut validate, at, findings);
                uses = items.uses;
                format!("Vec<{}>", items.rust)
            }
            (Some("object"), None) if schema.get("properties").is_none() => {
                match schema.get("additionalProperties") {
                    Some(values @ Value::Object(_)) => {
                        let at = at.child("additionalProperties");
                        let values = self.type_of(values, &at, direction, findings);
                        nested(&values, &mut validate, &at, findings);
                        uses = values.uses;
                        uses.insert("std::collections::BTreeMap".to_owned());
                        format!("BTreeMap<String, {}>", values.rust)
                    }
                    _ => "serde_json::Map<String, serde_json::Value>".to_owned(),
                }
            }
            (Some("object"), None) => {
                findings.push(Finding::new(
                    at,
                    "an object without a name",
                    "move it to `#/components/schemas` and point to it with `$ref`",
                ));
                "serde_json::Value".to_owned()
            }
            (Some(kind), Some(format)) => {
                findings.push(Finding::new(
                    &at.child("format"),
                    format!("`{kind}` with `format: {format}` would go unchecked"),
                    "leave the format out, or use one of uri, uuid, int32, int64, double",
                ));
                "serde_json::Value".to_owned()
            }
            (None | Some(_), _) => {
                findings.push(Finding::new(
                    at,
                    "a schema without a `type` that the stub knows",
                    "name one type: string, integer, number, boolean, array or object",
                ));
                "serde_json::Value".to_owned()
            }
        };
        self.uses.extend(uses.iter().cloned());
        Type {
            rust,
            validate,
            uses,
        }
    }

    /// Whether any type so far needs this path in scope.
    pub fn uses(&self, path: &str) -> bool {
        self.uses.contains(path)
    }

    /// A `$ref` to a named schema; also notes which way that schema goes.
    fn named(
        &mut self,
        target: &str,
        at: &Pointer,
        direction: Direction,
        findings: &mut Vec<Finding>,
    ) -> Type {
        let key = target
            .strip_prefix("#/components/schemas/")
            .map(|key| key.replace("~1", "/").replace("~0", "~"));
        let Some((key, rust)) =
            key.and_then(|key| Some((key.clone(), self.names.get(&key)?.as_str()?.to_owned())))
        else {
            findings.push(Finding::new(
                at,
                format!("`{target}` is no schema of this document"),
                "point to something under `#/components/schemas`",
            ));
            return Type {
                rust: "serde_json::Value".to_owned(),
                validate: Vec::new(),
                uses: BTreeSet::new(),
            };
        };
        let seen = match direction {
            Direction::Request => &mut self.requests,
            Direction::Answer => &mut self.answers,
        };
        let schema = &self.root["components"]["schemas"][&key];
        if seen.insert(key) {
            // What it is made of goes the same way. Findings come once, when the model itself is made.
            for part in parts(schema) {
                self.type_of(part, &Pointer::default(), direction, &mut Vec::new());
            }
        }
        let validate = if is_object(schema) {
            vec!["nested".to_owned()]
        } else {
            Vec::new()
        };
        let uses = BTreeSet::from([format!("crate::models::{rust}")]);
        Type {
            rust,
            validate,
            uses,
        }
    }

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
        uses.retain(|path| !path.starts_with("crate::models::"));
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
        let name = self.names[key].clone();
        let lines = documentation(schema, &format!("The document's `{key}`."));
        // A schema that nothing uses is made for both ways.
        let unused = !self.requests.contains(key) && !self.answers.contains(key);
        let request = unused || self.requests.contains(key);
        let response = unused || self.answers.contains(key);
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
            let derives = derives("Copy Eq Hash").join(", ");
            return json!({ "enumeration": { "name": name, "docs": lines, "derives": derives, "variants": variants } });
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
        json!({ "alias": { "name": name, "docs": lines, "type": alias.rust } })
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
                "type": if required { field.rust } else { format!("Option<{}>", field.rust) },
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

/// A violation's code is the field's name on the wire: that is what the caller knows it by.
pub fn coded(validate: &[String], key: &str) -> Vec<String> {
    let code = literal(key);
    validate
        .iter()
        .map(|rule| match rule.strip_suffix(')') {
            Some(rule) => format!("{rule}, code = {code})"),
            None => rule.clone(),
        })
        .collect()
}

/// The lines of a schema's doc comment.
pub fn documentation(schema: &Value, otherwise: &str) -> Vec<String> {
    let lines = docs::lines(
        schema
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    );
    let mut lines = if lines.is_empty() {
        vec![otherwise.to_owned()]
    } else {
        lines
    };
    if let Some(example) = schema
        .get("example")
        .filter(|example| !example.is_object() && !example.is_array())
    {
        let example = example
            .as_str()
            .map_or_else(|| example.to_string(), str::to_owned);
        if !example.contains(['`', '\n']) {
            lines.extend([String::new(), format!("Example: `{example}`")]);
        }
    }
    lines
}

fn components(root: &Value) -> impl Iterator<Item = (&String, &Value)> {
    root.pointer("/components/schemas")
        .and_then(Value::as_object)
        .into_iter()
        .flatten()
}

/// The schemas that a schema directly holds.
fn parts(schema: &Value) -> impl Iterator<Item = &Value> {
    let whole = [schema]
        .into_iter()
        .filter(|schema| schema.get("properties").is_none());
    let properties = schema.get("properties").and_then(Value::as_object);
    whole.chain(
        properties
            .into_iter()
            .flat_map(|properties| properties.values()),
    )
}

/// Whether a named schema becomes a struct.
fn is_object(schema: &Value) -> bool {
    kind(schema) == Some("object") && schema.get("properties").is_some()
}

fn kind(schema: &Value) -> Option<&str> {
    schema.get("type").and_then(Value::as_str)
}

fn refuse_unknown(schema: &Value, at: &Pointer, findings: &mut Vec<Finding>) {
    for (keyword, value) in schema.as_object().into_iter().flatten() {
        let nullable = keyword == "nullable" && value == &Value::Bool(true);
        if nullable || !(UNDERSTOOD.contains(&keyword.as_str()) || keyword.starts_with("x-")) {
            findings.push(Finding::new(
                &at.child(keyword),
                format!("the stub does not check `{keyword}`"),
                "leave it out, or say it in the description",
            ));
        }
    }
}

/// Items and values that are models are validated with what holds them; constraints on plain ones have no place to stand.
fn nested(inner: &Type, validate: &mut Vec<String>, at: &Pointer, findings: &mut Vec<Finding>) {
    if inner.validate == ["nested"] {
        validate.push("nested".to_owned());
    } else if !inner.validate.is_empty() {
        findings.push(Finding::new(
            at,
            "constraints on the items of an array or on the values of a map would go unchecked",
            "put them into a property of a named object",
        ));
    }
}

fn length(schema: &Value, least: &str, most: &str, unit: &str) -> Option<String> {
    let bound = |key: &str| schema.get(key).and_then(Value::as_u64);
    let units = |count: u64| {
        if count == 1 {
            unit.to_owned()
        } else {
            format!("{unit}s")
        }
    };
    let (rule, message) = match (bound(least), bound(most)) {
        (Some(min), Some(max)) => (
            format!("min = {min}, max = {max}"),
            format!("must have {min} to {max} {unit}s"),
        ),
        (Some(min), None) => (
            format!("min = {min}"),
            format!("must have at least {min} {}", units(min)),
        ),
        (None, Some(max)) => (
            format!("max = {max}"),
            format!("must have at most {max} {}", units(max)),
        ),
        (None, None) => return None,
    };
    Some(format!("length({rule}, message = {})", literal(&message)))
}

fn range(schema: &Value, decimal: bool) -> Option<String> {
    let bound = |key: &str| {
        schema
            .get(key)
            .filter(|value| value.is_number())
            .map(Value::to_string)
    };
    let written = |text: &str| {
        if decimal && !text.contains(['.', 'e', 'E']) {
            format!("{text}.0")
        } else {
            text.to_owned()
        }
    };
    let (rule, message) = match (bound("minimum"), bound("maximum")) {
        (Some(min), Some(max)) => (
            format!("min = {}, max = {}", written(&min), written(&max)),
            format!("must be from {min} to {max}"),
        ),
        (Some(min), None) => (
            format!("min = {}", written(&min)),
            format!("must be at least {min}"),
        ),
        (None, Some(max)) => (
            format!("max = {}", written(&max)),
            format!("must be at most {max}"),
        ),
        (None, None) => return None,
    };
    Some(format!("range({rule}, message = {})", literal(&message)))
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
            Some(wire) if kind(schema) == Some("string") => variants.push(json!({
                "name": scope.variant(wire), "wire": wire.replace('`', "'"), "literal": literal(wire),
            })),
            _ => findings.push(Finding::new(
                &at.child("enum").child(index),
                "an enum value that is no string",
                "use `type: string` and strings",
            )),
        }
    }
    variants
}
