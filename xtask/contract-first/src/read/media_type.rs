//! Which media type of several a body is written in. The server and all clients choose here, so that they choose the same.

use serde_json::{Map, Value};

use crate::model::BodyEncoding;

/// JSON.
pub const JSON: &str = "application/json";
/// Any bytes.
pub const BYTES: &str = "application/octet-stream";

/// The media type that is spoken, of those that the document offers.
pub struct Chosen<'d> {
    pub media: BodyEncoding,
    /// As the document writes it.
    pub key: &'d str,
    /// As it is sent.
    pub name: &'d str,
    pub described: &'d Value,
}

/// JSON, else a form, parts, a text or bytes: of each kind the document's first. `None` where there is no content, or none that is spoken.
pub fn chosen(content: &Map<String, Value>, request: bool) -> Option<Chosen<'_>> {
    let of = |media: BodyEncoding| {
        let mut offered = content.iter();
        let found = offered.find(|(key, _)| kind_of(key, request) == Some(media))?;
        Some((found, media))
    };
    let json = json_of(content).map(|found| (found, BodyEncoding::Json));
    let others = [
        BodyEncoding::Form,
        BodyEncoding::Multipart,
        BodyEncoding::Text,
        BodyEncoding::Bytes,
    ];
    let ((key, described), media) = json.or_else(|| others.into_iter().find_map(of))?;
    Some(Chosen {
        media,
        key,
        // Where any type will do, it is JSON.
        name: if essence(key).contains('*') {
            JSON
        } else {
            key
        },
        described,
    })
}

/// A media type without its parameters.
pub fn essence(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.to_ascii_lowercase()
}

/// What a body of a media type other than JSON is. Events, and XML and parts in responses, are something that we would have to write.
fn kind_of(media: &str, request: bool) -> Option<BodyEncoding> {
    let essence = essence(media);
    let (family, name) = essence.split_once('/')?;
    let plain = |c: char| c.is_ascii_graphic() && c != '*';
    match (family, name) {
        _ if !essence.chars().all(plain) || !media.is_ascii() => None,
        ("application", "x-www-form-urlencoded") => request.then_some(BodyEncoding::Form),
        ("multipart", "form-data") => request.then_some(BodyEncoding::Multipart),
        ("multipart", _) | ("text", "event-stream") => None,
        // XML is a text that nobody here takes apart.
        _ if is_xml(&essence) => request.then_some(BodyEncoding::Text),
        ("text", _) => Some(BodyEncoding::Text),
        _ => Some(BodyEncoding::Bytes),
    }
}

/// Whether it is JSON, by whatever name.
pub fn is_json(media: &str) -> bool {
    let essence = essence(media);
    essence == JSON || essence.ends_with("+json") || essence == "text/json"
}

/// Whether it is XML, by whatever name.
pub fn is_xml(media: &str) -> bool {
    essence(media).ends_with("xml")
}

/// Whether what is in it is a text.
pub fn is_text(media: &str) -> bool {
    let essence = essence(media);
    let named = essence == "application/yaml" || essence.starts_with("text/");
    named || is_xml(media) || is_json(media)
}

fn json_of(content: &Map<String, Value>) -> Option<(&String, &Value)> {
    let plain = content.get_key_value(JSON);
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_a_range_of_types_is_spoken_as_json() {
        for (key, media, name) in [
            ("*/*", BodyEncoding::Json, "application/json"),
            ("application/*", BodyEncoding::Json, "application/json"),
            (
                "text/plain; note=\"*\"",
                BodyEncoding::Text,
                "text/plain; note=\"*\"",
            ),
            (
                "application/a+json; note=\"*\"",
                BodyEncoding::Json,
                "application/a+json; note=\"*\"",
            ),
        ] {
            let content = json!({ key: {} });
            let chosen = content
                .as_object()
                .and_then(|content| chosen(content, false));
            let chosen = chosen.map(|chosen| (chosen.media, chosen.name.to_owned()));
            assert_eq!(chosen, Some((media, name.to_owned())), "{key}");
        }
    }

    #[test]
    fn of_several_types_the_one_that_says_most_is_spoken() {
        let spoken = |keys: [&str; 2], request| {
            let content = keys.iter().map(|key| ((*key).to_owned(), json!({})));
            let content = content.collect();
            let chosen = chosen(&content, request);
            chosen.map(|chosen| (chosen.media, chosen.name.to_owned()))
        };
        for (keys, name, media) in [
            (["*/*", "application/vnd.api+json"], 1, BodyEncoding::Json),
            (["text/event-stream", "text/plain"], 1, BodyEncoding::Text),
            (
                ["multipart/form-data", "application/json"],
                1,
                BodyEncoding::Json,
            ),
            (["image/png", "text/plain"], 1, BodyEncoding::Text),
            (
                ["application/json", "text/event-stream"],
                0,
                BodyEncoding::Json,
            ),
            (
                ["application/problem+json", "application/json"],
                1,
                BodyEncoding::Json,
            ),
        ] {
            let expected = Some((media, keys[name].to_owned()));
            assert_eq!(spoken(keys, true), expected, "{keys:?}");
            assert_eq!(spoken(keys, false), expected, "{keys:?}");
        }
        for (keys, in_request, in_response) in [
            (
                ["multipart/form-data", "application/octet-stream"],
                Some(0),
                Some(1),
            ),
            (
                ["application/x-www-form-urlencoded", "multipart/form-data"],
                Some(0),
                None,
            ),
            (["application/xml", "image/png"], Some(0), Some(1)),
            (["application/soap+xml", "multipart/mixed"], Some(0), None),
        ] {
            let named = |chosen: Option<(BodyEncoding, String)>| chosen.map(|(_, name)| name);
            let expected =
                [in_request, in_response].map(|one| one.map(|one: usize| keys[one].to_owned()));
            assert_eq!(
                [named(spoken(keys, true)), named(spoken(keys, false))],
                expected,
                "{keys:?}"
            );
        }
    }
}
