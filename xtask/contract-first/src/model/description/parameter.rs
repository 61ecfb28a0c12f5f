use super::body::MediaType;
use super::schemas::SchemaId;
use crate::document::Pointer;
use crate::model::{ParameterLocation, Style};

/// A parameter of an operation.
pub struct Parameter {
    pub at: Pointer,
    /// As it is written; the names of headers have no case.
    pub name: String,
    pub location: ParameterLocation,
    /// Always of a path.
    pub required: bool,
    pub deprecated: bool,
    pub allow_empty_value: bool,
    pub value: ParameterValue,
}

/// How the value of a parameter or a header becomes text.
pub enum ParameterValue {
    /// By a style.
    Styled {
        schema: SchemaId,
        style: Style,
        explode: bool,
        allow_reserved: bool,
    },
    /// As a media type.
    Content(Box<MediaType>),
}
