//! The named types in the names of one language.

use serde_json::{Value, json};

use super::renderer::{Renderer, shown_name};
use crate::backend::client::language::Position;
use crate::backend::names::NameAllocator;
use crate::model::{AdditionalProperties, Direction, NamedType, Property, TypeDef, Union, reached};
use crate::text::markdown::code;

impl Renderer<'_> {
    /// The named types: those of `components.schemas` in the document's order, then the others.
    pub fn models(&self) -> Vec<Value> {
        let library = self.types.registry;
        let (requests, answers) = (
            reached(library, Direction::Request),
            reached(library, Direction::Response),
        );
        let mut order: Vec<_> = (0..library.types.len())
            .filter(|id| !self.hidden.contains(id))
            .collect();
        order.sort_by_key(|id| (library.types[*id].declaration_index, *id));
        let rendered = order.into_iter().map(|id| {
            let entry = &library.types[id];
            let mut model = self.definition(id, entry);
            model["name"] = self.types.names[id].clone().into();
            model["docs"] = self.docs(&entry.documentation.markdown(), &self.types.names[id], 0);
            model["request"] = requests.contains(&id).into();
            model["answer"] = answers.contains(&id).into();
            model
        });
        rendered.collect()
    }

    fn definition(&self, id: usize, entry: &NamedType) -> Value {
        let mut model =
            json!({ "object": false, "enumeration": false, "union": false, "alias": false });
        match &entry.definition {
            TypeDef::Struct { fields, rest, .. } => {
                model["object"] = self.object(id, fields, rest);
            }
            TypeDef::Enumeration(values) => model["enumeration"] = self.enumeration(values),
            TypeDef::Union(union) => model["union"] = self.union(id, union),
            TypeDef::Alias(shape) => {
                model["alias"] = json!({ "type": self.language.of(&self.types, shape, Some(id)) });
            }
        }
        model
    }

    fn object(&self, id: usize, fields: &[Property], rest: &AdditionalProperties) -> Value {
        let language = self.language;
        let mut names = NameAllocator::default();
        let wires: Vec<_> = fields.iter().map(|field| field.wire.as_str()).collect();
        let convention = language.convention(Position::Property);
        let allocated = names.allocate_all(convention, &wires);
        let fields: Vec<_> = fields
            .iter()
            .zip(allocated)
            .map(|(field, name)| {
                json!({
                    "renamed": name.trim_start_matches("r#") != field.wire,
                    "name": name,
                    "rawWire": field.wire,
                    "wireLiteral": language.text(&field.wire),
                    "type": language.of(&self.types, &field.shape, Some(id)),
                    "required": field.required,
                    "nullable": self.types.registry.accepts_null(&field.shape),
                    "docs": self.docs(&field.documentation.markdown(), shown_name(&field.wire), 4),
                })
            })
            .collect();
        let rest = match rest {
            AdditionalProperties::Captured(shape) => json!({
                "name": names.allocate(convention, "additionalProperties"),
                "type": language.of(&self.types, shape, Some(id)),
            }),
            AdditionalProperties::Ignored | AdditionalProperties::Denied => Value::Bool(false),
        };
        json!({ "fields": fields, "rest": rest })
    }

    fn enumeration(&self, values: &[Value]) -> Value {
        let language = self.language;
        let mut names = NameAllocator::default();
        let convention = language.convention(Position::Value);
        let rendered: Vec<_> = values
            .iter()
            .map(|value| {
                let shown = value
                    .as_str()
                    .map_or_else(|| value.to_string(), str::to_owned);
                let name = match shown.strip_prefix('-') {
                    Some(rest) if rest.starts_with(|c: char| c.is_ascii_digit()) => {
                        names.allocate(convention, &format!("minus {rest}"))
                    }
                    _ => names.allocate(convention, &shown),
                };
                json!({ "name": name, "literal": language.literal(value), "shown": code(&shown), "rawValue": value })
            })
            .collect();
        let texts = values.iter().all(Value::is_string);
        json!({ "texts": texts, "values": rendered })
    }

    fn union(&self, id: usize, union: &Union) -> Value {
        let language = self.language;
        let mut names = NameAllocator::default();
        let convention = language.convention(Position::Value);
        let rendered: Vec<_> = union
            .variants
            .iter()
            .map(|variant| {
                let name = names.allocate(convention, &variant.name);
                let tags = variant.tags.iter().map(|tag| language.text(tag));
                let tags = match &union.tag {
                    None => Value::Bool(false),
                    Some(_) => tags.collect(),
                };
                let kind = language.of(&self.types, &variant.shape, Some(id));
                json!({ "name": name, "type": kind, "tags": tags })
            })
            .collect();
        let tag = union.tag.as_deref().map(|tag| language.text(tag));
        json!({ "variants": rendered, "tag": tag.map_or(Value::Bool(false), Value::from) })
    }
}
