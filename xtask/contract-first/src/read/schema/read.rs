use serde_json::{Map, Value, json};

use super::bound::count;
use super::combine::{ORIGIN, PRESENCE};
use super::keyword::{is_annotation, refuse_unknown};
use super::number::{integer, number};
use super::reader::SchemaReader;
use crate::document::Pointer;
use crate::model::{
    Constraint, Direction, IntegerWidth, TypeDef, TypeKind, TypeRef, Union, Variant,
};
use crate::read::notes::Notes;

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
    pub fn read(&mut self, schema: &Value, site: &Site, notes: &mut Notes) -> TypeRef {
        self.within(site, notes, |reader, notes| {
            reader.read_here(schema, site, notes)
        })
    }

    /// Reads something one level further in, unless that is too much.
    pub fn within(
        &mut self,
        site: &Site,
        notes: &mut Notes,
        read: impl FnOnce(&mut Self, &mut Notes) -> TypeRef,
    ) -> TypeRef {
        // Names grow with each level, and a type keeps several copies.
        let shape = if self.cost.enter(site.name.len(), &site.at, notes) {
            read(self, notes)
        } else {
            TypeRef::of(TypeKind::Any)
        };
        self.cost.leave();
        shape
    }

    fn read_here(&mut self, schema: &Value, site: &Site, notes: &mut Notes) -> TypeRef {
        let schema = match schema {
            Value::Object(schema) => schema,
            Value::Bool(true) => return TypeRef::of(TypeKind::Any),
            _ => {
                notes.refuse(&site.at, "a schema that no value fits", "leave it out");
                return TypeRef::of(TypeKind::Any);
            }
        };
        let mut site = site.clone();
        if let Some(origin) = schema.get(ORIGIN).and_then(Value::as_str) {
            site.at = origin.into();
        }
        if let Some(target) = self.whole_reference(schema) {
            // 3.0 lets null beside a reference be said this way only.
            let nullable = self.old && schema.get("nullable") == Some(&Value::Bool(true));
            let shape = self.reference(target, &site.at, site.direction, notes);
            return shape.or_null(nullable);
        }
        self.refuse_parent(schema, &site.at, notes);
        let combined = self.combined(schema, &site.at, &mut Vec::new(), notes);
        self.read_combined(&combined, &site, notes)
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
        notes: &mut Notes,
    ) -> TypeRef {
        refuse_unknown(schema, &site.at, notes);
        let nullable = schema.get("nullable") == Some(&Value::Bool(true));
        if nullable && !self.old {
            notes.refuse(
                &site.at.child("nullable"),
                "`nullable` says nothing since OpenAPI 3.1",
                "add \"null\" to the types: `type: [..., \"null\"]`",
            );
        }
        for keyword in ["oneOf", "anyOf"] {
            if schema.contains_key(keyword) {
                return self.choice(keyword, schema, site, notes).or_null(nullable);
            }
        }
        if schema.contains_key("enum") {
            return self.enumeration(schema, site, notes).or_null(nullable);
        }
        let mut types = self.types(schema);
        let null = types
            .iter()
            .position(|one| one == "null")
            .map(|at| types.remove(at));
        let shape = match types.as_slice() {
            [] if null.is_some() => return TypeRef::of(TypeKind::Null),
            [] => match implied(schema) {
                Some(kind) => self.of_type(kind, schema, site, notes),
                None => return TypeRef::of(TypeKind::Any),
            },
            [one] => self.of_type(one, schema, site, notes),
            several => self.of_types(several, schema, site, notes),
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
        notes: &mut Notes,
    ) -> TypeRef {
        match kind {
            "string" => self.text(schema, &site.at, notes),
            "integer" => integer(schema, &site.at, notes),
            "number" => number(schema, &site.at, notes),
            "boolean" => TypeRef::of(TypeKind::Boolean),
            "array" => self.array(schema, site, notes),
            "object" => self.object(schema, site, notes),
            other => {
                notes.refuse(
                    &site.at.child("type"),
                    format!("there is no type `{other}`"),
                    "use string, integer, number, boolean, array, object or null",
                );
                TypeRef::of(TypeKind::Any)
            }
        }
    }

    /// Several types: a variant for each. No value is of two of them.
    fn of_types(
        &mut self,
        types: &[String],
        schema: &Map<String, Value>,
        site: &Site,
        notes: &mut Notes,
    ) -> TypeRef {
        let number = types.iter().any(|one| one == "number");
        let types = types.iter().filter(|one| !(number && *one == "integer"));
        let variants: Vec<_> = types
            .map(|one| Variant {
                name: one.clone(),
                shape: self.of_type(one, schema, &site.part(&[], one), notes),
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
            notes,
        )
    }

    fn array(&mut self, schema: &Map<String, Value>, site: &Site, notes: &mut Notes) -> TypeRef {
        let length = count(schema, ["minItems", "maxItems"], &site.at, notes);
        let mut constraints: Vec<_> = length.map(Constraint::Items).into_iter().collect();
        if schema.get("uniqueItems") == Some(&Value::Bool(true)) {
            constraints.push(Constraint::UniqueItems);
        }
        let items = schema.get("items").cloned().unwrap_or(json!(true));
        let items = self.read(&items, &site.part(&["items"], "Item"), notes);
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
