use serde::Serialize;

use super::operation::Context;
use super::response_body::typed;
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::names as rust;
use crate::model::{ItemData, NamedEvent};
use crate::text::markdown::code;

/// The events of a stream by their names, as an enum.
#[derive(Serialize)]
pub struct EventEnum {
    pub name: String,
    variants: Vec<EventVariant>,
}

/// An event.
#[derive(Serialize)]
struct EventVariant {
    docs: String,
    name: String,
    #[serde(rename = "type")]
    rust: String,
    literal: String,
    /// Its data as it is sent, as an expression.
    data: &'static str,
}

/// The enum of some events; `name` is what its own name is made of.
pub fn event_enum(context: &mut Context, events: &[NamedEvent], name: &str) -> EventEnum {
    let texts: Vec<_> = events.iter().map(|event| event.name.as_str()).collect();
    let names = NameAllocator::default().allocate_all(&rust::VARIANT, &texts);
    let variants = events.iter().zip(names).map(|(event, name)| {
        let (rust, data) = match &event.data {
            ItemData::Text => ("String".to_owned(), "data.as_str().into()"),
            ItemData::Json(shape) => {
                let rust = typed(context, shape);
                (
                    context.needs.take(rust),
                    "serde_json::to_string(data)?.into()",
                )
            }
        };
        EventVariant {
            docs: format!("The event {}.", code(&event.name)),
            name,
            rust,
            literal: literal(&event.name),
            data,
        }
    });
    let variants = variants.collect();
    EventEnum {
        name: context
            .operation_types
            .allocate(&rust::OPERATION_TYPE, &format!("{name} event")),
        variants,
    }
}
