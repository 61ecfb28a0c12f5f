use std::collections::{BTreeSet, HashSet};

use serde_json::{Value, json};

use super::check::modules;
use super::constant::{shown, variants};
use super::types::RustTypes;
use crate::backend::Recursion;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{
    AdditionalProperties, Direction, NamedType, ObjectRule, Property, TypeDef, TypeKind,
    TypeOrigin, TypeRef, Union, reached,
};
use crate::text::markdown::code;

/// The `x-rust` entries of all named types, for after the operations: those tell which way each type goes.
pub struct Models<'l> {
    library: &'l RustTypes<'l>,
    recursion: Recursion,
    requests: HashSet<usize>,
    answers: HashSet<usize>,
    /// The types that parameters are made of.
    parameters: &'l HashSet<usize>,
    /// What the models need in scope.
    pub uses: BTreeSet<String>,
}

impl<'l> Models<'l> {
    pub fn of(library: &'l RustTypes<'l>, parameters: &'l HashSet<usize>) -> Self {
        Self {
            library,
            parameters,
            recursion: Recursion::of(library),
            requests: reached(library, Direction::Request),
            answers: reached(library, Direction::Response)
                .into_iter()
                .chain(library.reached_from(library.header_roots.clone()))
                .collect(),
            uses: BTreeSet::new(),
        }
    }

    /// All of them: those of `components.schemas` in the document's order, then the others.
    pub fn rendered(&mut self) -> Vec<Value> {
        let library = self.library;
        let mut order: Vec<_> = (0..library.types.len()).collect();
        order.sort_by_key(|id| (library.types[*id].declaration_index, *id));
        let models = order
            .into_iter()
            .map(|id| self.model(id, &library.types[id]))
            .collect();
        self.uses.remove("crate::models::self");
        models
    }

    fn model(&mut self, id: usize, entry: &NamedType) -> Value {
        let (request, response) = (self.requests.contains(&id), self.answers.contains(&id));
        let docs = documentation(&entry.documentation, &stand_in(entry));
        let plain = match &entry.definition {
            TypeDef::Alias(shape) => {
                self.uses.extend(self.library.uses(shape));
                let rust = self.library.rust(shape, "");
                return json!({ "alias": { "name": self.library.names[id], "docs": docs, "type": rust } });
            }
            TypeDef::Enumeration(_) => "Copy Eq Hash",
            _ => "",
        };
        if request && !matches!(entry.definition, TypeDef::Struct { .. }) {
            self.uses.insert("crate::validation::self".to_owned());
        }
        let mut derives = vec!["Clone", "Debug", "PartialEq"];
        derives.extend(plain.split_whitespace());
        let mut model = json!({ "name": self.library.names[id], "docs": docs, "request": request, "response": response });
        match &entry.definition {
            TypeDef::Struct {
                fields,
                rest,
                rules,
            } => {
                derives.extend(request.then_some("Deserialize"));
                derives.extend(response.then_some("Serialize"));
                derives.extend(request.then_some("Validate"));
                self.derived(&derives);
                self.structure(id, entry, (fields, rest, rules), &mut model);
            }
            TypeDef::Enumeration(values) => {
                // Deserialize is written out: the derived one takes an object with one key for a name.
                let texts = values.iter().all(Value::is_string);
                derives.extend((response && texts).then_some("Serialize"));
                self.derived(&derives);
                let listed: Vec<_> = values
                    .iter()
                    .map(|value| format!("`{}`", shown(value)))
                    .collect();
                let expected = format!("must be one of {}", listed.join(", "));
                model["expected"] = literal(&expected).into();
                model["variants"] = variants(values);
                model["derives"] = derives.join(", ").into();
                model["parameter"] = self.parameters.contains(&id).into();
                return if texts {
                    json!({ "enumeration": model })
                } else {
                    json!({ "constants": model })
                };
            }
            TypeDef::Union(union) => {
                derives.extend(response.then_some("Serialize"));
                self.derived(&derives);
                self.union(id, union, request, &mut model);
                model["derives"] = derives.join(", ").into();
                return json!({ "union": model });
            }
            TypeDef::Alias(_) => {}
        }
        model["derives"] = derives.join(", ").into();
        json!({ "object": model })
    }

