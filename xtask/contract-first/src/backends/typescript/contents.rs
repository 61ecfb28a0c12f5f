//! The bodies of responses: their types, and what the contract says of them.

use serde::Serialize;

use super::form;
use super::imports::STREAMS;
use super::text::{listed, literal, literal_key, union};
use crate::backend::Fragment;
use crate::backend::client::content::{
    ClientData, ClientForm, ClientItems, ClientMedia, ClientStream,
};
use crate::backend::client::language::Types;
use crate::backend::client::operation::{ClientOperation, ClientOutcome};
use crate::model::StreamFraming;

/// Where a type is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Among the types that go with operations.
    Operations,
    /// In the client, which reaches them by the name of their module.
    Client,
}

/// A type that has a name because it is long.
#[derive(Serialize)]
pub struct ContentAlias<'c> {
    #[serde(skip)]
    pub name: &'c str,
    docs: &'static str,
    lines: Vec<String>,
    /// What it is made of.
    #[serde(skip)]
    pub kinds: Vec<Fragment>,
}

impl Place {
    fn named(self, name: &str) -> Fragment {
        Fragment::plain(match self {
            Self::Operations => name.to_owned(),
            Self::Client => format!("operations.{name}"),
        })
    }
}

impl<'c> ContentAlias<'c> {
    /// Those of an operation.
    pub fn all(operation: &'c ClientOperation) -> Vec<Self> {
        let mut all = Vec::new();
        if let Some(name) = &operation.media_type {
            let choices = operation.choices().into_iter();
            let media = choices.map(|form| Fragment::plain(literal(&form.described.name)));
            let docs = "A media type that a call asks for first.";
            all.push(Self::new(docs, name, media.collect()));
        }
        for outcome in &operation.outcomes {
            for form in outcome.open_forms() {
                all.extend(Self::of_events(form));
            }
            if let Some(name) = &outcome.content_type {
                let forms = outcome.forms.iter();
                let forms = forms.map(|form| form_type(outcome, form, Place::Operations));
                let docs = "A body in one of its forms.";
                all.push(Self::new(docs, name, forms.collect()));
            }
        }
        all
    }

    fn of_events(form: &'c ClientForm) -> Option<Self> {
        let ClientMedia::Stream(ClientStream {
            items: ClientItems::Named { type_name, events },
            ..
        }) = &form.media
        else {
            return None;
        };
        let events = events.iter().map(|event| {
            let wire = literal(event.wire);
            event_of(&wire, &data_type(&event.data))
        });
        let docs = "An event, whose name says what its data is.";
        Some(Self::new(docs, type_name, events.collect()))
    }

    fn new(docs: &'static str, name: &'c str, mut kinds: Vec<Fragment>) -> Self {
        let mut seen = Vec::new();
        kinds.retain(|kind| {
            let is_new = !seen.contains(&kind.text);
            seen.push(kind.text.clone());
            is_new
        });
        let texts: Vec<_> = kinds.iter().map(|kind| kind.text.clone()).collect();
        let lines = union(name, &texts);
        Self {
            name,
            docs,
            lines,
            kinds,
        }
    }
}

fn event_of(name: &str, data: &Fragment) -> Fragment {
    let event = data
        .clone()
        .map(|data| format!("streams.ServerEvent<{name}, {data}>"));
    event.with(STREAMS, "streams")
}

fn data_type(data: &ClientData) -> Fragment {
    match data {
        ClientData::Text => Fragment::plain("string"),
        ClientData::Json(value) => value.kind.clone(),
    }
}

/// The type of the body of a response.
pub fn body_type(outcome: &ClientOutcome, place: Place) -> Option<Fragment> {
    match (&outcome.content_type, outcome.only_form()) {
        (Some(name), _) => Some(place.named(name)),
        (None, form) => form.map(|form| form_type(outcome, form, place)),
    }
}

/// Texts and bytes have types of their own, whatever their schemas say. Of an error, all is read.
fn form_type(outcome: &ClientOutcome, form: &ClientForm, place: Place) -> Fragment {
    match (&form.media, outcome.outcome.success) {
        (ClientMedia::Json(value), _) => value.kind.clone(),
        (ClientMedia::Text, _) | (ClientMedia::Stream(_), false) => Fragment::plain("string"),
        (ClientMedia::Bytes, false) => Fragment::plain("Uint8Array<ArrayBuffer>"),
        (ClientMedia::Bytes, true) => {
            Fragment::plain("streams.ByteStream").with(STREAMS, "streams")
        }
        (ClientMedia::Stream(stream), true) => stream_type(stream, place),
    }
}

fn stream_type(stream: &ClientStream, place: Place) -> Fragment {
    let kind = match (stream.described.framing, &stream.items) {
        (StreamFraming::Events, ClientItems::Alike(data)) => {
            let event = event_of("string", &data_type(data));
            event.map(|event| format!("streams.EventStream<{event}>"))
        }
        (_, ClientItems::Named { type_name, .. }) => {
            let event = place.named(type_name);
            event.map(|event| format!("streams.EventStream<{event}>"))
        }
        (StreamFraming::JsonLines | StreamFraming::JsonSequence, ClientItems::Alike(data)) => {
            data_type(data).map(|item| format!("streams.JsonStream<{item}>"))
        }
    };
    kind.with(STREAMS, "streams")
}

/// What `operation.ts` calls the forms of a body.
pub fn bodies(types: &Types, outcome: &ClientOutcome) -> String {
    let forms = outcome.forms.iter().map(|form| body(types, form));
    format!("[{}]", forms.collect::<Vec<_>>().join(", "))
}

fn body(types: &Types, form: &ClientForm) -> String {
    let mut parts = vec![format!("type: {}", literal(&form.described.essence()))];
    let media = match &form.media {
        ClientMedia::Json(_) => "json",
        ClientMedia::Text => "text",
        ClientMedia::Bytes => "bytes",
        ClientMedia::Stream(stream) => match stream.described.framing {
            StreamFraming::Events => "events",
            StreamFraming::JsonLines => "jsonLines",
            StreamFraming::JsonSequence => "jsonSequence",
        },
    };
    parts.push(format!("media: {}", literal(media)));
    match &form.media {
        ClientMedia::Json(value) => parts.push(format!("form: {}", form::of(types, value.shape))),
        ClientMedia::Text | ClientMedia::Bytes => {}
        ClientMedia::Stream(stream) => parts.extend(stream_parts(types, stream)),
    }
    listed("{", &parts, "}").join("\n")
}

fn stream_parts(types: &Types, stream: &ClientStream) -> Vec<String> {
    let data = |data: &ClientData| match data {
        ClientData::Text => None,
        ClientData::Json(value) => Some(form::of(types, value.shape)),
    };
    let mut parts = Vec::new();
    match &stream.items {
        ClientItems::Alike(item) => parts.extend(data(item).map(|form| format!("form: {form}"))),
        ClientItems::Named { events, .. } => {
            let events = events.iter().map(|event| {
                let form = data(&event.data).unwrap_or_else(|| "null".to_owned());
                format!("{}: {form}", literal_key(event.wire))
            });
            let events = events.collect::<Vec<_>>().join(", ");
            parts.push(format!("events: {{ {events} }}"));
        }
    }
    let end = stream.described.end.as_deref();
    parts.extend(end.map(|end| format!("end: {}", literal(end))));
    parts
}
