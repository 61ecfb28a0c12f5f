use serde_json::{Value, json};

use super::code::{MODELS, modules};
use super::names::literal;
use super::operation::Context;
use crate::document::{OperationNode, Pointer};
use crate::model::{BodyEncoding, Direction, TypeKind, TypeRef};
use crate::read::{Notes, chosen, encodings, resolve};

/// The body that an operation takes.
pub fn body(
    context: &mut Context,
    operation: &Value,
    place: OperationNode,
    id: &str,
) -> Option<Value> {
    let at = place.at().child("requestBody");
    let body = resolve(
        context.root,
        operation.get("requestBody")?,
        &at,
        context.notes,
    )?
    .clone();
    let spoken = spoken(&body, &at, true, context.notes)?;
    let name = format!("{id} request body");
    let media = literal(&spoken.media);
    let shape = spoken.read(context, &name, Direction::Request);
    let rust = match &shape {
        Some(shape) => context.reader.types.rust(shape, MODELS),
        None => "Bytes".to_owned(),
    };
    let required = body.get("required") == Some(&Value::Bool(true));
    let check = shape
        .as_ref()
        .and_then(|shape| context.reader.types.check_body(shape))
        .map(|check| match required {
            true => check,
            false => format!("|value| validation::present(value, {check})"),
        });
    if let Some(check) = &check {
        context.uses.extend(modules(check));
        context.uses.insert("crate::body::self".to_owned());
    }
    let read = match (spoken.kind, &shape) {
        (Spoken::FORM, Some(shape)) => {
            context.uses.insert("crate::forms::self".to_owned());
            let form = spoken.form(context, shape);
            format!("form::<{rust}>(&head.headers, {media}, {form})")
        }
        (Spoken::JSON, _) => format!("json::<{rust}>(&head.headers, {media})"),
        (Spoken::TEXT, _) => format!("text(&head.headers, {media})"),
        _ => format!("bytes(&head.headers, {media})"),
    };
    Some(json!({
        "argument": if required { rust.clone() } else { format!("Option<{rust}>") },
        "type": rust,
        "required": required,
        "kind": spoken.kind,
        "read": read,
        "check": check.map_or(Value::Bool(false), Value::from),
    }))
}

/// The media type that the stub speaks, of those that the document offers.
pub struct Spoken {
    pub media: String,
    /// What the body is to the stub: one of the constants.
    pub kind: &'static str,
    schema: Value,
    /// The media type as it is described, and its place.
    described: Value,
    at: Pointer,
}

impl Spoken {
    pub const JSON: &'static str = "json";
    pub const FORM: &'static str = "form";
    pub const TEXT: &'static str = "text";
    pub const BYTES: &'static str = "bytes";

    /// The shape of such a body; `None` for bytes.
    pub fn read(&self, context: &mut Context, name: &str, direction: Direction) -> Option<TypeRef> {
        if self.kind == Self::BYTES {
            context.uses.insert("axum::body::Bytes".to_owned());
            return None;
        }
        let at = self.at.child("schema");
        let mut shape = context
            .reader
            .read_for(&self.schema, at, name, direction, context.notes);
        if self.kind == Self::TEXT && shape.kind != TypeKind::String {
            if shape.kind != TypeKind::Any {
                context.notes.refuse(
                    &self.at.child("schema"),
                    "a text that is no plain string",
                    "use `type: string`, or offer `application/json`",
                );
            }
            shape = TypeRef::of(TypeKind::String);
        }
        context.uses.extend(context.reader.types.uses(&shape));
        Some(shape)
    }

    /// The table by which a form is read.
    fn form(&self, context: &mut Context, shape: &TypeRef) -> String {
        let (types, notes) = (&context.reader.types, &mut *context.notes);
        let encodings = encodings(types, &self.described, shape, &self.at, notes);
        context.forms.encoded_form(types, shape, &encodings)
    }
}

/// The media type that is spoken; the others are left out. `None` where there is no content at all, or none that is spoken.
pub fn spoken(value: &Value, at: &Pointer, request: bool, notes: &mut Notes) -> Option<Spoken> {
    let content = value.get("content").and_then(Value::as_object)?;
    let at = at.child("content");
    let Some(chosen) = chosen(content, request) else {
        for other in content.keys() {
            notes.refuse(
                &at.child(other),
                format!("the stub does not speak `{other}`"),
                "offer `application/json`, a form, a text or bytes",
            );
        }
        return None;
    };
    for other in content.keys().filter(|key| *key != chosen.key) {
        notes.note(
            &at.child(other),
            format!(
                "`{other}` is left out: server and clients speak `{}` here",
                chosen.name
            ),
            "give it an operation or a status of its own",
        );
    }
    Some(Spoken {
        media: chosen.name.to_owned(),
        kind: match chosen.media {
            BodyEncoding::Json => Spoken::JSON,
            BodyEncoding::Form => Spoken::FORM,
            BodyEncoding::Text => Spoken::TEXT,
            BodyEncoding::Bytes => Spoken::BYTES,
        },
        // Without a schema it is any JSON.
        schema: chosen
            .described
            .get("schema")
            .cloned()
            .unwrap_or(json!(true)),
        described: chosen.described.clone(),
        at: at.child(chosen.key),
    })
}
