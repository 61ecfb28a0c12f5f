//! The types that go with the bodies of responses.

use std::collections::BTreeSet;

use serde::Serialize;

use super::language::OPERATIONS;
use super::response::{carried, data_decoder};
use crate::backend::client::content::{ClientData, ClientItems, ClientMedia};
use crate::backend::client::language::Types;
use crate::backend::client::operation::{ClientOperation, ClientOutcome};
use crate::backend::{Fragment, Import, OrFalse};
use crate::text::literal;
use crate::text::markdown::code;

/// What responses may be copied and compared by.
const VALUE: &str = "Clone, Debug, PartialEq";
/// The same where one is read while it comes.
const READ_ONCE: &str = "Debug";

/// The types that go with the bodies of an operation's responses.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Contents<'c> {
    success_derives: &'static str,
    media: OrFalse<MediaEnum<'c>>,
    contents: Vec<ContentEnum<'c>>,
    events: Vec<EventEnum<'c>>,
}

/// The media types that a caller chooses of.
#[derive(Serialize)]
struct MediaEnum<'c> {
    enumeration: &'c str,
    variants: Vec<MediaVariant<'c>>,
}

#[derive(Serialize)]
struct MediaVariant<'c> {
    docs: String,
    name: &'c str,
    /// The header that asks for it.
    literal: String,
}

/// A body that has one of several media types.
#[derive(Serialize)]
struct ContentEnum<'c> {
    name: &'c str,
    derives: &'static str,
    variants: Vec<ContentVariant<'c>>,
}

#[derive(Serialize)]
struct ContentVariant<'c> {
    docs: String,
    name: &'c str,
    #[serde(rename = "type")]
    kind: Fragment,
}

/// The data of events that have names.
#[derive(Serialize)]
struct EventEnum<'c> {
    name: &'c str,
    variants: Vec<EventVariant<'c>>,
}

#[derive(Serialize)]
struct EventVariant<'c> {
    docs: String,
    name: &'c str,
    #[serde(rename = "type")]
    kind: Fragment,
    literal: String,
    /// The function that reads it.
    read: String,
}

impl<'c> Contents<'c> {
    pub fn of(types: &Types, operation: &'c ClientOperation) -> Self {
        let is_open = |outcome: &ClientOutcome| outcome.open_forms().next().is_some();
        let derives = |open: bool| if open { READ_ONCE } else { VALUE };
        let outcomes = operation.outcomes.iter();
        let contents = outcomes.clone().filter_map(|outcome| {
            let variants = outcome.forms.iter().map(|form| ContentVariant {
                docs: code(&form.described.name),
                name: &form.name,
                kind: carried(types, outcome, form),
            });
            Some(ContentEnum {
                name: outcome.content_type.as_deref()?,
                derives: derives(is_open(outcome)),
                variants: variants.collect(),
            })
        });
        let events = outcomes.flat_map(|outcome| EventEnum::all(types, outcome));
        let media = operation
            .media_type
            .as_deref()
            .map(|enumeration| MediaEnum {
                enumeration,
                variants: MediaVariant::all(operation),
            });
        Self {
            success_derives: derives(operation.successes().any(is_open)),
            media: OrFalse(media),
            contents: contents.collect(),
            events: events.collect(),
        }
    }

    /// What they use.
    pub fn imports(&self) -> BTreeSet<Import> {
        let contents = self.contents.iter().flat_map(|content| &content.variants);
        let events = self.events.iter().flat_map(|event| &event.variants);
        let kinds = contents.map(|variant| &variant.kind);
        let kinds = kinds.chain(events.map(|variant| &variant.kind));
        let imports = kinds.flat_map(|kind| kind.imports.iter().cloned());
        // They stand in the same module.
        imports
            .filter(|import| import.module != OPERATIONS)
            .collect()
    }

    /// What its method uses.
    pub fn method_import(&self) -> Option<Import> {
        let media = self.media.0.as_ref()?;
        Some(Import {
            module: OPERATIONS.to_owned(),
            name: media.enumeration.to_owned(),
        })
    }
}

impl<'c> MediaVariant<'c> {
    fn all(operation: &'c ClientOperation) -> Vec<Self> {
        let choices = operation.choices().into_iter();
        let variants = choices.map(|form| Self {
            docs: code(&form.described.name),
            name: &form.name,
            literal: literal::rust(&operation.accepted_first(form)),
        });
        variants.collect()
    }
}

impl<'c> EventEnum<'c> {
    fn all(types: &Types, outcome: &'c ClientOutcome) -> Vec<Self> {
        let streams = outcome.open_forms().filter_map(|form| match &form.media {
            ClientMedia::Stream(stream) => Some(stream),
            ClientMedia::Json(_) | ClientMedia::Text | ClientMedia::Bytes => None,
        });
        let enums = streams.filter_map(|stream| match &stream.items {
            ClientItems::Alike(_) => None,
            ClientItems::Named { type_name, events } => Some(Self {
                name: type_name,
                variants: events
                    .iter()
                    .map(|event| EventVariant {
                        docs: format!("The event {}.", code(event.wire)),
                        name: &event.name,
                        kind: data_type(types, &event.data),
                        literal: literal::rust(event.wire),
                        read: data_decoder(&event.data).text,
                    })
                    .collect(),
            }),
        });
        enums.collect()
    }
}

fn data_type(types: &Types, data: &ClientData) -> Fragment {
    match data {
        ClientData::Text => Fragment::plain("String"),
        ClientData::Json(value) => match types.registry.is_large(value.shape) {
            true => value.kind.clone().map(|kind| format!("Box<{kind}>")),
            false => value.kind.clone(),
        },
    }
}
