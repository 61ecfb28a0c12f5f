use serde::Serialize;

use super::text::{comment, described, literal};
use crate::backend::client::operation::ClientParameter;
use crate::backend::{Fragment, OrFalse};
use crate::model::Style;
use crate::text::markdown::code;

/// A parameter of a call.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Parameter<'c> {
    name: &'c str,
    docs: Vec<String>,
    #[serde(rename = "type")]
    kind: &'c Fragment,
    wire_literal: String,
    place: &'static str,
    required: bool,
    deep: bool,
    explode: bool,
    spread: bool,
    separator_literal: OrFalse<String>,
}

impl<'c> Parameter<'c> {
    pub fn of(parameter: &'c ClientParameter) -> Self {
        let own = parameter.described;
        Self {
            name: &parameter.name,
            docs: docs(parameter),
            kind: &parameter.kind,
            wire_literal: literal(&own.name),
            place: own.location.word(),
            required: own.required,
            deep: own.style == Style::DeepObject,
            explode: own.explode,
            spread: own.spread,
            separator_literal: OrFalse(own.separator().map(literal)),
        }
    }
}

/// What the document says of it; where that is nothing, what its name does not say.
fn docs(parameter: &ClientParameter) -> Vec<String> {
    let own = parameter.described;
    let mut text = own.text();
    if text.is_empty() && parameter.name != own.name {
        text = format!("{} in the {}.", code(&own.name), own.location.word());
    }
    comment(&described(&text, &own.shape))
}
