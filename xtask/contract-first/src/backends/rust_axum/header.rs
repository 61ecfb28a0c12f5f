use serde_json::{Value, json};

use super::code::MODELS;
use super::operation::Context;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{Header, TypeKind};
use crate::text::markdown::code;

/// The struct of a response's headers; `None` when it has none.
pub fn headers(context: &mut Context, headers: &[Header], name: &str) -> Option<Value> {
    let mut fields = Vec::new();
    let mut required = false;
    let wires: Vec<_> = headers.iter().map(|header| header.name.as_str()).collect();
    let names = NameAllocator::default().allocate_all(&rust::VALUE, &wires);
    for (header, field) in headers.iter().zip(names) {
        let (types, shape) = (context.types, &header.shape);
        context.uses.extend(types.uses(shape));
        // The one header whose values cannot stand in one line (RFC 6265, section 3).
        let repeated = header.name.eq_ignore_ascii_case("set-cookie");
        let plain = types.rust_plain(shape, MODELS);
        let rust = match types.resolve_alias(shape).kind {
            TypeKind::Array(_) => plain,
            _ if repeated => format!("Vec<{plain}>"),
            _ => plain,
        };
        required |= header.required && !repeated;
        fields.push(json!({
            "name": field,
            "docs": documentation(&header.documentation, &format!("The header {}.", code(&header.name))),
            "type": if header.required || repeated { rust } else { format!("Option<{rust}>") },
            "literal": literal(&header.name.to_ascii_lowercase()),
            "write": if repeated { "headers" } else { "header" },
        }));
    }
    if fields.is_empty() {
        return None;
    }
    context.uses.insert("crate::answer::self".to_owned());
    let derives = if required { "" } else { ", Default" };
    let name = context
        .operation_types
        .allocate(&rust::OPERATION_TYPE, &format!("{name} headers"));
    Some(json!({ "type": name, "fields": fields, "derives": derives }))
}
