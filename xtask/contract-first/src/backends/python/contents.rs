//! The bodies of responses: their types, and what reads them.

use serde::Serialize;

use super::annotation::Annotation;
use super::imports::Module;
use super::language::Python;
use crate::backend::Fragment;
use crate::backend::client::content::{
    ClientData, ClientForm, ClientItems, ClientMedia, ClientStream,
};
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::operation::{ClientOperation, ClientOutcome};
use crate::model::{StreamFraming, TypeRef};

/// Longest line, in characters.
const WIDTH: usize = 120;

/// A type that has a name because it is long.
#[derive(Serialize)]
pub struct ContentAlias<'c> {
    name: &'c str,
    docs: &'static str,
    kind: Fragment,
}

impl<'c> ContentAlias<'c> {
    /// Those of an operation.
    pub fn all(types: &Types, operation: &'c ClientOperation) -> Vec<Self> {
        let media = operation.media_type.as_deref().map(|name| {
            let choices = operation.choices().into_iter();
            let choices = choices.map(|form| Fragment::plain(Python.text(&form.described.name)));
            Self {
                name,
                docs: "A media type that a call asks for first.",
                kind: listed("Literal", choices.collect(), name).with("typing", "Literal"),
            }
        });
        let outcomes = operation.outcomes.iter();
        let contents = outcomes.clone().filter_map(|outcome| {
            let name = outcome.content_type.as_deref()?;
            let forms = outcome.forms.iter();
            let forms = forms.map(|form| form_type(types, outcome, form).code());
            Some(Self {
                name,
                docs: "A body in one of its forms.",
                kind: union(forms.collect(), name),
            })
        });
        let events = outcomes.flat_map(ClientOutcome::open_forms);
        let events = events.filter_map(|form| match &form.media {
            ClientMedia::Stream(ClientStream {
                items: ClientItems::Named { type_name, events },
                ..
            }) => {
                let kinds = events.iter().map(|event| {
                    let wire = Python.text(event.wire);
                    let data = data_type(types, &event.data);
                    data.map(|data| format!("_streams.Event[Literal[{wire}], {data}]"))
                        .with("typing", "Literal")
                });
                let kinds: Vec<_> = kinds.collect();
                Some(Self {
                    name: type_name,
                    docs: "An event, whose name says what its data is.",
                    kind: Module::Streams.needed(union(kinds, type_name)),
                })
            }
            _ => None,
        });
        media.into_iter().chain(events).chain(contents).collect()
    }

    /// What it is made of.
    pub fn kind(&self) -> &Fragment {
        &self.kind
    }
}

/// Types of which a value has one, as formatters break them.
fn union(mut kinds: Vec<Fragment>, name: &str) -> Fragment {
    let mut seen = Vec::new();
    kinds.retain(|kind| {
        let is_new = !seen.contains(&kind.text);
        seen.push(kind.text.clone());
        is_new
    });
    let line = Fragment::join(kinds.iter().cloned(), " | ");
    if name.len() + ": TypeAlias = ".len() + line.text.chars().count() <= WIDTH {
        return line;
    }
    let lines = Fragment::join(kinds, "\n    | ");
    lines.map(|lines| format!("(\n    {lines}\n)"))
}

/// The same for what stands in brackets.
fn listed(of: &str, items: Vec<Fragment>, name: &str) -> Fragment {
    let line = Fragment::join(items.iter().cloned(), ", ").map(|items| format!("{of}[{items}]"));
    if name.len() + ": TypeAlias = ".len() + line.text.chars().count() <= WIDTH {
        return line;
    }
    let lines = Fragment::join(items, ",\n    ");
    lines.map(|lines| format!("{of}[\n    {lines},\n]"))
}

/// Items between brackets, one a line: formatters leave them so where a comma is behind the last one. `indent` is that of the brackets.
pub fn exploded(
    open: &str,
    items: impl IntoIterator<Item = Fragment>,
    close: &str,
    indent: usize,
) -> Fragment {
    let line = |item: Fragment| item.map(|item| format!("{:indent$}    {item},\n", ""));
    let lines = Fragment::join(items.into_iter().map(line), "");
    lines.map(|lines| format!("{open}\n{lines}{:indent$}{close}", ""))
}

/// The type of the body of a response.
pub fn body_type(types: &Types, outcome: &ClientOutcome) -> Annotation {
    match (&outcome.content_type, outcome.only_form()) {
        (Some(name), _) => Annotation::Type {
            plain: Module::Contents.member(name),
            nullable: false,
        },
        (None, Some(form)) => form_type(types, outcome, form),
        (None, None) => Annotation::Nothing,
    }
}

