//! Bodies of parts: `multipart/form-data` (RFC 7578) as the Encoding Object of OpenAPI describes it.

use serde_json::Value;

use super::media_type::{BYTES, JSON, essence, is_json, is_text};
use super::operation::Reader;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::message;
use crate::document::Pointer;
use crate::model::{
    AdditionalProperties, Constraint, Direction, FurtherParts, Multipart, ObjectRule, Part,
    PartContent, Property, TypeDef, TypeKind, TypeRef, TypeRegistry, named,
};

/// The parts of a body; `described` is the media type, `at` its place, `name` what the names of its types are made of.
pub fn multipart(reader: &mut Reader, described: &Value, at: &Pointer, name: &str) -> Multipart {
    let (schemas, diagnostics) = (&mut *reader.schemas, &mut *reader.diagnostics);
    let any = Value::Bool(true);
    let schema = described.get("schema").unwrap_or(&any);
    let schema_at = at.child("schema");
    let shape = schemas.read_multipart(schema, schema_at.clone(), name, diagnostics);
    let types = &schemas.types;
    let mut multipart = Multipart {
        parts: Vec::new(),
        further: FurtherParts::Ignored,
        rules: Vec::new(),
    };
    match object(types, &shape) {
        Object::Parts(fields, rest, rules) => {
            let encodings = described.get("encoding");
            let encodings_at = at.child("encoding");
            for field in fields {
                let encoding = encodings.and_then(|encodings| encodings.get(&field.wire));
                let at = match encoding {
                    Some(_) => encodings_at.child(&field.wire),
                    None => schema_at.clone(),
                };
                let none = Value::Null;
                match part(types, field, encoding.unwrap_or(&none)) {
                    Ok(part) => multipart.parts.push(part),
                    Err(problem) => {
                        diagnostics.add(message::FORM_ENCODING.at(&at).because(problem))
                    }
                }
                note_headers(encoding.unwrap_or(&none), &at, diagnostics);
            }
            multipart.rules = rules.to_vec();
            multipart.further = match rest {
                AdditionalProperties::Ignored => FurtherParts::Ignored,
                AdditionalProperties::Denied => FurtherParts::Denied,
                AdditionalProperties::Captured(values) => {
                    further(types, values, &schema_at, diagnostics)
                }
            };
        }
        Object::Any => multipart.further = FurtherParts::Kept,
        Object::Map(values) => multipart.further = further(types, values, &schema_at, diagnostics),
        Object::Other => diagnostics.add(message::MULTIPART_NOT_AN_OBJECT.at(&schema_at)),
    }
    let mut roots = Vec::new();
    multipart
        .parts
        .iter()
        .for_each(|part| named(&part.shape, &mut roots));
    let roots = roots.into_iter().map(|id| (id, Direction::Request));
    schemas.types.roots.extend(roots);
    multipart
}

