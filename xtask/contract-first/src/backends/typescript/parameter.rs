use serde::Serialize;

use super::text::{self, comment, literal};
use crate::backend::client::operation::{ClientOperation, ClientParameter, PathExtent, PathPart};
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
    /// Where it is a part of a segment.
    part: OrFalse<Part>,
    /// How its parts are one text, or cookies of their own.
    style: OrFalse<String>,
    reserved: bool,
}

/// How a value stands beside others in its segment.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Part {
    /// Whether it is a segment by itself elsewhere.
    whole: bool,
    /// What would end it early.
    ends_literal: String,
}

impl<'c> Parameter<'c> {
    pub fn of(operation: &'c ClientOperation, parameter: &'c ClientParameter) -> Self {
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
            part: OrFalse(Part::of(operation, parameter)),
            style: OrFalse(parameter.text_style().map(literal)),
            reserved: described.allow_reserved,
        }
    }
}

impl Part {
    fn of(operation: &ClientOperation, parameter: &ClientParameter) -> Option<Self> {
        let mut whole = false;
        let mut ends = String::new();
        let mut is_part = false;
        for part in operation.path_parts() {
            match part {
                PathPart::Parameter {
                    parameter: other,
                    extent,
                } if std::ptr::eq(other, parameter) => match extent {
                    PathExtent::Segment => whole = true,
                    PathExtent::Part { end } => {
                        is_part = true;
                        ends.extend(end);
                    }
                },
                PathPart::Parameter { .. } | PathPart::Literal(_) => {}
            }
        }
        is_part.then(|| Self {
            whole,
            ends_literal: literal(&ends),
        })
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