    /// Brings the macros of serde and validator into scope that a type derives.
    fn derived(&mut self, derives: &[&str]) {
        let macros = derives
            .iter()
            .filter(|name| name.ends_with("serialize") || name.ends_with("Serialize"));
        self.uses
            .extend(macros.map(|name| format!("serde::{name}")));
        if derives.contains(&"Validate") {
            self.uses.insert("validator::Validate".to_owned());
        }
    }

    fn structure(
        &mut self,
        id: usize,
        entry: &NamedType,
        (fields, rest, rules): (&[Property], &AdditionalProperties, &[ObjectRule]),
        model: &mut Value,
    ) {
        let (request, response) = (self.requests.contains(&id), self.answers.contains(&id));
        let mut scope = NameAllocator::default();
        let wires: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
        let names = scope.allocate_all(&rust::VALUE, &wires);
        let kept = match rest {
            AdditionalProperties::Captured(shape) => {
                Some((scope.allocate(&rust::VALUE, "additional_properties"), shape))
            }
            _ => None,
        };
        let mut serde = Vec::new();
        if request {
            self.uses.insert("crate::json::self".to_owned());
            serde.extend(["remote = \"Self\"", "expecting = \"an object\""]);
            serde.extend(
                matches!(rest, AdditionalProperties::Denied).then_some("deny_unknown_fields"),
            );
        }
        let rendered: Vec<_> = fields
            .iter()
            .zip(&names)
            .map(|(field, name)| {
                let default = self.library.stand_in(field, rules).filter(|_| request);
                self.field(id, field, name, default, (request, response))
            })
            .collect();
        model["serde"] = one(serde.into_iter().map(str::to_owned).collect());
        model["defaults"] = rendered
            .iter()
            .any(|field| field["default"] != false)
            .into();
        model["fields"] = rendered.into();
        model["kept"] = kept.as_ref().map_or(Value::Bool(false), |(name, shape)| {
            let map = TypeRef::of(TypeKind::Map(Box::new((*shape).clone())));
            self.uses.extend(self.library.uses(&map));
            let mut serde = vec!["flatten".to_owned()];
            serde.extend(
                (request && shape.kind != TypeKind::Any)
                    .then(|| "deserialize_with = \"json::rest\"".to_owned()),
            );
            json!({ "name": name, "type": self.library.rust(&map, ""), "serde": one(serde) })
        });
        let rest_name = kept.as_ref().map(|(name, _)| name.as_str());
        if request && self.library.is_checked(id) {
            let checks = self
                .library
                .field_checks(&entry.definition, &names, rest_name);
            self.uses.extend(modules(&checks.join(";")));
            self.uses.insert("validator::ValidationError".to_owned());
            model["checks"] = json!({ "each": checks });
        } else {
            model["checks"] = false.into();
        }
    }

    fn field(
        &mut self,
        id: usize,
        field: &Property,
        name: &str,
        default: Option<String>,
        (request, response): (bool, bool),
    ) -> Value {
        let library = self.library;
        self.uses.extend(library.uses(&field.shape));
        let mut serde = Vec::new();
        if name.trim_start_matches("r#") != field.wire {
            serde.push(format!("rename = {}", literal(&field.wire)));
        }
        let constructor = format!("default_{}", name.trim_start_matches("r#"));
        if default.is_some() {
            serde.push(format!(
                "default = \"{}::{constructor}\"",
                library.names[id]
            ));
        } else if request && !field.required {
            serde.extend([
                "default".to_owned(),
                "deserialize_with = \"json::present\"".to_owned(),
            ]);
        } else if request && library.accepts_null(&field.shape) {
            serde.push("deserialize_with = \"json::nullable\"".to_owned());
        }
        let optional = !field.required && default.is_none();
        if response && optional {
            serde.push("skip_serializing_if = \"Option::is_none\"".to_owned());
        }
        let rust = self.held(id, &field.shape);
        json!({
            "name": name,
            "docs": documentation(&field.documentation, &format!("The document's {}.", code(&field.wire))),
            "default": default.map_or(Value::Bool(false), |value| json!({ "constructor": constructor, "value": value, "type": rust })),
            "type": if optional { format!("Option<{rust}>") } else { rust },
            "serde": one(serde),
        })
    }

