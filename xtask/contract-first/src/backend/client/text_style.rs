use super::operation::ClientParameter;
use crate::backend::check::ParameterReading;
use crate::model::{ParameterLocation, Style};

impl ClientParameter<'_> {
    /// The style of a value that is one text whatever it holds, as the runtimes in Python and TypeScript call it.
    pub fn text_style(&self) -> Option<&'static str> {
        let described = self.described;
        match (self.reading?, described.location) {
            (ParameterReading::Json, _) => Some("json"),
            (ParameterReading::SpreadCookies, _)
            | (ParameterReading::Items, ParameterLocation::Cookie) => Some("cookies"),
            (
                ParameterReading::Styled(held),
                ParameterLocation::Header | ParameterLocation::Cookie,
            ) if held.is_plain() => Some("plain"),
            (ParameterReading::Styled(_), _) => Some(match described.style {
                Style::Label => "label",
                Style::Matrix => "matrix",
                Style::SpaceDelimited => " ",
                Style::PipeDelimited => "|",
                Style::Simple | Style::Form | Style::DeepObject => ",",
            }),
            (
                ParameterReading::One
                | ParameterReading::Items
                | ParameterReading::Joined(_)
                | ParameterReading::Usual
                | ParameterReading::Pairs,
                _,
            ) => None,
        }
    }
}
