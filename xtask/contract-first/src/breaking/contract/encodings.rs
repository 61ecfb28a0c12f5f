use std::collections::BTreeSet;

use super::change::{ChangeSide, ContractChange};
use super::code::ContractCode as Code;
use super::comparison::ContractComparison;
use super::headers::HeaderSides;
use super::media_range::MediaRange;
use super::parameter_value::ValuePair;
use super::schema_view::SchemaView;
use crate::breaking::schema::{ChangeLevel, MessageDirection};
use crate::document::Pointer;
use crate::model::Style;
use crate::model::description::{
    Encoding, Header, JsonType, MediaType, ParameterValue, SchemaId, Schemas,
};

/// One side of a property of a form.
struct Part<'d> {
    at: Pointer,
    schemas: &'d Schemas,
    schema: SchemaId,
    encoding: Option<&'d Encoding>,
}

impl ContractComparison<'_> {
    /// Compares how the properties of a form are written (OpenAPI 3.1, Encoding Object).
    pub(super) fn encodings(
        &mut self,
        old: &MediaType,
        new: &MediaType,
        direction: MessageDirection,
    ) {
        let range = MediaRange::of(&new.name);
        if !range.is_form() && !range.is_multipart() {
            return;
        }
        let named = old.encodings.iter().chain(&new.encodings);
        let names: BTreeSet<&str> = named.map(|encoding| encoding.property.as_str()).collect();
        let (old_schemas, new_schemas) = (&self.old.schemas, &self.new.schemas);
        for name in names {
            // A property that only one side has is reported with the schema.
            let (Some(was), Some(is)) =
                (part(old_schemas, old, name), part(new_schemas, new, name))
            else {
                continue;
            };
            if range.is_form() && (is_styled(was.encoding) || is_styled(is.encoding)) {
                self.part_style(name, &was, &is, direction);
            } else {
                self.part_type(name, &was, &is, direction);
            }
            if range.is_multipart() {
                let of = format!("of the part `{name}`");
                let sides = HeaderSides {
                    old: (headers(was.encoding), &was.at),
                    new: (headers(is.encoding), &is.at),
                    of: &of,
                };
                self.headers(sides, direction);
            }
        }
    }

    fn part_type(
        &mut self,
        name: &str,
        old: &Part<'_>,
        new: &Part<'_>,
        direction: MessageDirection,
    ) {
        let (was, is) = (old.media_types(), new.media_types());
        let (narrow, wide) = if direction.is_written() {
            (&was, &is)
        } else {
            (&is, &was)
        };
        let ranges = |list: &[String]| -> Vec<MediaRange> {
            list.iter().map(|name| MediaRange::of(name)).collect()
        };
        let wide = ranges(wide);
        let fits = |range: &MediaRange| wide.iter().any(|other| other.covers(range));
        if ranges(&was) == ranges(&is) {
            return;
        }
        let (was, is) = (was.join(", "), is.join(", "));
        let (level, notice) = match ranges(narrow).iter().all(fits) {
            true => (
                ChangeLevel::Safe,
                "everything that was accepted is still accepted",
            ),
            false if direction.is_written() => {
                (ChangeLevel::Breaking, "parts in the old form are rejected")
            }
            false => (ChangeLevel::Breaking, "receivers may not understand it"),
        };
        let sentence =
            format!("The media type of the part `{name}` changed from {was} to {is}: {notice}.");
        let sides = (
            ChangeSide::present(&old.at, was),
            ChangeSide::present(&new.at, is),
        );
        self.report(ContractChange::new(
            Code::PartEncodingChanged,
            level,
            sentence,
            sides,
        ));
    }

    fn part_style(
        &mut self,
        name: &str,
        old: &Part<'_>,
        new: &Part<'_>,
        direction: MessageDirection,
    ) {
        let (was, is) = (old.styled(), new.styled());
        let subject = format!("The part `{name}`");
        let pair = ValuePair {
            subject: &subject,
            old: (&was, &old.at),
            new: (&is, &new.at),
            codes: (Code::PartEncodingChanged, Code::PartEncodingChanged),
        };
        self.text_values(pair, direction);
    }
}

impl Part<'_> {
    /// The media types in which the part may come: those of the encoding, else by the type of the property.
    fn media_types(&self) -> Vec<String> {
        let written = self
            .encoding
            .and_then(|encoding| encoding.content_type.as_deref());
        match written {
            Some(list) => list.split(',').map(|one| one.trim().to_owned()).collect(),
            None => vec![default_media_type(self.schemas, self.schema, 0).to_owned()],
        }
    }

    /// The property as if it were a query parameter.
    fn styled(&self) -> ParameterValue {
        let style = self
            .encoding
            .and_then(|encoding| encoding.style)
            .unwrap_or(Style::Form);
        let explode = self.encoding.and_then(|encoding| encoding.explode);
        ParameterValue::Styled {
            schema: self.schema,
            style,
            explode: explode.unwrap_or(style == Style::Form),
            allow_reserved: self
                .encoding
                .is_some_and(|encoding| encoding.allow_reserved),
        }
    }
}

fn part<'d>(schemas: &'d Schemas, media: &'d MediaType, name: &str) -> Option<Part<'d>> {
    let schema = SchemaView::of(schemas, media.schema?).property(name)?;
    let encoding = media
        .encodings
        .iter()
        .find(|encoding| encoding.property == name);
    Some(Part {
        at: encoding.map_or_else(|| media.at.clone(), |encoding| encoding.at.clone()),
        schemas,
        schema,
        encoding,
    })
}

fn headers(encoding: Option<&Encoding>) -> &[Header] {
    encoding.map_or(&[], |encoding| &encoding.headers)
}

/// With one of these `contentType` counts for nothing.
fn is_styled(encoding: Option<&Encoding>) -> bool {
    encoding.is_some_and(|encoding| {
        encoding.style.is_some() || encoding.explode.is_some() || encoding.allow_reserved
    })
}

/// What a part is sent as when nothing is said (OpenAPI 3.1, Encoding Object, `contentType`).
fn default_media_type(schemas: &Schemas, id: SchemaId, depth: usize) -> &'static str {
    let view = SchemaView::of(schemas, id);
    let (types, keywords) = (view.types(), view.keywords());
    let is_binary = keywords
        .string
        .format
        .as_deref()
        .is_some_and(|format| ["binary", "base64"].contains(&format))
        || keywords.string.content_encoding.is_some();
    if types.contains(JsonType::Object) && !types.contains(JsonType::String) {
        return "application/json";
    }
    match keywords.array.items {
        Some(items) if types.contains(JsonType::Array) && depth < 4 => {
            default_media_type(schemas, items, depth + 1)
        }
        _ if is_binary || types.contains(JsonType::Object) => "application/octet-stream",
        _ => "text/plain",
    }
}
