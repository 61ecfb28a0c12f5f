use super::type_ref::TypeRef;

/// One of the forms that the body of a response takes.
#[derive(Clone, Debug)]
pub struct ResponseContent {
    /// The media type that clients ask for; a range where the document leaves the type open.
    pub name: String,
    /// What it holds.
    pub media: ResponseMedia,
}

/// What the body of a response holds, by its media type.
#[derive(Clone, Debug)]
pub enum ResponseMedia {
    /// JSON, whatever its media type is called.
    Json(TypeRef),
    /// Text in UTF-8.
    Text,
    /// Any bytes.
    Bytes,
    /// Items, one after the other.
    Stream(ItemStream),
}

/// A response whose items are sent while they come up.
#[derive(Clone, Debug)]
pub struct ItemStream {
    /// How items are told apart.
    pub framing: StreamFraming,
    /// What they are.
    pub items: StreamItems,
    /// The text of an item that ends the stream.
    pub end: Option<String>,
}

/// How the items of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamFraming {
    /// `text/event-stream` (HTML, section 9.2).
    Events,
    /// A line for each: `application/jsonl`, `application/x-ndjson`.
    JsonLines,
    /// `application/json-seq` (RFC 7464).
    JsonSequence,
}

/// What the items of a stream are.
#[derive(Clone, Debug)]
pub enum StreamItems {
    /// All of them the same; events may have any name.
    Alike(ItemData),
    /// Events whose names say what their data is.
    Named(Vec<NamedEvent>),
}

/// An event of a name.
#[derive(Clone, Debug)]
pub struct NamedEvent {
    /// The name; `message` where nothing is said on the wire.
    pub name: String,
    /// What comes with it.
    pub data: ItemData,
}

/// What the text of an item is.
#[derive(Clone, Debug)]
pub enum ItemData {
    /// Itself.
    Text,
    /// JSON.
    Json(TypeRef),
}

impl ResponseContent {
    /// The media type without its parameters, as headers are compared.
    pub fn essence(&self) -> String {
        essence(&self.name)
    }

    /// The media type as it is sent: of a range, the one that says least.
    pub fn sent(&self) -> &str {
        match (&self.media, self.name.contains('*')) {
            (_, false) => &self.name,
            (ResponseMedia::Text, true) => "text/plain",
            (ResponseMedia::Json(_) | ResponseMedia::Bytes | ResponseMedia::Stream(_), true) => {
                "application/octet-stream"
            }
        }
    }

    /// The stream, if it is one.
    pub fn stream(&self) -> Option<&ItemStream> {
        match &self.media {
            ResponseMedia::Stream(stream) => Some(stream),
            ResponseMedia::Json(_) | ResponseMedia::Text | ResponseMedia::Bytes => None,
        }
    }

    /// What names in code are made of: `json` of `application/json`, `vnd api json` of `application/vnd.api+json`.
    pub fn code_name(&self) -> String {
        let essence = self.essence();
        let (family, name) = essence.split_once('/').unwrap_or(("", &essence));
        let words = if name == "*" { family } else { name };
        words.replace(|c: char| !c.is_ascii_alphanumeric(), " ")
    }
}

/// A media type without its parameters, in lower case.
pub fn essence(media: &str) -> String {
    let essence = media.split(';').next().unwrap_or_default().trim();
    essence.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(name: &str, media: ResponseMedia) -> ResponseContent {
        let name = name.to_owned();
        ResponseContent { name, media }
    }

    #[test]
    fn ranges_are_sent_as_what_says_least() {
        for (name, media, sent, code) in [
            (
                "image/*",
                ResponseMedia::Bytes,
                "application/octet-stream",
                "image",
            ),
            ("text/*", ResponseMedia::Text, "text/plain", "text"),
            (
                "Text/CSV; header=present",
                ResponseMedia::Text,
                "Text/CSV; header=present",
                "csv",
            ),
            (
                "application/vnd.a+xml",
                ResponseMedia::Text,
                "application/vnd.a+xml",
                "vnd a xml",
            ),
        ] {
            let content = of(name, media);
            assert_eq!((content.sent(), content.code_name().as_str()), (sent, code));
            assert!(content.stream().is_none());
        }
    }
}