fn form_type(types: &Types, outcome: &ClientOutcome, form: &ClientForm) -> Annotation {
    let plain = match (&form.media, outcome.outcome.success) {
        (ClientMedia::Json(value), _) => return Annotation::of(types, value.shape, None),
        (ClientMedia::Text, _) | (ClientMedia::Stream(_), false) => Fragment::plain("str"),
        (ClientMedia::Bytes, false) => Fragment::plain("bytes"),
        (ClientMedia::Bytes, true) => Module::Streams.member("ByteStream"),
        (ClientMedia::Stream(stream), true) => stream_type(types, stream),
    };
    Annotation::Type {
        plain,
        nullable: false,
    }
}

fn stream_type(types: &Types, stream: &ClientStream) -> Fragment {
    let item = match &stream.items {
        ClientItems::Alike(data) => data_type(types, data),
        ClientItems::Named { type_name, .. } => Module::Contents.member(type_name),
    };
    let kind = match (stream.described.framing, &stream.items) {
        (StreamFraming::Events, ClientItems::Alike(_)) => {
            item.map(|item| format!("_streams.EventStream[_streams.Event[str, {item}]]"))
        }
        (StreamFraming::Events, ClientItems::Named { .. }) => {
            item.map(|item| format!("_streams.EventStream[{item}]"))
        }
        (StreamFraming::JsonLines | StreamFraming::JsonSequence, _) => {
            item.map(|item| format!("_streams.JsonStream[{item}]"))
        }
    };
    Module::Streams.needed(kind)
}

fn data_type(types: &Types, data: &ClientData) -> Fragment {
    match data {
        ClientData::Text => Fragment::plain("str"),
        ClientData::Json(value) => Annotation::of(types, value.shape, None).code(),
    }
}

/// Whether the form of a body is chosen by its media type. Bytes are read whatever theirs is; what comes in a stream is not.
pub fn has_choice(outcome: &ClientOutcome) -> bool {
    match outcome.forms.as_slice() {
        [] => false,
        [only] => outcome.outcome.success && matches!(only.media, ClientMedia::Stream(_)),
        _ => true,
    }
}

/// What reads the body of a response; `None` where it has none.
pub fn reader(types: &Types, outcome: &ClientOutcome) -> Option<Fragment> {
    let read = |form: &ClientForm| form_reader(types, outcome, form);
    if !has_choice(outcome) {
        return outcome.only_form().map(read);
    }
    let forms = outcome.forms.iter().map(|form| {
        let media = Python.text(&form.described.essence());
        read(form).map(|reader| format!("{media}: {reader}"))
    });
    let forms = exploded("{", forms, "}", 12);
    let choice = exploded("Choice(", [forms], ")", 8);
    Some(choice.with("._call", "Choice"))
}

fn form_reader(types: &Types, outcome: &ClientOutcome, form: &ClientForm) -> Fragment {
    match (&form.media, outcome.outcome.success) {
        (ClientMedia::Json(value), _) => content(types, value.shape),
        (ClientMedia::Text, _) | (ClientMedia::Stream(_), false) => Fragment::plain("\"text\""),
        (ClientMedia::Bytes, false) => Fragment::plain("\"bytes\""),
        (ClientMedia::Bytes, true) => Module::Openings.member("byte_stream()"),
        (ClientMedia::Stream(stream), true) => stream_reader(types, stream),
    }
}

fn stream_reader(types: &Types, stream: &ClientStream) -> Fragment {
    let function = match stream.described.framing {
        StreamFraming::Events => "events",
        StreamFraming::JsonLines => "json_lines",
        StreamFraming::JsonSequence => "json_sequence",
    };
    let data = |data: &ClientData| match data {
        ClientData::Text => Fragment::plain("None"),
        ClientData::Json(value) => content(types, value.shape),
    };
    let items = match &stream.items {
        ClientItems::Alike(item) => data(item),
        ClientItems::Named { events, .. } => {
            let events = events.iter().map(|event| {
                let wire = Python.text(event.wire);
                data(&event.data).map(|data| format!("{wire}: {data}"))
            });
            exploded("{", events, "}", 20)
        }
    };
    let end = stream.described.end.as_deref();
    let end = end.map(|end| Fragment::plain(format!("end={}", Python.text(end))));
    let arguments = std::iter::once(items).chain(end);
    Module::Openings.needed(exploded(
        &format!("_openings.{function}("),
        arguments,
        ")",
        16,
    ))
}

/// The reader of JSON of a shape.
fn content(types: &Types, shape: &TypeRef) -> Fragment {
    let kind = Annotation::of(types, shape, None).code();
    kind.map(|kind| format!("Content({kind})"))
        .with("._call", "Content")
}
