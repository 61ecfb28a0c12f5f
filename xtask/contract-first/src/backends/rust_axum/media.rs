use serde::Serialize;

use super::code::{Place, RustTypes};
use super::helper::{Code, Helper, if_present};
use super::imports;
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
}

/// The body that an operation takes.
pub fn body(context: &mut Context, operation: &Operation) -> Option<RequestBody> {
    let body = operation.body.as_ref()?;
    let content = body.content.as_ref()?;
    let types = context.types;
    let media = literal(&content.name);
    let rust = context.needs.take(rust_type(context.types, content));
    context.needs.helper(Helper::Body(content.media));
    let check = match content.media {
        BodyEncoding::Bytes => None,
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
    })
}

/// The Rust type of a content.
fn rust_type(types: &RustTypes, content: &Content) -> Code {
    match content.media {
        BodyEncoding::Bytes => Code::plain("Bytes").importing(imports::BYTES),
        BodyEncoding::Json | BodyEncoding::Form | BodyEncoding::Text => {
            types.rust(&content.shape, Place::Operations)
        }
    }
}
