use super::body::MediaType;
use super::schemas::SchemaId;
use crate::document::Pointer;

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

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
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

/// The styles of OpenAPI (3.1.1, Style Values).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Style {
    Simple,
    Label,
    Matrix,
    Form,
    SpaceDelimited,
    PipeDelimited,
    DeepObject,
}

impl ParameterLocation {
    /// As `in` names it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The location that `in` names.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "path" => Self::Path,
            "query" => Self::Query,
            "header" => Self::Header,
            "cookie" => Self::Cookie,
            _ => return None,
        })
    }
}

impl Style {
    /// The style that `style` names.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "simple" => Self::Simple,
            "label" => Self::Label,
            "matrix" => Self::Matrix,
            "form" => Self::Form,
            "spaceDelimited" => Self::SpaceDelimited,
            "pipeDelimited" => Self::PipeDelimited,
            "deepObject" => Self::DeepObject,
            _ => return None,
        })
    }
}
