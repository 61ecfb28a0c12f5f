use serde::Serialize;

use super::code::Place;
use super::helper::{Helper, ResponseHelper};
use super::operation::Context;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{Header, TypeKind};
use crate::text::markdown::code;

/// The struct of a response's headers.
#[derive(Serialize)]
pub struct ResponseHeaders {
    #[serde(rename = "type")]
    pub name: String,
    fields: Vec<HeaderField>,
    /// What it derives beside the usual.
    derives: &'static str,
}

#[derive(Serialize)]
struct HeaderField {
    name: String,
    docs: Vec<String>,
    #[serde(rename = "type")]
    rust: String,
    /// The header's name in lower case.
    literal: String,
    /// The function that adds it to a response.
    write: &'static str,
}

/// The struct of a response's headers; `None` when it has none.
pub fn headers(context: &mut Context, headers: &[Header], name: &str) -> Option<ResponseHeaders> {
    if headers.is_empty() {
        return None;
    }
    let wires: Vec<_> = headers.iter().map(|header| header.name.as_str()).collect();
    let names = NameAllocator::default().allocate_all(&rust::VALUE, &wires);
    let fields = headers.iter().zip(names);
    let fields = fields.map(|(header, name)| field(context, header, name));
    let fields = fields.collect();
    let required = headers
        .iter()
        .any(|header| header.required && !is_repeated(header));
    Some(ResponseHeaders {
        name: context
            .operation_types
            .allocate(&rust::OPERATION_TYPE, &format!("{name} headers")),
        fields,
        derives: if required { "" } else { ", Default" },
    })
}

fn field(context: &mut Context, header: &Header, name: String) -> HeaderField {
    let (types, shape) = (context.types, &header.shape);
    let plain = types.rust_plain(shape, Place::Operations);
    let plain = context.needs.take(plain);
    let is_list = matches!(types.resolve_alias(shape).kind, TypeKind::Array(_));
    let repeated = is_repeated(header);
    let (helper, write) = match repeated {
        true => (ResponseHelper::Headers, "headers"),
        false => (ResponseHelper::Header, "header"),
    };
    context.needs.helper(Helper::Response(helper));
    HeaderField {
        name,
        docs: documentation(
            &header.documentation,
            &format!("The header {}.", code(&header.name)),
        ),
        rust: match (repeated, header.required) {
            (true, _) if is_list => plain,
            (true, _) => format!("Vec<{plain}>"),
            (false, true) => plain,
            (false, false) => format!("Option<{plain}>"),
        },
        literal: literal(&header.name.to_ascii_lowercase()),
        write,
    }
}

/// Whether it is the one header whose values cannot stand in one line (RFC 6265, section 3).
fn is_repeated(header: &Header) -> bool {
    header.name.eq_ignore_ascii_case("set-cookie")
}
