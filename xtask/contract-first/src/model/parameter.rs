use super::default_value::DefaultValue;
use super::documentation::Documentation;
use super::style::Style;
use super::type_ref::TypeRef;
use crate::document::Pointer;

/// A parameter of a call.
pub struct Parameter {
    /// Where it stands.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// What its name in code is made of.
    pub code_name: String,
    /// Where it is sent.
    pub location: ParameterLocation,
    /// What the document says of it.
    pub documentation: Documentation,
    /// What its schema says.
    pub type_documentation: Documentation,
    /// Never null: no text means that.
    pub shape: TypeRef,
    /// Whether it must be there.
    pub required: bool,
    /// How its value is written.
    pub style: Style,
    /// Whether each item or property is a parameter by itself.
    pub explode: bool,
    /// What its text is made of.
    pub form: ParameterForm,
    /// Whether the properties of an object are parameters by themselves.
    pub spread: bool,
    /// The media type that it is written as, where no style says how.
    pub content: Option<ParameterContent>,
    /// Whether reserved characters stand in a query as they are, where nothing else is meant by them.
    pub allow_reserved: bool,
    /// What a request without it means, where its schema says so.
    pub default: Option<DefaultValue>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// The media type of a parameter with `content`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ParameterContent {
    /// JSON.
    Json,
    /// Plain text.
    Text,
    /// Another one.
    Other(String),
}

/// What a parameter's text is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterForm {
    /// One value.
    One,
    /// A list of values.
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
    pub fn default_style(self) -> Style {
        match self {
            Self::Path | Self::Header => Style::Simple,
            Self::Query | Self::Cookie => Style::Form,
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
        match (self.form, self.location, self.style) {
            (ParameterForm::One, ..) => None,
            (_, Query | Cookie, _) if self.explode => None,
            (_, Query, Style::DeepObject) => None,
            (_, _, Style::SpaceDelimited) => Some(" "),
            (_, _, Style::PipeDelimited) => Some("|"),
            (
                _,
                _,
                Style::Simple | Style::Label | Style::Matrix | Style::Form | Style::DeepObject,
            ) => Some(","),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ParameterForm::{List, Object, One};
    use super::ParameterLocation::{Cookie, Header, Path, Query};
    use super::*;
    use crate::model::TypeKind;

    fn separator(
        location: ParameterLocation,
        form: ParameterForm,
        (style, explode): (Style, bool),
    ) -> Option<&'static str> {
        let nothing = || Documentation {
            description: String::new(),
            example: None,
        };
        let parameter = Parameter {
            at: Pointer::default(),
            name: "a".to_owned(),
            code_name: "a".to_owned(),
            location,
            documentation: nothing(),
            type_documentation: nothing(),
            shape: TypeRef::of(TypeKind::String),
            required: false,
            style,
            explode,
            form,
            spread: false,
            content: None,
            allow_reserved: false,
            default: None,
        };
        parameter.separator()
    }

    #[test]
    fn items_of_one_text_are_separated_as_the_style_says() {
        for (location, form, style, expected) in [
            (Query, One, (Style::Form, false), None),
            (Query, List, (Style::Form, true), None),
            (Query, List, (Style::Form, false), Some(",")),
            (Query, List, (Style::SpaceDelimited, false), Some(" ")),
            (Query, List, (Style::PipeDelimited, false), Some("|")),
            (Query, List, (Style::PipeDelimited, true), None),
            (Query, Object, (Style::DeepObject, false), None),
            (Path, List, (Style::Simple, false), Some(",")),
            (Header, List, (Style::Simple, true), Some(",")),
            (Cookie, List, (Style::Form, true), None),
        ] {
            let found = separator(location, form, style);
            assert_eq!(found, expected, "{location:?} {form:?} {style:?}");
        }
    }

    #[test]
    fn locations_are_found_by_their_words() {
        for location in [Path, Query, Header, Cookie] {
            assert_eq!(ParameterLocation::of(location.word()), Some(location));
        }
        assert_eq!(ParameterLocation::of("body"), None);
    }
}
