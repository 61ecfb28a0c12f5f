//! The body of a response, in one of the forms that it takes.

use super::code::{Place, boxed};
use super::event_enum::{EventEnum, event_enum};
use super::helper::{Code, Helper, ResponseHelper, StreamHelper};
use super::imports::STREAMS;
use super::operation::Context;
use crate::backend::names::literal;
use crate::model::{
    ItemData, ItemStream, ResponseContent, ResponseMedia, StreamFraming, StreamItems, TypeRef,
};

/// A form that the body of a response takes.
pub struct ResponseBody {
    /// Its type.
    pub rust: String,
    render: Code,
    /// Whether `render` is a response, where it may fail to be one otherwise.
    infallible: bool,
    /// The type of its events, where they have names.
    pub events: Option<EventEnum>,
    /// Whether it can be compared and cloned.
    pub is_value: bool,
    pub is_stream: bool,
}

impl ResponseBody {
    /// Of a response with this status, as an expression; `name` is what names of types are made of.
    pub fn of(context: &mut Context, content: &ResponseContent, status: &str, name: &str) -> Self {
        let media = literal(content.sent());
        let written =
            |function: &str| Code::plain(format!("responses::{function}({status}, {media}, body)"));
        let (rust, render) = match &content.media {
            ResponseMedia::Json(shape) => {
                let render = Code::plain(format!("responses::json({status}, {media}, &body)"));
                let render = render.using(Helper::Response(ResponseHelper::Json));
                (typed(context, shape), render)
            }
            ResponseMedia::Text => {
                let render = written("plain").using(Helper::Response(ResponseHelper::Plain));
                (Code::plain("String"), render)
            }
            ResponseMedia::Bytes => {
                let render = written("binary").using(Helper::Response(ResponseHelper::Binary));
                (Code::plain("responses::Binary"), render)
            }
            ResponseMedia::Stream(stream) => {
                return streamed(context, stream, [status, &media], name);
            }
        };
        Self {
            rust: context.needs.take(rust),
            render,
            infallible: matches!(content.media, ResponseMedia::Bytes),
            events: None,
            is_value: !matches!(content.media, ResponseMedia::Bytes),
            is_stream: false,
        }
    }

    /// The expression that makes the response.
    pub fn rendered(self, has_headers: bool) -> Code {
        let mark = if self.infallible { "" } else { "?" };
        self.render
            .map(|response| match (has_headers, self.infallible) {
                (true, _) => format!("headers.write({response}{mark})"),
                (false, true) => format!("Ok({response})"),
                (false, false) => response.to_owned(),
            })
    }
}

/// The type of a value: a large one beside small ones would make them all large.
pub fn typed(context: &Context, shape: &TypeRef) -> Code {
    let rust = context.types.rust(shape, Place::Operations);
    match context.types.is_large(shape) {
        true => boxed(rust),
        false => rust,
    }
}

fn streamed(
    context: &mut Context,
    stream: &ItemStream,
    [status, media]: [&str; 2],
    name: &str,
) -> ResponseBody {
    let events = match &stream.items {
        StreamItems::Named(events) => Some(event_enum(context, events, name)),
        StreamItems::Alike(_) => None,
    };
    let (helper, item) = match (&stream.items, stream.framing) {
        (StreamItems::Named(_), _) => (StreamHelper::NamedEvents, None),
        (StreamItems::Alike(ItemData::Text), _) => {
            (StreamHelper::TextEvents, Some(Code::plain("String")))
        }
        (StreamItems::Alike(ItemData::Json(shape)), framing) => {
            let helper = match framing {
                StreamFraming::Events => StreamHelper::JsonEvents,
                StreamFraming::JsonLines => StreamHelper::JsonLines,
                StreamFraming::JsonSequence => StreamHelper::JsonSequence,
            };
            (helper, Some(context.types.rust(shape, Place::Operations)))
        }
    };
    let item = match (&events, item) {
        (Some(events), _) => events.name.clone(),
        (None, item) => context
            .needs
            .take(item.unwrap_or_else(|| Code::plain("String"))),
    };
    let item = match stream.framing {
        StreamFraming::Events => format!("{STREAMS}::Event<{item}>"),
        StreamFraming::JsonLines | StreamFraming::JsonSequence => item,
    };
    let end = stream.end.as_ref();
    let end = end.map_or("None".to_owned(), |end| format!("Some({})", literal(end)));
    let function = helper.function();
    let render = Code::plain(format!(
        "{STREAMS}::{function}({status}, {media}, body, {end}, {STREAMS}::Streaming::stopping(service))"
    ));
    ResponseBody {
        rust: format!("{STREAMS}::ItemStream<{item}>"),
        render: render.using(Helper::Stream(helper)),
        infallible: true,
        events,
        is_value: false,
        is_stream: true,
    }
}
