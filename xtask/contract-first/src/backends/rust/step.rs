//! The lines of a method that make its request.

use super::module::{Code, Module};
use crate::backend::Fragment;
use crate::backend::client::operation::{ClientBody, ClientOperation, ClientParameter, PathPart};
use crate::model::{BodyEncoding, ParameterForm, ParameterLocation, PropertyEncoding, Style};
use crate::text::literal;

fn step(code: String, module: Module) -> Code {
    Fragment::plain(code).needing(module)
}

/// The path that a call begins with, and the steps that follow.
pub fn path_and_steps(operation: &ClientOperation) -> (String, Vec<Code>) {
    let parts = operation.path_parts();
    let start = match parts.first() {
        Some(PathPart::Literal(text)) => *text,
        Some(PathPart::Parameter(_)) | None => "",
    };
    let rest = parts.iter().enumerate();
    let steps = rest.filter_map(|(index, part)| match part {
        PathPart::Literal(_) if index == 0 => None,
        PathPart::Literal(text) => {
            let code = format!("call.path += {};", literal::rust(text));
            Some(Fragment::plain(code))
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

fn in_path(parameter: &ClientParameter) -> Code {
    let (function, module) = match parameter.described.form {
        ParameterForm::List => ("path_list", Module::PathList),
        ParameterForm::One | ParameterForm::Object => ("path_value", Module::PathValue),
    };
    let (wire, name) = (literal::rust(&parameter.described.name), &parameter.name);
    let code = format!("call.{function}({wire}, &parameters.{name});");
    step(code, module)
}

/// A parameter outside of the path.
fn outside(parameter: &ClientParameter) -> Code {
    let name = &parameter.name;
    if parameter.described.required {
        let value = format!("&parameters.{name}");
        return put(parameter, &value, &format!("parameters.{name}.to_string()"));
    }
    let put = put(parameter, "value", "value.to_string()");
    put.map(|code| format!("if let Some(value) = &parameters.{name} {{ {code} }}"))
}

/// Puts a parameter where it is sent: its value, and its text, as expressions.
fn put(parameter: &ClientParameter, value: &str, text: &str) -> Code {
    let own = parameter.described;
    let wire = literal::rust(&own.name);
    let lower = literal::rust(&own.name.to_ascii_lowercase());
    match (own.location, own.form, own.separator()) {
        (ParameterLocation::Query, ParameterForm::Object, _) if own.spread => {
            let code = format!("call.query_properties({wire}, {value});");
            step(code, Module::QueryProperties)
        }
        (ParameterLocation::Query, ParameterForm::Object, _) => {
            let numbered = match own.style {
                Style::DeepObject => true,
                Style::Simple
                | Style::Label
                | Style::Matrix
                | Style::Form
                | Style::SpaceDelimited
                | Style::PipeDelimited => false,
            };
            let code = format!("call.query_object({wire}, {value}, {numbered});");
            step(code, Module::QueryObject)
        }
        (ParameterLocation::Query, ParameterForm::One, _) => {
            let code = format!("call.query_value({wire}, {value});");
            step(code, Module::QueryValue)
        }
        (ParameterLocation::Query, ParameterForm::List, None) => {
            let code = format!("for item in {value} {{ call.query_value({wire}, item); }}");
            step(code, Module::QueryValue)
        }
        (ParameterLocation::Query, ParameterForm::List, Some(separator)) => {
            let separator = literal::rust(separator);
            let code = format!("call.query_list({wire}, {value}, {separator});");
            step(code, Module::QueryList)
        }
        (ParameterLocation::Header, ParameterForm::List, _) => {
            let code = format!("call.header_list({lower}, {value});");
            step(code, Module::HeaderList)
        }
        (ParameterLocation::Header, ParameterForm::One | ParameterForm::Object, _) => {
            step(format!("call.header({lower}, &{text});"), Module::Header)
        }
        (ParameterLocation::Cookie | ParameterLocation::Path, ..) => {
            step(format!("call.cookie({wire}, &{text});"), Module::Cookie)
        }
    }
}

fn body(body: &ClientBody) -> Code {
    let content = body.content.described;
    let media = literal::rust(&content.name);
    let sent = match content.media {
        BodyEncoding::Json => step(format!("call.json({media}, body);"), Module::JsonBody),
        BodyEncoding::Form => form(&media, &content.encodings),
        BodyEncoding::Text => {
            let code = format!("call.body({media}, body.as_bytes().to_vec());");
            step(code, Module::Body)
        }
        BodyEncoding::Bytes => step(format!("call.body({media}, body.to_vec());"), Module::Body),
    };
    match body.described.required {
        true => sent,
        false => sent.map(|code| format!("if let Some(body) = body {{ {code} }}")),
    }
}

/// A body of pairs, with the styles of those properties that have one.
fn form(media: &str, encodings: &[(String, PropertyEncoding)]) -> Code {
    let styles = encodings.iter().map(|(wire, encoding)| {
        let wire = literal::rust(wire);
        form_style(*encoding).map(|style| format!("({wire}, {style})"))
    });
    let form = Fragment::join(styles, ", ").needing(Module::FormBody);
    form.map(|styles| format!("call.form({media}, body, &[{styles}]);"))
}

/// The function that writes a property.
fn form_style(encoding: PropertyEncoding) -> Code {
    let function =
        |module: Module, name: &str| Fragment::imported(module.path(), name).needing(module);
    match encoding {
        PropertyEncoding::Deep => function(Module::FormBrackets, "in_brackets"),
        PropertyEncoding::Json => function(Module::FormJson, "as_json"),
        PropertyEncoding::Joined(separator) => {
            let separator = literal::rust(&separator.to_string());
            function(Module::FormList, "separated")
                .map(|name| format!("|name, value| {name}(name, value, {separator})"))
        }
    }
}
