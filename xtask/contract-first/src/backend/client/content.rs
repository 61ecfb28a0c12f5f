//! The bodies of responses in the names of one language.

use super::language::Position;
use super::operation::ClientOutcome;
use super::renderer::Renderer;
use crate::backend::Fragment;
use crate::backend::names::NameAllocator;
use crate::model::{
    ItemData, ItemStream, Operation, ResponseContent, ResponseMedia, StreamItems, TypeRef,
};

/// A form that the body of a response takes.
pub struct ClientForm<'c> {
    pub described: &'c ResponseContent,
    /// What it is called among the others.
    pub name: String,
    pub media: ClientMedia<'c>,
}

/// What it holds.
pub enum ClientMedia<'c> {
    Json(ClientValue<'c>),
    Text,
    Bytes,
    Stream(ClientStream<'c>),
}

/// A type, and what it is called.
pub struct ClientValue<'c> {
    pub shape: &'c TypeRef,
    pub kind: Fragment,
}

/// A response that is read item by item.
pub struct ClientStream<'c> {
    pub described: &'c ItemStream,
    pub items: ClientItems<'c>,
}

/// What its items are.
pub enum ClientItems<'c> {
    Alike(ClientData<'c>),
    Named {
        /// The type of their data; no other has the name.
        type_name: String,
        events: Vec<ClientEvent<'c>>,
    },
}

/// What the text of an item is.
pub enum ClientData<'c> {
    Text,
    Json(ClientValue<'c>),
}

/// An event of a name.
pub struct ClientEvent<'c> {
    /// As it is sent.
    pub wire: &'c str,
    /// What it is called among the others.
    pub name: String,
    pub data: ClientData<'c>,
}

impl ClientMedia<'_> {
    /// Whether the response is not read to its end before the caller has it.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Bytes | Self::Stream(_))
    }
}

impl ClientOutcome<'_> {
    /// Its body where it has one form only.
    pub fn only_form(&self) -> Option<&ClientForm<'_>> {
        match self.forms.as_slice() {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The forms of its body that the caller has before they are read; of an error, everything is read.
    pub fn open_forms(&self) -> impl Iterator<Item = &ClientForm<'_>> {
        let forms = self.forms.iter();
        forms.filter(|form| self.outcome.success && form.media.is_open())
    }
}

impl<'c> Renderer<'c> {
    /// The forms of a response's body; `name` is what names of types that go with it are made of.
    pub fn forms(
        &mut self,
        operation: &Operation,
        contents: &'c [ResponseContent],
        suffix: &str,
    ) -> Vec<ClientForm<'c>> {
        let mut names = NameAllocator::default();
        let convention = self.language.convention(Position::Value);
        let mut forms = Vec::new();
        for described in contents {
            let name = names.allocate(convention, &described.code_name());
            let media = match &described.media {
                ResponseMedia::Json(shape) => ClientMedia::Json(self.value(shape)),
                ResponseMedia::Text => ClientMedia::Text,
                ResponseMedia::Bytes => ClientMedia::Bytes,
                ResponseMedia::Stream(stream) => {
                    let suffix = format!("Event{suffix}");
                    ClientMedia::Stream(self.stream(operation, stream, &suffix))
                }
            };
            forms.push(ClientForm {
                described,
                name,
                media,
            });
        }
        forms
    }

    fn stream(
        &mut self,
        operation: &Operation,
        stream: &'c ItemStream,
        suffix: &str,
    ) -> ClientStream<'c> {
        let items = match &stream.items {
            StreamItems::Alike(data) => ClientItems::Alike(self.data(data)),
            StreamItems::Named(events) => {
                let texts: Vec<_> = events.iter().map(|event| event.name.as_str()).collect();
                let convention = self.language.convention(Position::Value);
                let names = NameAllocator::default().allocate_all(convention, &texts);
                let events = events.iter().zip(names);
                let events = events.map(|(event, name)| ClientEvent {
                    wire: &event.name,
                    name,
                    data: self.data(&event.data),
                });
                ClientItems::Named {
                    events: events.collect(),
                    type_name: self.type_of(operation, suffix),
                }
            }
        };
        ClientStream {
            described: stream,
            items,
        }
    }

    fn data(&self, data: &'c ItemData) -> ClientData<'c> {
        match data {
            ItemData::Text => ClientData::Text,
            ItemData::Json(shape) => ClientData::Json(self.value(shape)),
        }
    }

    fn value(&self, shape: &'c TypeRef) -> ClientValue<'c> {
        let kind = self.language.of(self.types, shape, None);
        ClientValue { shape, kind }
    }
}
