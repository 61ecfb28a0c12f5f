use serde::Serialize;

use super::text::{self, comment, literal};
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
        let described = parameter.described;
        Self {
            name: &parameter.name,
            docs: docs(parameter),
            kind: &parameter.kind,
            wire_literal: literal(&described.name),
            place: described.location.word(),
            required: described.required,
            deep: described.style == Style::DeepObject,
            explode: described.explode,
            spread: described.spread,
            separator_literal: OrFalse(described.separator().map(literal)),
        }
    }
}

/// What the document says of it; where that is nothing, what its name does not say.
fn docs(parameter: &ClientParameter) -> Vec<String> {
    let described = parameter.described;
    let mut said = described.text();
    if said.is_empty() && parameter.name != described.name {
        said = format!(
            "{} in the {}.",
            code(&described.name),
            described.location.word()
        );
    }
    comment(&text::described(&said, &described.shape))
}
