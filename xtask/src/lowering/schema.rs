use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::constraint::{length, range};
use super::cycle::cyclic;
use super::docs;
use super::keyword::refuse_unknown;
use super::names::Scope;
use super::reference::named_schema;
use crate::lint::{Finding, Pointer};

/// Bytes from which on a value is boxed where it stands beside small ones: clippy's limit for variants of an enum.
const LARGE: usize = 200;

/// The Rust side of the document's schemas.
pub struct Schemas<'a> {
    pub root: &'a Value,
    /// The document's name of each named schema and the Rust name.
    pub names: Map<String, Value>,
    /// Names of the schemas that requests, and answers, are made of.
    pub requests: BTreeSet<String>,
    pub answers: BTreeSet<String>,
    /// Names of the schemas that hold themselves.
    pub cyclic: BTreeSet<String>,
    /// What all types so far need in scope.
    uses: BTreeSet<String>,
}

/// A Rust type, with what it takes to check a value of it.
pub struct Type {
    /// As written in the generated crate.
    pub rust: String,
    /// Arguments of `#[validate(...)]`.
    pub validate: Vec<String>,
    /// Whether it is a struct of the models, by whatever name.
    pub object: bool,
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
            .map(|(key, _)| (key.clone(), scope.type_name(key, "Model").into()))
            .collect();
        Self {
            root,
            names,
            requests: BTreeSet::new(),
            answers: BTreeSet::new(),
            cyclic: cyclic(root),
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
        refuse_unknown(schema, at, findings);
        if schema.get("$ref").is_some() {
            return self.named(schema, at, direction, findings);
        }
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
            (Some("string"), Some(format @ ("uri" | "uuid")))
                if schema
                    .get("minLength")
                    .or(schema.get("maxLength"))
                    .is_some() =>
            {
                findings.push(Finding::new(
                    at,
                    format!("the length of a `{format}` would go unchecked"),
                    "leave the length out, or the format",
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
            (Some("string"), None) => {
                validate.extend(length(
                    schema,
                    ["minLength", "maxLength"],
                    "character",
                    at,
                    findings,
                ));
                "String".to_owned()
            }
            (Some("integer"), format @ (None | Some("int32" | "int64"))) => {
                let integer = if format == Some("int32") {
                    "i32"
                } else {
                    "i64"
                };
                validate.extend(range(schema, integer, at, findings));
                integer.to_owned()
            }
            (Some("number"), None | Some("double" | "float")) => {
                validate.extend(range(schema, "f64", at, findings));
                "f64".to_owned()
            }
            (Some("boolean"), None) => "bool".to_owned(),
            (Some("array"), None) => {
                validate.extend(length(
                    schema,
                    ["minItems", "maxItems"],
                    "item",
                    at,
                    findings,
                ));
                let items = schema.get("items").unwrap_or(&Value::Null);
                let items = self.type_of(items, &at.child("items"), direction, findings);
                nested(&items, &mut validate, at, findings);
                uses = items.uses;
                format!("Vec<{}>", items.rust)
            }
            (Some("object"), None) if schema.get("properties").is_none() => {
                let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
                if closed || schema.get("required").is_some() {
                    findings.push(Finding::new(
                        at,
                        "`required` or `additionalProperties: false` without properties would go unchecked",
                        "describe the properties",
                    ));
                }
                match schema.get("additionalProperties") {
                    Some(values @ Value::Object(_)) => {
                        let at = at.child("additionalProperties");
                        let values = self.type_of(values, &at, direction, findings);
                        if !values.validate.is_empty() {
                            findings.push(Finding::new(
                                &at,
                                "a map whose values have constraints: they would go unchecked",
                                "use an array of named objects",
                            ));
                        }
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
                    format!("`{kind}` with `format: {format}` would go unchecked, or be printed"),
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
            object: false,
            uses,
        }
    }

    /// Whether any type so far needs this path in scope.
    pub fn uses(&self, path: &str) -> bool {
        self.uses.contains(path)
    }

    /// Whether a value of a schema may take more than 200 bytes in itself.
    pub fn is_large(&self, schema: &Value) -> bool {
        self.bytes(schema, 0) > LARGE
    }

    /// Bytes of a value in itself, rather too many than too few.
    fn bytes(&self, schema: &Value, depth: usize) -> usize {
        const LARGEST_FIELD: usize = 72;
        match named_schema(schema) {
            // Deep enough to be large, or a circle that has its own finding.
            Some(_) if depth > 8 => LARGEST_FIELD,
            Some(name) => self.bytes(&self.root["components"]["schemas"][&name], depth + 1),
            None if is_object(schema) => {
                let properties = schema["properties"].as_object().into_iter().flatten();
                let mut sum = 0;
                for (_, property) in properties {
                    sum += self.bytes(property, depth + 1) + 8;
                    // Enough to know: wide and deep schemas are not walked to their ends.
                    if sum > LARGE {
                        break;
                    }
                }
                sum
            }
            None => match kind(schema) {
                Some("boolean" | "integer" | "number") => 8,
                Some("string" | "array") => 24,
                _ => LARGEST_FIELD,
            },
        }
    }

    /// A `$ref` to a named schema; also notes which way that schema goes.
    fn named(
        &mut self,
        schema: &Value,
        at: &Pointer,
        direction: Direction,
        findings: &mut Vec<Finding>,
    ) -> Type {
        let Some((key, rust)) = named_schema(schema)
            .and_then(|key| Some((key.clone(), self.names.get(&key)?.as_str()?.to_owned())))
        else {
            findings.push(Finding::new(
                at,
                format!("`$ref` {} is no schema of this document", schema["$ref"]),
                "point to something under `#/components/schemas`",
            ));
            return Type {
                rust: "serde_json::Value".to_owned(),
                validate: Vec::new(),
                object: false,
                uses: BTreeSet::new(),
            };
        };
        let seen = match direction {
            Direction::Request => &mut self.requests,
            Direction::Answer => &mut self.answers,
        };
        let schema = &self.root["components"]["schemas"][&key];
        let cyclic = self.cyclic.contains(&key);
        if seen.insert(key) {
            // What it is made of goes the same way. Findings come once, when the model itself is made.
            for part in parts(schema) {
                self.type_of(part, &Pointer::default(), direction, &mut Vec::new());
            }
        }
        let mut validate = Vec::new();
        let mut object = is_object(schema);
        if object {
            validate.push("nested".to_owned());
        } else if !cyclic && schema.get("enum").is_none() {
            // What an alias holds is validated where the alias stands. Its own constraints are refused with the alias itself.
            let inner = self.type_of(schema, &Pointer::default(), direction, &mut Vec::new());
            object = inner.object;
            validate.extend(inner.validate.into_iter().filter(|rule| rule == "nested"));
        }
        let uses = BTreeSet::from(["crate::models::self".to_owned()]);
        Type {
            rust: format!("models::{rust}"),
            validate,
            object,
            uses,
        }
    }
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

pub fn components(root: &Value) -> impl Iterator<Item = (&String, &Value)> {
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
pub fn is_object(schema: &Value) -> bool {
    kind(schema) == Some("object") && schema.get("properties").is_some()
}

pub fn kind(schema: &Value) -> Option<&str> {
    schema.get("type").and_then(Value::as_str)
}

/// Items that are models are validated with the array; constraints on others have no place to stand.
fn nested(items: &Type, validate: &mut Vec<String>, at: &Pointer, findings: &mut Vec<Finding>) {
    if items.object {
        validate.push("nested".to_owned());
    } else if !items.validate.is_empty() {
        findings.push(Finding::new(
            at,
            "constraints inside the items of an array would go unchecked",
            "make the items named objects",
        ));
    }
}
