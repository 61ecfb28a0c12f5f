//! The lines of a method that make its request.

use crate::backend::Fragment;
use crate::backend::client::operation::{ClientBody, ClientOperation, ClientParameter, PathPart};
use crate::model::{BodyEncoding, ParameterForm, ParameterLocation, PropertyEncoding, Style};
use crate::text::literal;

/// A helper of `call.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    Path,
    PathValue,
    PathList,
    Query,
    QueryEach,
    QueryList,
    QueryForm,
    QueryDeep,
    QuerySpread,
    Header,
    HeaderList,
    Cookie,
    Json,
    Form,
    /// A property of a form that is written in brackets.
    DeepObject,
    Body,
}

/// A line, and the helpers that it calls.
pub type Step = Fragment<Call>;

fn step(code: String, call: Call) -> Step {
    Step::plain(code).needing(call)
}

/// The path that a call begins with, and the steps that follow.
pub fn path_and_steps(operation: &ClientOperation) -> (String, Vec<Step>) {
    let parts = operation.path_parts();
    let start = match parts.first() {
        Some(PathPart::Literal(text)) => *text,
        Some(PathPart::Parameter(_)) | None => "",
    };
    let rest = parts.iter().enumerate();
    let steps = rest.filter_map(|(index, part)| match part {
        PathPart::Literal(_) if index == 0 => None,
        PathPart::Literal(text) => {
            let code = format!("call.path({});", literal::rust(text));
            Some(step(code, Call::Path))
        }
        PathPart::Parameter(parameter) => Some(in_path(parameter)),
    });
    let mut steps: Vec<_> = steps.collect();
    let others = operation.parameters.iter();
    let others = others.filter(|one| one.described.location != ParameterLocation::Path);
    steps.extend(others.map(outside));
    steps.extend(operation.body.as_ref().map(body));
    (literal::rust(start), steps)
}

fn in_path(parameter: &ClientParameter) -> Step {
    let (function, call) = match parameter.described.form {
        ParameterForm::List => ("path_list", Call::PathList),
        ParameterForm::One | ParameterForm::Object => ("path_value", Call::PathValue),
    };
    let (wire, name) = (literal::rust(&parameter.described.name), &parameter.name);
    let code = format!("call.{function}({wire}, &parameters.{name})?;");
    step(code, call)
}

/// A parameter outside of the path.
fn outside(parameter: &ClientParameter) -> Step {
    let name = &parameter.name;
    if parameter.described.required {
        let value = format!("&parameters.{name}");
        return put(parameter, &value, &format!("parameters.{name}.to_string()"));
    }
    let put = put(parameter, "value", "value.to_string()");
    put.map(|code| format!("if let Some(value) = &parameters.{name} {{ {code} }}"))
}

/// Puts a parameter where it is sent: its value, and its text, as expressions.
fn put(parameter: &ClientParameter, value: &str, text: &str) -> Step {
    let own = parameter.described;
    let wire = literal::rust(&own.name);
    let lower = literal::rust(&own.name.to_ascii_lowercase());
    match (own.location, own.form, own.separator()) {
        (ParameterLocation::Query, ParameterForm::Object, _) => {
            let (function, call) = match own.style {
                _ if own.spread => ("query_spread", Call::QuerySpread),
                Style::DeepObject => ("query_deep", Call::QueryDeep),
                Style::Simple
                | Style::Label
                | Style::Matrix
                | Style::Form
                | Style::SpaceDelimited
                | Style::PipeDelimited => ("query_form", Call::QueryForm),
            };
            step(format!("call.{function}({wire}, {value})?;"), call)
        }
        (ParameterLocation::Query, ParameterForm::One, _) => {
            step(format!("call.query({wire}, {value});"), Call::Query)
        }
        (ParameterLocation::Query, ParameterForm::List, None) => step(
            format!("call.query_each({wire}, {value});"),
            Call::QueryEach,
        ),
        (ParameterLocation::Query, ParameterForm::List, Some(separator)) => {
            let separator = literal::rust(separator);
            let code = format!("call.query_list({wire}, {value}, {separator})?;");
            step(code, Call::QueryList)
        }
        (ParameterLocation::Header, ParameterForm::List, _) => {
            let code = format!("call.header_list({lower}, {value})?;");
            step(code, Call::HeaderList)
        }
        (ParameterLocation::Header, ParameterForm::One | ParameterForm::Object, _) => {
            step(format!("call.header({lower}, &{text})?;"), Call::Header)
        }
        (ParameterLocation::Cookie | ParameterLocation::Path, ..) => {
            step(format!("call.cookie({wire}, &{text})?;"), Call::Cookie)
        }
    }
}

fn body(body: &ClientBody) -> Step {
    let content = body.content.described;
    let media = literal::rust(&content.name);
    let sent = match content.media {
        BodyEncoding::Json => step(format!("call.json({media}, body)?;"), Call::Json),
        BodyEncoding::Form => {
            let styles = content.encodings.iter();
            let pairs = styles.clone().map(|(wire, style)| {
                let style = literal::rust(&style.word());
                format!("({}, {style})", literal::rust(wire))
            });
            let pairs = pairs.collect::<Vec<_>>().join(", ");
            let form = step(
                format!("call.form({media}, body, &[{pairs}])?;"),
                Call::Form,
            );
            match styles
                .clone()
                .any(|(_, style)| *style == PropertyEncoding::Deep)
            {
                true => form.needing(Call::DeepObject),
                false => form,
            }
        }
        BodyEncoding::Text => {
            let code = format!("call.body({media}, body.as_bytes().to_vec());");
            step(code, Call::Body)
        }
        BodyEncoding::Bytes => step(format!("call.body({media}, body.to_vec());"), Call::Body),
    };
    match body.described.required {
        true => sent,
        false => sent.map(|code| format!("if let Some(body) = body {{ {code} }}")),
    }
}
