use serde::Serialize;

use super::code::{Place, RustTypes, validate};
use super::helper::{Code, Helper, if_present};
use super::imports;
use super::multipart::{self, PartsStruct, parts_struct};
use super::operation::Context;
use crate::backend::OrFalse;
use crate::backend::names::literal;
use crate::model::{BodyEncoding, Content, Operation};

/// The body that an operation takes.
#[derive(Serialize)]
pub struct RequestBody {
    /// The type of the method's argument.
    argument: String,
    #[serde(rename = "type")]
    rust: String,
    required: bool,
    /// The call that reads it.
    read: String,
    check: OrFalse<String>,
    /// The struct that it is, where it has parts.
    parts: OrFalse<PartsStruct>,
}

/// The body that an operation takes.
pub fn body(context: &mut Context, operation: &Operation) -> Option<RequestBody> {
    let body = operation.body.as_ref()?;
    let content = body.content.as_ref()?;
    let types = context.types;
    let media = literal(&content.name);
    let parts = content.multipart.as_ref();
    let parts = parts.map(|multipart| (parts_struct(context, operation, multipart), multipart));
    let rust = match &parts {
        Some((parts, _)) => parts.name.clone(),
        None => context.needs.take(rust_type(context.types, content)),
    };
    context.needs.helper(Helper::Body(content.media));
    let check = match content.media {
        BodyEncoding::Bytes => None,
        BodyEncoding::Multipart => Some(validate().map(|check| format!("|value| {check}"))),
        BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Text => {
            types.check_body(&content.shape)
        }
    };
    let check = check.map(|check| match body.required {
        true => check,
        false => if_present(check),
    });
    let check = check.map(|check| context.needs.take(check.using(Helper::ValidBody)));
    let read = match content.media {
        BodyEncoding::Form => {
            let form = context
                .forms
                .encoded_form(types, &content.shape, &content.encodings);
            form.map(|form| format!("form::<{rust}>(&head.headers, {media}, {form})"))
        }
        BodyEncoding::Multipart => match &parts {
            Some((_, multipart)) => multipart::read(multipart, &rust, &media),
            None => Code::plain(String::new()),
        },
        BodyEncoding::Json => Code::plain(format!("json::<{rust}>(&head.headers, {media})")),
        BodyEncoding::Text => Code::plain(format!("text(&head.headers, {media})")),
        BodyEncoding::Bytes => Code::plain(format!("bytes(&head.headers, {media})")),
    };
    Some(RequestBody {
        argument: match body.required {
            true => rust.clone(),
            false => format!("Option<{rust}>"),
        },
        rust,
        required: body.required,
        read: context.needs.take(read),
        check: OrFalse(check),
        parts: OrFalse(parts.map(|(parts, _)| parts)),
    })
}

/// The Rust type of a content.
pub fn rust_type(types: &RustTypes, content: &Content) -> Code {
    match content.media {
        BodyEncoding::Bytes => Code::plain("Bytes").importing(imports::BYTES),
        BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Multipart | BodyEncoding::Text => {
            types.rust(&content.shape, Place::Operations)
        }
    }
}
