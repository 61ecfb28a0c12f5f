//! Responses that are streams: what their items are.

use serde_json::Value;

use super::operation::Reader;
use crate::diagnostic::constructs::message;
use crate::document::{self, Pointer};
use crate::model::{
    Direction, ItemData, ItemStream, NamedEvent, StreamFraming, StreamItems, TypeKind, TypeRef,
    essence,
};

/// Which keys of a media type say what an item is: that of OpenAPI 3.2, and ours for older documents.
const ITEM_SCHEMAS: [&str; 2] = ["itemSchema", "x-item-schema"];
/// The fields of an event (HTML, section 9.2.6).
const EVENT_FIELDS: [&str; 4] = ["data", "event", "id", "retry"];
/// How deep alternatives of an event are looked for in each other.
const DEEPEST: usize = 4;
/// The name of an event that says none.
const DEFAULT_EVENT: &str = "message";

/// What the schema of an event says of its fields.
#[derive(Clone, Default)]
struct EventFields<'d> {
    event: Option<&'d Value>,
    data: Option<(&'d Value, Pointer)>,
}

/// What a media type says of its stream; `at` is the media type.
pub fn item_stream(
    reader: &mut Reader,
    framing: StreamFraming,
    described: &Value,
    at: &Pointer,
    name: &str,
) -> ItemStream {
    let key = ITEM_SCHEMAS
        .into_iter()
        .find(|key| described.get(key).is_some());
    let end = described["x-stream-end"].as_str().map(str::to_owned);
    let name = format!("{name} item");
    let items = match (key, framing) {
        (Some(key), StreamFraming::Events) => {
            event_items(reader, &described[key], &at.child(key), &name)
        }
        (Some(key), StreamFraming::JsonLines | StreamFraming::JsonSequence) => {
            StreamItems::Alike(json(reader, &described[key], at.child(key), &name))
        }
        (None, _) => untyped(reader, framing, described, at),
    };
    let stream = ItemStream {
        framing,
        items,
        end,
    };
    if let Some(text) = stream
        .texts()
        .find(|text| text.contains(['\n', '\r', '\0']))
    {
        let reason =
            format!("{text:?} is not one line, as the names of events and `x-stream-end` are");
        reader
            .diagnostics
            .add(message::MEDIA_TYPE.at(at).because(reason));
    }
    stream
}

impl ItemStream {
    /// The texts of the document that stand in the stream.
    fn texts(&self) -> impl Iterator<Item = &str> {
        let events = match &self.items {
            StreamItems::Alike(_) => [].as_slice(),
            StreamItems::Named(events) => events,
        };
        let names = events.iter().map(|event| event.name.as_str());
        names.chain(self.end.as_deref())
    }
}

/// Items that nothing is said of. What a `schema` says is true of the whole body, which nobody sees.
fn untyped(
    reader: &mut Reader,
    framing: StreamFraming,
    described: &Value,
    at: &Pointer,
) -> StreamItems {
    let schema = &described["schema"];
    let says_more = schema.as_object().is_some_and(|schema| !schema.is_empty());
    if says_more && schema["type"] != "string" {
        reader
            .diagnostics
            .add(message::STREAM_SCHEMA.at(at.child("schema")));
    }
    StreamItems::Alike(match framing {
        StreamFraming::Events => ItemData::Text,
        StreamFraming::JsonLines | StreamFraming::JsonSequence => {
            ItemData::Json(TypeRef::of(TypeKind::Any))
        }
    })
}

fn json(reader: &mut Reader, schema: &Value, at: Pointer, name: &str) -> ItemData {
    let (schemas, diagnostics) = (&mut *reader.schemas, &mut *reader.diagnostics);
    ItemData::Json(schemas.read_for(schema, at, name, Direction::Response, diagnostics))
}

/// The items of an event stream: events, where the schema speaks of their fields, else the JSON in their data.
fn event_items(reader: &mut Reader, schema: &Value, at: &Pointer, name: &str) -> StreamItems {
    let root = reader.root;
    let base = EventFields::default();
    let Some(alternatives) = alternatives(root, schema, at, &base, DEEPEST) else {
        return StreamItems::Alike(json(reader, schema, at.clone(), name));
    };
    let names: Vec<Vec<&str>> = alternatives.iter().map(EventFields::names).collect();
    if names.iter().all(Vec::is_empty) {
        return StreamItems::Alike(match alternatives.as_slice() {
            [one] => event_data(reader, one, name),
            // Nothing tells them apart.
            _ => ItemData::Text,
        });
    }
    let mut events: Vec<NamedEvent> = Vec::new();
    for (fields, names) in alternatives.iter().zip(names) {
        let data = event_data(reader, fields, &name_of(name, &names));
        let unnamed = names.is_empty().then_some("");
        for name in names.into_iter().chain(unnamed) {
            let name = if name.is_empty() { DEFAULT_EVENT } else { name };
            match events.iter_mut().find(|event| event.name == name) {
                // Nothing tells which of them it is.
                Some(event) => event.data = ItemData::Text,
                None => events.push(NamedEvent {
                    name: name.to_owned(),
                    data: data.clone(),
                }),
            }
        }
    }
    StreamItems::Named(events)
}

