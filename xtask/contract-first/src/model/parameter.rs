use serde_json::Value;

use super::documentation::Documentation;
use super::type_ref::TypeRef;
use crate::document::Pointer;

/// A parameter of a call.
pub struct Parameter {
    pub at: Pointer,
    pub name: String,
    pub location: ParameterLocation,
    pub documentation: Documentation,
    /// What its schema says.
    pub type_documentation: Documentation,
    /// Never null: no text means that.
    pub shape: TypeRef,
    pub required: bool,
    pub style: String,
    pub explode: bool,
    pub form: ParameterForm,
    /// Whether the properties of an object are parameters by themselves.
    pub spread: bool,
    /// Whether it is described by a media type instead of a schema.
    pub has_media_type: bool,
    /// Its schema, when that says what a request without it means.
    pub defaulted: Option<Value>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterLocation {
    Path,
    Query,
    Header,
    Cookie,
}

/// What a parameter's text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterForm {
    One,
    List,
    /// Pairs with the part in brackets, `name[part]`; a text where the value is one.
    Object,
}

impl ParameterLocation {
    /// By the word of OpenAPI.
    pub fn of(word: &str) -> Option<Self> {
        let mut all = [Self::Path, Self::Query, Self::Header, Self::Cookie].into_iter();
        all.find(|location| location.word() == word)
    }

    /// As OpenAPI writes it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }

    /// The style of parameters that name none (OpenAPI 3.1, Parameter Object).
    pub fn default_style(self) -> &'static str {
        match self {
            Self::Path | Self::Header => "simple",
            Self::Query | Self::Cookie => "form",
        }
    }
}

impl Parameter {
    /// What the document says of it, Markdown: the parameter itself, else its schema.
    pub fn text(&self) -> String {
        match self.documentation.markdown() {
            own if own.is_empty() => self.type_documentation.markdown(),
            own => own,
        }
    }

    /// What stands between items that are one text; `None` where each item is a parameter of its own, or there is one value only.
    pub fn separator(&self) -> Option<&'static str> {
        use ParameterLocation::{Cookie, Query};
        match (self.form, self.location, self.style.as_str()) {
            (ParameterForm::One, ..) => None,
            (_, Query | Cookie, _) if self.explode => None,
            (_, Query, "deepObject") => None,
            (_, _, "spaceDelimited") => Some(" "),
            (_, _, "pipeDelimited") => Some("|"),
            _ => Some(","),
        }
    }
}
