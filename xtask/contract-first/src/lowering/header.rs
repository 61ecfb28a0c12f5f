use serde_json::{Value, json};

use super::code::MODELS;
use super::docs::documentation;
use super::names::{NameAllocator, literal, rust};
use super::operation::Context;
use crate::document::Pointer;
use crate::model::{Direction, TypeDef, TypeKind, TypeRef, TypeRegistry};
use crate::read::{self, is_framing, is_token, resolve};
use crate::text::markdown::code;

/// The struct of a response's headers; `None` when it has none.
pub fn headers(context: &mut Context, response: &Value, at: &Pointer, name: &str) -> Option<Value> {
    let at = at.child("headers");
    let mut fields = Vec::new();
    let mut required = false;
    let headers = response.get("headers")?.as_object()?;
    let wires: Vec<_> = headers.keys().map(String::as_str).collect();
    let names = NameAllocator::default().allocate_all(&rust::VALUE, &wires);
    for ((header, described), field) in headers.iter().zip(names) {
        // The content says it (OpenAPI 3.1, Response Object).
        let at = at.child(header);
        if header.eq_ignore_ascii_case("content-type") {
            context.notes.note(
                &at,
                "a header of this name is ignored (OpenAPI 3.1, Response Object)",
                "say it with the media types of the content",
            );
            continue;
        }
        if is_framing(header) {
            context.notes.note(
                &at,
                "HTTP writes this header by itself: an implementation has no field for it",
                "leave it out",
            );
            continue;
        }
        let described = resolve(context.root, described, &at, context.notes)?.clone();
        if described.get("content").is_some() {
            context.notes.refuse(
                &at.child("content"),
                "a header with a media type of its own",
                "describe it with a `schema`",
            );
            continue;
        }
        let schema = described.get("schema").cloned();
        let schema = schema.unwrap_or(json!({ "type": "string" }));
        let inside = format!("{name} {header}");
        let (library, notes) = (&mut *context.reader, &mut *context.notes);
        let direction = Direction::Response;
        let shape = library.read_for(&schema, at.child("schema"), &inside, direction, notes);
        if !is_token(header) || !library.types.is_header(&shape) {
            notes.refuse(
                &at,
                "a header that is no plain value, nor an array of such",
                "use a string, number, boolean, enum or an array of them",
            );
            continue;
        }
        context.uses.extend(library.types.uses(&shape));
        // The one header whose values cannot stand in one line (RFC 6265, section 3).
        let repeated = header.eq_ignore_ascii_case("set-cookie");
        let needed = described.get("required") == Some(&Value::Bool(true));
        let rust = match library.types.resolve_alias(&shape).kind {
            TypeKind::Array(_) => library.types.rust_plain(&shape, MODELS),
            _ if repeated => format!("Vec<{}>", library.types.rust_plain(&shape, MODELS)),
            _ => library.types.rust_plain(&shape, MODELS),
        };
        required |= needed && !repeated;
        fields.push(json!({
            "name": field,
            "docs": documentation(&read::documentation(&described), &format!("The header {}.", code(header))),
            "type": if needed || repeated { rust } else { format!("Option<{rust}>") },
            "literal": literal(&header.to_ascii_lowercase()),
            "write": if repeated { "headers" } else { "header" },
        }));
    }
    if fields.is_empty() {
        return None;
    }
    context.uses.insert("crate::answer::self".to_owned());
    let derives = if required { "" } else { ", Default" };
    let name = context
        .types
        .allocate(&rust::OPERATION_TYPE, &format!("{name} headers"));
    Some(json!({ "type": name, "fields": fields, "derives": derives }))
}

impl TypeRegistry {
    /// Whether a text says it: a plain value, or several.
    fn is_header(&self, shape: &TypeRef) -> bool {
        let meant = self.resolve_alias(shape);
        match &meant.kind {
            TypeKind::Null | TypeKind::Map(_) => false,
            TypeKind::Array(items) => {
                !matches!(self.resolve_alias(items).kind, TypeKind::Array(_))
                    && self.is_header(items)
            }
            TypeKind::Named(id) => matches!(self.types[*id].definition, TypeDef::Enumeration(_)),
            _ => true,
        }
    }
}
