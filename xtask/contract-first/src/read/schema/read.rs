use std::borrow::Cow;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::bound::count;
use super::combine::{ORIGIN, PRESENCE, is_plain};
use super::keyword::{is_annotation, report_unread};
use super::number::{integer, number};
use super::reader::SchemaReader;
use super::rule::RULES;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::{document, schema as schema_rows};
use crate::document::{FORMATS, Pointer, code_types, type_key};
use crate::model::{
    Constraint, Direction, IntegerWidth, TypeDef, TypeKind, TypeRef, Union, Variant,
};

/// Where a schema stands, and what its type is called if it needs a name.
#[derive(Clone)]
pub struct Site {
    pub at: Pointer,
    pub name: String,
    /// The entry that is being read, when the schema is its own.
    pub entry: Option<usize>,
    pub direction: Direction,
}

impl Site {
    /// A part of the schema here.
    pub fn part(&self, keys: &[&str], suffix: &str) -> Self {
        Self {
            at: self.at.descend(keys),
            name: format!("{} {suffix}", self.name),
            entry: None,
            direction: self.direction,
        }
    }
}

impl SchemaReader<'_> {
    /// What values of a schema are.
    pub fn read(&mut self, schema: &Value, site: &Site, diagnostics: &mut Diagnostics) -> TypeRef {
        self.within(site, diagnostics, |reader, diagnostics| {
            reader.read_here(schema, site, diagnostics)
        })
    }

    /// Reads something one level further in, unless that is too much.
    pub fn within(
        &mut self,
        site: &Site,
        diagnostics: &mut Diagnostics,
        read: impl FnOnce(&mut Self, &mut Diagnostics) -> TypeRef,
    ) -> TypeRef {
        // Names grow with each level, and a type keeps several copies.
        let shape = if self.cost.enter(site.name.len(), &site.at, diagnostics) {
            read(self, diagnostics)
        } else {
            TypeRef::of(TypeKind::Any)
        };
        self.cost.leave();
        shape
    }

    fn read_here(&mut self, schema: &Value, site: &Site, diagnostics: &mut Diagnostics) -> TypeRef {
        let schema = match schema {
            Value::Object(schema) => schema,
            Value::Bool(true) => return TypeRef::of(TypeKind::Any),
            _ => {
                diagnostics.add(schema_rows::IMPOSSIBLE_SCHEMA.at(&site.at));
                return TypeRef::of(TypeKind::Any);
            }
        };
        let mut site = site.clone();
        if let Some(origin) = schema.get(ORIGIN).and_then(Value::as_str) {
            site.at = origin.into();
        }
        if let Some(target) = self.whole_reference(schema) {
            // 3.0 lets null beside a reference be said this way only.
            let says_null = schema.get("nullable") == Some(&Value::Bool(true));
            if says_null && !self.old {
                diagnostics.add(schema_rows::NULLABLE_IN_3_1.at(site.at.child("nullable")));
            }
            let nullable = self.old && says_null;
            if let Some(key) = type_key(schema) {
                diagnostics.add(schema_rows::CODE_TYPE_OF_STRUCTURE.at(site.at.child(key)));
            }
            let shape = self.reference(target, &site.at, site.direction, diagnostics);
            return shape.or_null(nullable);
        }
        if let Some(union) = self.family(schema, &site, diagnostics) {
            return union;
        }
        self.read_composed(schema, &site, diagnostics)
    }

    /// As [`Self::read`], of a parent: the values that are of none of the schemas made of it.
    pub(super) fn read_own(
        &mut self,
        schema: &Value,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let nothing = Map::new();
        let schema = schema.as_object().unwrap_or(&nothing);
        self.within(site, diagnostics, |reader, diagnostics| {
            reader.read_composed(schema, site, diagnostics)
        })
    }

    /// A schema with all that it is made of.
    fn read_composed(
        &mut self,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let combined = match is_plain(schema) {
            true => Cow::Borrowed(schema),
            false => Cow::Owned(self.combined(schema, &site.at, &mut Vec::new(), diagnostics)),
        };
        let shape = self.read_combined(&combined, site, diagnostics);
        self.with_code_types(shape, schema, site, diagnostics)
    }

    /// The shape with the types of code that its schema names.
    fn with_code_types(
        &self,
        mut shape: TypeRef,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let types = match code_types(schema, &self.root[FORMATS]) {
            Ok(None) => return shape,
            Ok(Some(types)) => types,
            Err((key, reason)) => {
                let found = schema_rows::CODE_TYPE.at(site.at.child(key));
                diagnostics.add(found.because(format!("`{key}`: {reason}")));
                return shape;
            }
        };
        let plain = match shape.kind {
            TypeKind::Any
            | TypeKind::Boolean
            | TypeKind::Integer(_)
            | TypeKind::Number
            | TypeKind::String
            | TypeKind::Uri
            | TypeKind::Uuid => true,
            TypeKind::Null | TypeKind::Array(_) | TypeKind::Map(_) | TypeKind::Named(_) => false,
        };
        if !plain {
            diagnostics.found.extend(
                type_key(schema)
                    .map(|key| schema_rows::CODE_TYPE_OF_STRUCTURE.at(site.at.child(key))),
            );
            return shape;
        }
        if types.is_checked() {
            if schema.contains_key("default") {
                diagnostics.add(schema_rows::DEFAULT_OF_CODE_TYPE.at(site.at.child("default")));
            }
            let is_format = |constraint: &Constraint| matches!(constraint, Constraint::Format(_));
            if !shape.constraints.iter().all(is_format) {
                diagnostics.add(schema_rows::CONSTRAINTS_OF_CODE_TYPE.at(&site.at));
            }
        }
        shape.code_types = Some(Arc::new(types));
        shape
    }

    /// The target of a `$ref`, alone or as the only part of an `allOf`, with nothing beside that says more.
    fn whole_reference<'s>(&self, schema: &'s Map<String, Value>) -> Option<&'s str> {
        let alone = |schema: &'s Map<String, Value>, part: &str| {
            let silent = |keyword: &String| {
                keyword == part || is_annotation(keyword) || keyword == "nullable"
            };
            schema.keys().all(silent)
        };
        if let Some(target) = schema.get("$ref").and_then(Value::as_str) {
            return (self.old || alone(schema, "$ref")).then_some(target);
        }
        let [Value::Object(only)] = schema.get("allOf")?.as_array()?.as_slice() else {
            return None;
        };
        if !alone(schema, "allOf") {
            return None;
        }
        self.whole_reference(only)
    }

    /// The same for a schema without `$ref` and `allOf`.
    pub fn read_combined(
        &mut self,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        report_unread(schema, &site.at, diagnostics);
        let nullable = schema.get("nullable") == Some(&Value::Bool(true));
        if nullable && !self.old {
            diagnostics.add(schema_rows::NULLABLE_IN_3_1.at(site.at.child("nullable")));
        }
        for keyword in ["oneOf", "anyOf"] {
            if schema.contains_key(keyword) {
                return self
                    .choice(keyword, schema, site, diagnostics)
                    .or_null(nullable);
            }
        }
        if schema.contains_key("enum") {
            if let Some(rules) = schema.get(RULES) {
                let at: Pointer = rules[0][0].as_str().unwrap_or_default().into();
                diagnostics.add(
                    schema_rows::UNCHECKED_KEYWORD
                        .at(at)
                        .because("the values of an `enum` are not checked for other rules"),
                );
            }
            return self
                .enumeration(schema, site, diagnostics)
                .or_null(nullable);
        }
        let mut types = self.types(schema);
        let null = types
            .iter()
            .position(|one| one == "null")
            .map(|at| types.remove(at));
        let shape = match types.as_slice() {
            [] if null.is_some() => return TypeRef::of(TypeKind::Null),
            [] => match implied(schema) {
                Some(kind) => self.of_type(kind, schema, site, diagnostics),
                None => {
                    let mut any = TypeRef::of(TypeKind::Any);
                    any.constraints = self.constraints(schema, diagnostics);
                    return any;
                }
            },
            [one] => self.of_type(one, schema, site, diagnostics),
            several => self.of_types(several, schema, site, diagnostics),
        };
        shape.or_null(nullable || null.is_some())
    }

    /// The types that a schema names.
    pub fn types(&self, schema: &Map<String, Value>) -> Vec<String> {
        match schema.get("type") {
            Some(Value::Array(several)) => several
                .iter()
                .filter_map(Value::as_str)
                .map(str::to_owned)
                .collect(),
            Some(Value::String(one)) => vec![one.clone()],
            _ => Vec::new(),
        }
    }

    fn of_type(
        &mut self,
        kind: &str,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let mut shape = match kind {
            "string" => self.text(schema, &site.at, diagnostics),
            "integer" => integer(schema, &site.at, diagnostics),
            "number" => number(schema, &site.at, diagnostics),
            "boolean" => TypeRef::of(TypeKind::Boolean),
            "array" => self.array(schema, site, diagnostics),
            // Rules are among those of the object.
            "object" => return self.object(schema, site, diagnostics),
            other => {
                diagnostics.add(
                    document::NOT_VALID
                        .at(site.at.child("type"))
                        .because(format!("there is no type `{other}`")),
                );
                TypeRef::of(TypeKind::Any)
            }
        };
        shape
            .constraints
            .extend(self.constraints(schema, diagnostics));
        shape
    }

    /// The rules of a schema, as constraints.
    pub(super) fn constraints(
        &mut self,
        schema: &Map<String, Value>,
        diagnostics: &mut Diagnostics,
    ) -> Vec<Constraint> {
        let rules = self.rules(schema, diagnostics).into_iter();
        rules.map(Constraint::Rule).collect()
    }

    /// Several types: a variant for each. No value is of two of them.
    fn of_types(
        &mut self,
        types: &[String],
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let number = types.iter().any(|one| one == "number");
        let types = types.iter().filter(|one| !(number && *one == "integer"));
        let variants: Vec<_> = types
            .map(|one| Variant {
                name: one.clone(),
                shape: self.of_type(one, schema, &site.part(&[], one), diagnostics),
                tags: Vec::new(),
            })
            .collect();
        self.define(
            TypeDef::Union(Union {
                variants,
                exactly_one: false,
                tag: None,
            }),
            schema,
            site,
            diagnostics,
        )
    }

    fn array(
        &mut self,
        schema: &Map<String, Value>,
        site: &Site,
        diagnostics: &mut Diagnostics,
    ) -> TypeRef {
        let length = count(schema, ["minItems", "maxItems"], &site.at, diagnostics);
        let mut constraints: Vec<_> = length.map(Constraint::Items).into_iter().collect();
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) {
            constraints.push(Constraint::UniqueItems);
        }
        let items = schema.get("items").unwrap_or(&Value::Bool(true));
        let items = self.read(items, &site.part(&["items"], "Item"), diagnostics);
        TypeRef::with(TypeKind::Array(Box::new(items)), constraints)
    }
}

/// The type that a schema without `type` is about, by its keywords.
fn implied(schema: &Map<String, Value>) -> Option<&'static str> {
    let says = |keywords: &[&str]| keywords.iter().any(|keyword| schema.contains_key(*keyword));
    let object = [
        "properties",
        "additionalProperties",
        "required",
        "minProperties",
        "maxProperties",
        PRESENCE,
    ];
    if says(&object) {
        Some("object")
    } else if says(&["items", "minItems", "maxItems", "uniqueItems"]) {
        Some("array")
    } else if says(&["pattern", "minLength", "maxLength"]) {
        Some("string")
    } else if says(&[
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ]) {
        Some("number")
    } else {
        match schema.get("format").and_then(Value::as_str) {
            Some(format) if IntegerWidth::of_format(format).is_some() => Some("integer"),
            Some("float" | "double") => Some("number"),
            Some(_) => Some("string"),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests;
