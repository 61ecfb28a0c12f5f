use super::parameter::ParameterValue;
use super::schemas::SchemaId;
use crate::document::Pointer;
use crate::model::Style;

/// The body of a request.
pub struct RequestBody {
    pub at: Pointer,
    pub required: bool,
    pub content: Vec<MediaType>,
}

/// An answer to a request.
pub struct Response {
    pub at: Pointer,
    /// `200`, `4XX` (in upper case) or `default`.
    pub code: String,
    pub headers: Vec<Header>,
    pub content: Vec<MediaType>,
}

/// A header of a response or of a part.
pub struct Header {
    pub at: Pointer,
    /// As it is written; it has no case.
    pub name: String,
    pub required: bool,
    pub deprecated: bool,
    pub value: ParameterValue,
}

/// A form that a body takes.
pub struct MediaType {
    pub at: Pointer,
    /// As the document writes it: a media type or a range, with parameters.
    pub name: String,
    /// `None` says nothing of the value.
    pub schema: Option<SchemaId>,
    pub encodings: Vec<Encoding>,
}

/// How a property of a form or a multipart body is written.
pub struct Encoding {
    pub at: Pointer,
    pub property: String,
    pub content_type: Option<String>,
    pub headers: Vec<Header>,
    pub style: Option<Style>,
    pub explode: Option<bool>,
    pub allow_reserved: bool,
}
