//! Which media type of several a body is written in. The server and all clients choose here, so that they choose the same.

use serde_json::{Map, Value};

use crate::model::BodyEncoding;

/// The media type that is spoken, of those that the document offers.
pub struct Chosen<'d> {
    pub media: BodyEncoding,
    /// As the document writes it.
    pub key: &'d str,
    /// As it is sent.
    pub name: &'d str,
    pub described: &'d Value,
}

/// JSON, else a form, a text or bytes: of each kind the document's first. `None` where there is no content, or none that is spoken.
pub fn chosen(content: &Map<String, Value>, request: bool) -> Option<Chosen<'_>> {
    let of = |media: BodyEncoding| {
        let mut offered = content.iter();
        let found = offered.find(|(key, _)| kind_of(key, request) == Some(media))?;
        Some((found, media))
    };
    let json = json_of(content).map(|found| (found, BodyEncoding::Json));
    let others = [BodyEncoding::Form, BodyEncoding::Text, BodyEncoding::Bytes];
    let ((key, described), media) = json.or_else(|| others.into_iter().find_map(of))?;
    Some(Chosen {
        media,
        key,
        // Where any type will do, it is JSON.
        name: if essence(key).contains('*') {
            "application/json"
        } else {
            key
        },
        described,
    })
}

/// A media type without its parameters.
fn essence(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.to_ascii_lowercase()
}

/// What a body of a media type other than JSON is. XML, parts and events are something that we would have to write.
fn kind_of(media: &str, request: bool) -> Option<BodyEncoding> {
    let essence = essence(media);
    let (family, name) = essence.split_once('/')?;
    let plain = |c: char| c.is_ascii_graphic() && c != '*';
    match (family, name) {
        _ if !essence.chars().all(plain) || !media.is_ascii() => None,
        ("application", "x-www-form-urlencoded") => request.then_some(BodyEncoding::Form),
        ("multipart", _) | ("text", "event-stream") => None,
        (_, name) if name.ends_with("xml") => None,
        ("text", _) => Some(BodyEncoding::Text),
        _ => Some(BodyEncoding::Bytes),
    }
}

fn json_of(content: &Map<String, Value>) -> Option<(&String, &Value)> {
    let is_json = |media: &str| {
        let essence = essence(media);
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
        for (keys, spoken, media) in [
            (
                ["multipart/form-data", "application/octet-stream"],
                1,
                BodyEncoding::Bytes,
            ),
            (["*/*", "application/vnd.api+json"], 1, BodyEncoding::Json),
            (["text/event-stream", "text/plain"], 1, BodyEncoding::Text),
            (
                ["multipart/form-data", "application/json"],
                1,
                BodyEncoding::Json,
            ),
            (["application/xml", "image/png"], 1, BodyEncoding::Bytes),
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
            let content = keys.iter().map(|key| ((*key).to_owned(), json!({})));
            let content = content.collect();
            for request in [true, false] {
                let chosen = chosen(&content, request).map(|one| (one.media, one.name));
                assert_eq!(chosen, Some((media, keys[spoken])), "{keys:?}");
            }
        }
    }
}