/// What names in code are made of, for the data of events.
fn name_of(item: &str, names: &[&str]) -> String {
    let first = names.first().copied().unwrap_or(DEFAULT_EVENT);
    format!("{item} {first}")
}

/// What comes with an event: text, or the JSON that its `contentSchema` describes.
fn event_data(reader: &mut Reader, fields: &EventFields, name: &str) -> ItemData {
    let Some((data, at)) = &fields.data else {
        return ItemData::Text;
    };
    let media = data["contentMediaType"].as_str().unwrap_or_default();
    let media = essence(media);
    match data.get("contentSchema") {
        Some(schema) => json(reader, schema, at.child("contentSchema"), name),
        None if media == "application/json" || media.ends_with("+json") => {
            ItemData::Json(TypeRef::of(TypeKind::Any))
        }
        None if is_text(reader.root, data, at) => ItemData::Text,
        // What it says is true of the JSON, as people write it.
        None => json(reader, data, at.clone(), name),
    }
}

fn is_text(root: &Value, schema: &Value, at: &Pointer) -> bool {
    let found = document::resolve(root, schema, at).ok();
    let found = found.map_or(schema, |found| found.value);
    let is_string = |value: &Value| value.is_string();
    let kind = &found["type"];
    kind == "string"
        || found.get("const").is_some_and(is_string)
        || found == &Value::Bool(true)
        || found.as_object().is_some_and(serde_json::Map::is_empty)
        || kind.is_null()
            && found["enum"]
                .as_array()
                .is_some_and(|all| all.iter().all(is_string))
}

/// The events that a schema describes, each with what is said of all; `None` for a schema of something else.
fn alternatives<'d>(
    root: &'d Value,
    schema: &'d Value,
    at: &Pointer,
    base: &EventFields<'d>,
    depth: usize,
) -> Option<Vec<EventFields<'d>>> {
    let found = document::resolve(root, schema, at).ok()?;
    let (schema, at) = (found.value, found.at);
    let mut fields = base.clone();
    fields.add(schema, &at)?;
    let members = |key: &str| {
        let members = schema[key].as_array().into_iter().flatten();
        let members = members.enumerate();
        let at = at.child(key);
        members.map(move |(index, member)| (member, at.child(index)))
    };
    for (member, at) in members("allOf") {
        let found = document::resolve(root, member, &at).ok()?;
        fields.add(found.value, &found.at)?;
    }
    let mut all = Vec::new();
    let choices = members("oneOf").chain(members("anyOf"));
    for (member, at) in choices {
        let depth = depth.checked_sub(1)?;
        all.extend(alternatives(root, member, &at, &fields, depth)?);
    }
    if all.is_empty() {
        fields.is_event(root)?;
        all.push(fields);
    }
    Some(all)
}

impl<'d> EventFields<'d> {
    /// Adds what a schema says of them; `None` when it speaks of others.
    fn add(&mut self, schema: &'d Value, at: &Pointer) -> Option<()> {
        let at = at.child("properties");
        for (name, described) in schema["properties"].as_object().into_iter().flatten() {
            match name.as_str() {
                "event" => self.event = Some(described),
                // Beside what was said of all, a choice may say nothing new.
                "data" => self.data = Some((described, at.child(name))),
                name if EVENT_FIELDS.contains(&name) => {}
                _ => return None,
            }
        }
        Some(())
    }

    /// `None` when these are no fields of an event: nothing is said of its name, and its data is no text.
    fn is_event(&self, root: &Value) -> Option<()> {
        let (data, at) = match (&self.event, &self.data) {
            (Some(_), _) => return Some(()),
            (None, data) => data.as_ref()?,
        };
        let has_content = ["contentMediaType", "contentSchema"]
            .into_iter()
            .any(|key| data.get(key).is_some());
        (has_content || is_text(root, data, at)).then_some(())
    }

    /// The names that an event may have; nothing where it may have any.
    fn names(&self) -> Vec<&'d str> {
        let Some(event) = self.event else {
            return Vec::new();
        };
        let one = event["const"].as_str();
        let several = event["enum"].as_array().into_iter().flatten();
        one.into_iter()
            .chain(several.filter_map(Value::as_str))
            .collect()
    }
}

#[cfg(test)]
mod tests;