/// What the schema of a body is.
enum Object<'t> {
    Parts(&'t [Property], &'t AdditionalProperties, &'t [ObjectRule]),
    Map(&'t TypeRef),
    Any,
    Other,
}

fn object<'t>(types: &'t TypeRegistry, shape: &'t TypeRef) -> Object<'t> {
    match &types.resolve_alias(shape).kind {
        TypeKind::Any => Object::Any,
        TypeKind::Map(values) => Object::Map(values),
        TypeKind::Named(id) => match &types.types[*id].definition {
            TypeDef::Struct {
                fields,
                rest,
                rules,
            } => Object::Parts(fields, rest, rules),
            TypeDef::Enumeration(_) | TypeDef::Union(_) | TypeDef::Alias(_) => Object::Other,
        },
        _ => Object::Other,
    }
}

/// What becomes of further parts whose schema is this: what is asked of them beyond bytes is not checked.
fn further(
    types: &TypeRegistry,
    values: &TypeRef,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> FurtherParts {
    let values = match &types.resolve_alias(values).kind {
        TypeKind::Array(items) => items,
        _ => values,
    };
    if !types.is_file(values) {
        diagnostics.add(message::TYPED_FURTHER_PARTS.at(at.child("additionalProperties")));
    }
    FurtherParts::Kept
}

fn note_headers(encoding: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let headers = encoding.get("headers").and_then(Value::as_object);
    // The media type is said by `contentType` (OpenAPI 3.1, Encoding Object).
    let listed = headers.into_iter().flat_map(|headers| headers.keys());
    for name in listed.filter(|name| !name.eq_ignore_ascii_case("content-type")) {
        diagnostics.add(message::PART_HEADER.at(at.child("headers").child(name)));
    }
}

/// How a property is sent.
fn part(types: &TypeRegistry, field: &Property, encoding: &Value) -> Result<Part, String> {
    let shape = types.without_null(&types.with_usual_types(&field.shape));
    let listed = encoding["contentType"].as_str().unwrap_or_default();
    let media: Vec<_> = listed.split(',').map(str::trim).collect();
    let media: Vec<_> = media
        .into_iter()
        .filter(|media| !media.is_empty())
        .collect();
    let items = match &types.resolve_alias(&shape).kind {
        TypeKind::Array(items) => Some(types.without_null(items)),
        _ => None,
    };
    let item = items.as_ref().unwrap_or(&shape);
    let (content, several) = match media.as_slice() {
        [] if types.is_file(item) => (PartContent::File, items.is_some()),
        [] if types.is_json(item) => (PartContent::Json, items.is_some()),
        [] => (PartContent::Text, items.is_some()),
        // JSON holds a list as it is.
        [json] if is_json(json) && types.binary(item).is_none() => (PartContent::Json, false),
        [text] if is_text(text) && !types.is_json(item) && types.binary(item).is_none() => {
            (PartContent::Text, items.is_some())
        }
        _ if types.is_file(item) || types.is_string(item) => (PartContent::File, items.is_some()),
        _ => return Err(format!("a part as `{listed}`")),
    };
    let first = media.first().filter(|media| !media.contains('*'));
    let first = first.map(|media| (*media).to_owned());
    let media_type = match content {
        PartContent::File => first
            .or_else(|| types.binary(item))
            .or(Some(BYTES.to_owned())),
        PartContent::Json => first.or(Some(JSON.to_owned())),
        PartContent::Text => first,
    };
    let any_text = |shape: &TypeRef| match types.resolve_alias(shape).kind {
        TypeKind::Any => TypeRef::of(TypeKind::String),
        _ => shape.clone(),
    };
    Ok(Part {
        shape: match content {
            PartContent::File => files(&shape, several),
            PartContent::Text if several => TypeRef {
                kind: TypeKind::Array(Box::new(any_text(item))),
                ..types.resolve_alias(&shape).clone()
            },
            PartContent::Text => any_text(&shape),
            PartContent::Json => shape,
        },
        wire: field.wire.clone(),
        code_name: field.code_name.clone(),
        documentation: field.documentation.clone(),
        required: field.required,
        default: field
            .default
            .clone()
            .filter(|_| content != PartContent::File),
        several,
        accepted: match content {
            PartContent::File => media.into_iter().map(essence).collect(),
            PartContent::Text | PartContent::Json => Vec::new(),
        },
        content,
        media_type,
    })
}

/// Of files, what is asked of their number.
fn files(shape: &TypeRef, several: bool) -> TypeRef {
    let bytes = TypeRef::of(TypeKind::String);
    if !several {
        return bytes;
    }
    let counts = shape.constraints.iter();
    let counts = counts.filter(|one| matches!(one, Constraint::Items(_)));
    TypeRef::with(TypeKind::Array(Box::new(bytes)), counts.cloned().collect())
}

impl TypeRegistry {
    /// Whether a value is sent as bytes: it says so, or says nothing at all (OpenAPI 3.1, Encoding Object).
    fn is_file(&self, shape: &TypeRef) -> bool {
        let meant = self.resolve_alias(shape);
        meant.kind == TypeKind::Any
            || meant.binary.is_some()
            || self.alternatives(meant).any(|shape| self.is_file(shape))
    }

    /// Whether a value has no text of its own.
    fn is_json(&self, shape: &TypeRef) -> bool {
        self.is_object(shape) || self.is_list(shape)
    }

    fn is_string(&self, shape: &TypeRef) -> bool {
        self.resolve_alias(shape).kind == TypeKind::String
    }

    /// The media type of bytes.
    fn binary(&self, shape: &TypeRef) -> Option<String> {
        let binary = self.resolve_alias(shape).binary.as_deref();
        binary.map(str::to_owned)
    }

    /// The schemas of a union.
    fn alternatives<'t>(&'t self, shape: &TypeRef) -> impl Iterator<Item = &'t TypeRef> + use<'t> {
        let union = match shape.kind {
            TypeKind::Named(id) => match &self.types[id].definition {
                TypeDef::Union(union) => Some(union),
                _ => None,
            },
            _ => None,
        };
        let variants = union.into_iter().flat_map(|union| &union.variants);
        variants.map(|variant| &variant.shape)
    }
}
