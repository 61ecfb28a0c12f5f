//! Which media type of several a body is written in. The server and all clients choose here, so that they choose the same.

use serde_json::{Map, Value};

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    Text,
    Bytes,
}

/// The media type that is spoken, of those that the document offers.
pub struct Chosen<'d> {
    pub media: Media,
    /// As the document writes it.
    pub key: &'d str,
    /// As it is sent.
    pub name: &'d str,
    pub described: &'d Value,
}

/// JSON, else a form, a text or bytes: of each kind the document's first. `None` where there is no content, or none that is spoken.
pub fn chosen(content: &Map<String, Value>, request: bool) -> Option<Chosen<'_>> {
    let of = |media: Media| {
        let mut offered = content.iter();
        let found = offered.find(|(key, _)| kind_of(key, request) == Some(media))?;
        Some((found, media))
    };
    let json = json_of(content).map(|found| (found, Media::Json));
    let others = [Media::Form, Media::Text, Media::Bytes];
    let ((key, described), media) = json.or_else(|| others.into_iter().find_map(of))?;
    Some(Chosen {
        media,
        key,
        // Where any type will do, it is JSON.
        name: if key.contains('*') {
            "application/json"
        } else {
            key
        },
        described,
    })
}

/// What a body of a media type other than JSON is. XML, parts and events are something that we would have to write.
fn kind_of(media: &str, request: bool) -> Option<Media> {
    let essence = media.split(';').next().unwrap_or_default().trim();
    let essence = essence.to_ascii_lowercase();
    let (family, name) = essence.split_once('/')?;
    let plain = |c: char| c.is_ascii_graphic() && c != '*';
    match (family, name) {
        _ if !essence.chars().all(plain) || !media.is_ascii() => None,
        ("application", "x-www-form-urlencoded") => request.then_some(Media::Form),
        ("multipart", _) | ("text", "event-stream") => None,
        (_, name) if name.ends_with("xml") => None,
        ("text", _) => Some(Media::Text),
        _ => Some(Media::Bytes),
    }
}

fn json_of(content: &Map<String, Value>) -> Option<(&String, &Value)> {
    let is_json = |media: &str| {
        let essence = media
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase();
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