    fn union(&mut self, id: usize, union: &Union, request: bool, model: &mut Value) {
        let library = self.library;
        let mut known = HashSet::new();
        let mut variants = Vec::new();
        let mut names = NameAllocator::default();
        for variant in &union.variants {
            self.uses.extend(library.uses(&variant.shape));
            let mut rust = self.held(id, &variant.shape);
            if library.is_large(&variant.shape) && !rust.starts_with("Box<") {
                rust = format!("Box<{rust}>");
            }
            let check = library
                .check(&variant.shape)
                .unwrap_or_else(|| "|_| Ok(())".to_owned());
            // A tag that two variants claim is the first one's.
            let tags: Vec<_> = variant
                .tags
                .iter()
                .filter(|tag| known.insert(*tag))
                .map(|tag| literal(tag))
                .collect();
            if request {
                self.uses.extend(modules(&check));
            }
            variants.push(json!({
                "name": names.allocate(&rust::VARIANT, &variant.name),
                "docs": library.words(&variant.shape),
                "type": rust,
                "check": if request { Value::from(check) } else { Value::Null },
                "tags": if tags.is_empty() { Value::Bool(false) } else { tags.join(" | ").into() },
            }));
        }
        if request {
            self.uses.insert("crate::alternatives::self".to_owned());
        }
        let words: Vec<_> = union
            .variants
            .iter()
            .map(|variant| library.words(&variant.shape))
            .collect();
        let how = if union.exactly_one {
            "exactly one"
        } else {
            "one"
        };
        let tags: Vec<_> = union
            .variants
            .iter()
            .flat_map(|one| &one.tags)
            .map(|tag| format!("`{tag}`"))
            .collect();
        model["variants"] = variants.into();
        model["expected"] = literal(&format!("must be {how} of: {}", words.join(", "))).into();
        model["tagged"] = union.tag.as_ref().map_or(Value::Bool(false), |tag| {
            json!({ "property": literal(tag), "expected": literal(&format!("must be one of {}", tags.join(", "))) })
        });
        model["exact"] = (union.tag.is_none() && union.exactly_one).into();
        model["first"] = (union.tag.is_none() && !union.exactly_one).into();
    }

    /// The type of a value inside of an entry's own.
    fn held(&self, holder: usize, shape: &TypeRef) -> String {
        let library = self.library;
        let plain = library.rust_plain(shape, "");
        let plain = match shape.kind {
            TypeKind::Named(id) if self.recursion.boxed(holder, id) => format!("Box<{plain}>"),
            _ => plain,
        };
        if library.is_nullable(shape) {
            format!("Option<{plain}>")
        } else {
            plain
        }
    }
}

impl RustTypes<'_> {
    /// What a value is, for people.
    pub fn words(&self, shape: &TypeRef) -> String {
        match &shape.kind {
            TypeKind::Any => "anything".to_owned(),
            TypeKind::Null => "null".to_owned(),
            TypeKind::Boolean => "a boolean".to_owned(),
            TypeKind::Integer(_) => "an integer".to_owned(),
            TypeKind::Number => "a number".to_owned(),
            TypeKind::String => "a string".to_owned(),
            TypeKind::Uri => "a URI".to_owned(),
            TypeKind::Uuid => "a UUID".to_owned(),
            TypeKind::Array(_) => "an array".to_owned(),
            TypeKind::Map(_) => "an object".to_owned(),
            TypeKind::Named(id) => format!("`{}`", self.names[*id]),
        }
    }
}

/// What is said of a type that says nothing of itself.
fn stand_in(named: &NamedType) -> String {
    match &named.origin {
        TypeOrigin::Component(name) => format!("The document's {}.", code(name)),
        TypeOrigin::Reference => format!("The document's {}.", code(named.at.as_str())),
        TypeOrigin::Inline => format!("What stands at {}.", code(named.at.as_str())),
    }
}

/// Attributes as a list of none or one, for a section of a template.
fn one(parts: Vec<String>) -> Value {
    if parts.is_empty() {
        json!([])
    } else {
        json!([parts.join(", ")])
    }
}
