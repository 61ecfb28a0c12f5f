use serde_json::{Map, Value, json};

use super::code::modules;
use super::names::literal;
use super::notes::Notes;
use super::operation::{Context, Place};
use super::reference::resolve;
use super::schema::Direction;
use crate::lint::Pointer;

/// The body that an operation takes.
pub fn body(context: &mut Context, operation: &Value, place: &Place, id: &str) -> Option<Value> {
    let at = place.at.child("requestBody");
    let body = resolve(
        context.root,
        operation.get("requestBody")?,
        &at,
        context.notes,
    )?
    .clone();
    let spoken = spoken(&body, &at, context.notes)?;
    let name = format!("{id} request body");
    let shape = context.library.read_for(
        &spoken.schema,
        spoken.at,
        &name,
        Direction::Request,
        context.notes,
    );
    context.uses.extend(context.library.uses(&shape));
    let required = body.get("required") == Some(&Value::Bool(true));
    let rust = context.library.rust(&shape);
    let check = context
        .library
        .check_body(&shape)
        .map(|check| match required {
            true => check,
            false => format!("|value| validation::present(value, {check})"),
        });
    if let Some(check) = &check {
        context.uses.extend(modules(check));
        context.uses.insert("crate::json::self".to_owned());
    }
    Some(json!({
        "type": rust,
        "argument": if required { rust.clone() } else { format!("Option<{rust}>") },
        "required": required,
        "media": literal(&spoken.media),
        "check": check.map_or(Value::Bool(false), Value::from),
    }))
}

/// The media type that the stub speaks, of those that the document offers.
pub struct Spoken {
    pub media: String,
    pub schema: Value,
    pub at: Pointer,
}

/// JSON, in the document's first spelling of it; `None` where there is no content at all, or none that the stub speaks.
pub fn spoken(value: &Value, at: &Pointer, notes: &mut Notes) -> Option<Spoken> {
    let content = value.get("content").and_then(Value::as_object)?;
    let at = at.child("content");
    let Some((media, described)) = json_of(content) else {
        for other in content.keys() {
            notes.refuse(
                &at.child(other),
                format!("the stub does not speak `{other}`"),
                "offer `application/json`",
            );
        }
        return None;
    };
    // Where any type will do, it is JSON.
    let wild = media.contains('*');
    Some(Spoken {
        media: if wild {
            "application/json".to_owned()
        } else {
            media.to_owned()
        },
        // Without a schema it is any JSON.
        schema: described.get("schema").cloned().unwrap_or(json!(true)),
        at: at.child(media).child("schema"),
    })
}

fn json_of(content: &Map<String, Value>) -> Option<(&String, &Value)> {
    let is_json = |media: &str| {
        let essence = media
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
        essence == "application/json" || essence.ends_with("+json") || essence == "text/json"
    };
    let plain = content.get_key_value("application/json");
    let wild = || {
        ["application/*", "*/*"]
            .into_iter()
            .find_map(|media| content.get_key_value(media))
    };
    let spelled = plain.or_else(|| {
        content
            .iter()
            .find(|(media, _)| is_json(media) && media.is_ascii())
    });
    spelled.or_else(wild)
}
