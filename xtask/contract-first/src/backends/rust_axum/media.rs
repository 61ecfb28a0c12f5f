use serde_json::{Value, json};

use super::code::{MODELS, modules};
use super::operation::Context;
use crate::backend::names::literal;
use crate::model::{BodyEncoding, Content, Operation};

/// The body that an operation takes.
pub fn body(context: &mut Context, operation: &Operation) -> Option<Value> {
    let body = operation.body.as_ref()?;
    let content = body.content.as_ref()?;
    let types = context.types;
    let media = literal(&content.name);
    let rust = rust_type(context, content);
    let typed = content.media != BodyEncoding::Bytes;
    let check = typed
        .then(|| types.check_body(&content.shape))
        .flatten()
        .map(|check| match body.required {
            true => check,
            false => format!("|value| validation::present(value, {check})"),
        });
    if let Some(check) = &check {
        context.uses.extend(modules(check));
        context.uses.insert("crate::body::self".to_owned());
    }
    let read = match content.media {
        BodyEncoding::Form => {
            context.uses.insert("crate::forms::self".to_owned());
            let forms = &mut *context.forms;
            let form = forms.encoded_form(types, &content.shape, &content.encodings);
            format!("form::<{rust}>(&head.headers, {media}, {form})")
        }
        BodyEncoding::Json => format!("json::<{rust}>(&head.headers, {media})"),
        BodyEncoding::Text => format!("text(&head.headers, {media})"),
        BodyEncoding::Bytes => format!("bytes(&head.headers, {media})"),
    };
    Some(json!({
        "argument": if body.required { rust.clone() } else { format!("Option<{rust}>") },
        "type": rust,
        "required": body.required,
        "kind": word(content.media),
        "read": read,
        "check": check.map_or(Value::Bool(false), Value::from),
    }))
}

/// The Rust type of a content; what it needs comes into scope.
pub fn rust_type(context: &mut Context, content: &Content) -> String {
    if content.media == BodyEncoding::Bytes {
        context.uses.insert("axum::body::Bytes".to_owned());
        return "Bytes".to_owned();
    }
    context.uses.extend(context.types.uses(&content.shape));
    context.types.rust(&content.shape, MODELS)
}

/// What the templates call an encoding.
pub fn word(media: BodyEncoding) -> &'static str {
    match media {
        BodyEncoding::Json => "json",
        BodyEncoding::Form => "form",
        BodyEncoding::Text => "text",
        BodyEncoding::Bytes => "bytes",
    }
}
