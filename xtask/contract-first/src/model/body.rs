use super::multipart::Multipart;
use super::type_ref::TypeRef;
use crate::document::Pointer;

/// A body: what it is, and how it is written.
#[derive(Clone)]
pub struct Content {
    /// How it is written.
    pub media: BodyEncoding,
    /// The media type as it is sent.
    pub name: String,
    /// Without a meaning for bytes.
    pub shape: TypeRef,
    /// Properties of a form that are written in a way of their own.
    pub encodings: Vec<(String, PropertyEncoding)>,
    /// The parts of a body that has parts.
    pub multipart: Option<Multipart>,
}

/// The body of a request.
pub struct Body {
    /// Where it stands.
    pub at: Pointer,
    /// What is sent; `None` when no media type of it can be.
    pub content: Option<Content>,
    /// Whether a request must have one.
    pub required: bool,
    /// Markdown.
    pub description: String,
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BodyEncoding {
    /// JSON, whatever its media type is called.
    Json,
    /// `application/x-www-form-urlencoded`
    Form,
    /// `multipart/form-data`: its parts are in [`Content::multipart`].
    Multipart,
    /// Text in UTF-8.
    Text,
    /// Any bytes.
    Bytes,
}

/// How a property of a form is written where it is not the usual way: plain values as they are, items one by one, objects as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PropertyEncoding {
    /// Parts in brackets: `name[part]=value`, `name[0]=item`.
    Deep,
    /// Items in one text with a character between.
    Joined(char),
    /// One JSON text.
    Json,
}

impl PropertyEncoding {
    /// What the templates of clients call it.
    pub fn word(self) -> String {
        match self {
            Self::Deep => "deepObject".to_owned(),
            Self::Joined(separator) => separator.to_string(),
            Self::Json => "json".to_owned(),
        }
    }
}
