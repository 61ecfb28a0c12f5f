use super::constraint::ObjectRule;
use super::default_value::DefaultValue;
use super::documentation::Documentation;
use super::type_ref::TypeRef;

/// What a `multipart/form-data` body is made of.
#[derive(Clone)]
pub struct Multipart {
    /// The parts that have names.
    pub parts: Vec<Part>,
    /// What becomes of the others.
    pub further: FurtherParts,
    /// Rules for several parts at once.
    pub rules: Vec<ObjectRule>,
}

/// A property of the body's schema: one part, or several of the same name.
#[derive(Clone)]
pub struct Part {
    /// Its name in the document.
    pub wire: String,
    /// What its name in code is made of.
    pub code_name: String,
    /// What the document says of it.
    pub documentation: Documentation,
    /// Whether it must be there; a list of none is.
    pub required: bool,
    /// What a request without it means, where its schema says so.
    pub default: Option<DefaultValue>,
    /// Whether each item of a list is a part.
    pub several: bool,
    /// What is in it.
    pub content: PartContent,
    /// What a value of it is, all parts of the name together. Of files, the constraints on their number count.
    pub shape: TypeRef,
    /// The media type that clients send it as; `None` leaves it to the default of RFC 7578, which is plain text.
    pub media_type: Option<String>,
    /// The media types and ranges that a file may be of; any where there is none.
    pub accepted: Vec<String>,
}

/// What is in a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PartContent {
    /// Bytes, which may have the name of a file.
    File,
    /// A text, written as in a form.
    Text,
    /// JSON.
    Json,
}

/// What becomes of parts without a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FurtherParts {
    /// They may be there and are not kept.
    Ignored,
    /// There must be none.
    Denied,
    /// They are kept as they were sent.
    Kept,
}
