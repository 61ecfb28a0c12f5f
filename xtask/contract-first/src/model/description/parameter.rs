use super::body::MediaType;
use super::schemas::SchemaId;
use crate::document::Pointer;
use crate::model::ParameterLocation;

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
