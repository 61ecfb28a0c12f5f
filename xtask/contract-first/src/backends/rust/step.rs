//! The lines of a method that make its request.

use super::module::{Code, Module};
use super::multipart::multipart_steps;
use crate::backend::Fragment;
use crate::backend::check::ParameterReading;
use crate::backend::client::operation::{
    ClientBody, ClientOperation, ClientParameter, PathExtent, PathPart,
};
use crate::model::{BodyEncoding, ParameterForm, ParameterLocation, PropertyEncoding, Style};
use crate::text::literal;

fn step(code: String, module: Module) -> Code {
    Fragment::plain(code).needing(module)
}

/// The path that a call begins with, and the steps that follow.
pub fn path_and_steps(operation: &ClientOperation) -> (String, Vec<Code>) {
    let parts = operation.path_parts();
    let start = match parts.first() {
        Some(PathPart::Literal(text)) => text,
        Some(PathPart::Parameter { .. }) | None => "",
    };
    let rest = parts.iter().enumerate();
    let steps = rest.filter_map(|(index, part)| match part {
        PathPart::Literal(_) if index == 0 => None,
        PathPart::Literal(text) => {
            let code = format!("call.path += {};", literal::rust(text));
            Some(Fragment::plain(code))
        }
        PathPart::Parameter { parameter, extent } => Some(in_path(parameter, *extent)),
    });
    let mut steps: Vec<_> = steps.collect();
    let others = operation.parameters.iter();
    let others = others.filter(|one| one.described.location != ParameterLocation::Path);
    steps.extend(others.map(outside));
    steps.extend(operation.body.as_ref().map(body));
    (literal::rust(start), steps)
}

fn in_path(parameter: &ClientParameter, extent: PathExtent) -> Code {
    let (wire, name) = (literal::rust(&parameter.described.name), &parameter.name);
    let value = format!("&parameters.{name}");
    let own = text(parameter, &value);
    match (extent, own) {
        (PathExtent::Segment, None) => segment(parameter),
        (PathExtent::Segment, Some(text)) => text
            .map(|text| {
                format!(
                    "if let Some(text) = call.checked({text}) {{ call.path_segment({wire}, &text); }}"
                )
            })
            .needing(Module::Checked)
            .needing(Module::PathSegment),
        (PathExtent::Part { end }, own) => own
            .unwrap_or_else(|| plain_path_text(parameter))
            .map(|text| format!("call.path_part({wire}, {text}, {end:?});"))
            .needing(Module::PathPart),
    }
}

fn function(module: Module, name: &str) -> Code {
    Fragment::imported(module.path(), name).needing(module)
}

/// The text of a value in the path, or why there is none, as an expression.
fn plain_path_text(parameter: &ClientParameter) -> Code {
    let (wire, name) = (literal::rust(&parameter.described.name), &parameter.name);
    match parameter.described.form {
        ParameterForm::List => function(Module::Joined, "joined")
            .map(|joined| format!("{joined}({wire}, &parameters.{name}, \",\")")),
        ParameterForm::One | ParameterForm::Object => function(Module::Percent, "encoded")
            .map(|encoded| format!("Ok({encoded}(&parameters.{name}))")),
    }
}

/// The text of a value whose style or media type says how its parts are written, or why there is none, as an expression.
fn text(parameter: &ClientParameter, value: &str) -> Option<Code> {
    let own = parameter.described;
    let wire = literal::rust(&own.name);
    let explode = own.explode;
    let json =
        || function(Module::JsonText, "json_text").map(|json| format!("{json}({wire}, {value})"));
    let encoded = |text: Code| {
        let helper = function(Module::Percent, "encoded").map(|_| String::new());
        let text = text.map(|text| format!("{text}.map(|text| encoded(&text))"));
        Fragment::join([text, helper], "")
    };
    match (parameter.reading?, own.location) {
        (ParameterReading::Json, ParameterLocation::Header) => Some(json()),
        (ParameterReading::Json, _) => Some(encoded(json())),
        (ParameterReading::Styled(held), ParameterLocation::Header | ParameterLocation::Cookie)
            if held.is_plain() =>
        {
            let one = function(Module::OneText, "one_text");
            Some(one.map(|one| format!("{one}({wire}, {value})")))
        }
        (ParameterReading::Styled(_), location) => Some(match (location, own.style) {
            (_, Style::Label) => function(Module::LabelText, "label_text")
                .map(|label| format!("{label}({wire}, {value}, {explode})")),
            (_, Style::Matrix) => function(Module::MatrixText, "matrix_text")
                .map(|matrix| format!("{matrix}({wire}, {value}, {explode})")),
            (ParameterLocation::Header, _) => function(Module::HeaderText, "header_text")
                .map(|header| format!("{header}({wire}, {value}, {explode})")),
            (ParameterLocation::Cookie, _) => function(Module::CookieText, "cookie_text")
                .map(|cookie| format!("{cookie}({wire}, {value})")),
            (ParameterLocation::Path | ParameterLocation::Query, style) => {
                let separator = match style {
                    Style::SpaceDelimited => "%20",
                    Style::PipeDelimited => "%7C",
                    _ => ",",
                };
                function(Module::UrlText, "url_text")
                    .map(|url| format!("{url}({wire}, {value}, {separator:?}, {explode})"))
            }
        }),
        _ => None,
    }
}

/// Puts a text where it is sent, if the value is given.
fn put_text(parameter: &ClientParameter, given: Option<String>, text: Code) -> Code {
    let own = parameter.described;
    let wire = literal::rust(&own.name);
    let lower = literal::rust(&own.name.to_ascii_lowercase());
    let (put, module) = match own.location {
        ParameterLocation::Query => (
            format!("call.query_text({wire}, &text);"),
            Module::QueryText,
        ),
        ParameterLocation::Header => (format!("call.header({lower}, &text);"), Module::Header),
        ParameterLocation::Cookie | ParameterLocation::Path => match parameter.reading {
            Some(ParameterReading::Styled(held)) if held.is_plain() => {
                (format!("call.cookie({wire}, &text);"), Module::Cookie)
            }
            // A comma stands between its parts.
            _ => (
                format!("call.cookie_pair({wire}, &text);"),
                Module::CookiePair,
            ),
        },
    };
    let given = given.map_or_else(String::new, |given| format!("{given} && "));
    text.map(|text| format!("if {given}let Some(text) = call.checked({text}) {{ {put} }}"))
        .needing(Module::Checked)
        .needing(module)
}

fn segment(parameter: &ClientParameter) -> Code {
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
    let field = format!("parameters.{}", parameter.name);
    let (given, value, plain) = match parameter.described.required {
        true => (None, format!("&{field}"), format!("{field}.to_string()")),
        false => (
            Some(format!("let Some(value) = &{field}")),
            "value".to_owned(),
            "value.to_string()".to_owned(),
        ),
    };
    if let Some(text) = text(parameter, &value) {
        return put_text(parameter, given, text);
    }
    let put = put(parameter, &value, &plain);
    match given {
        None => put,
        Some(given) => put.map(|code| format!("if {given} {{ {code} }}")),
    }
}

/// Puts a parameter where it is sent: its value, and its text, as expressions.
fn put(parameter: &ClientParameter, value: &str, text: &str) -> Code {
    let own = parameter.described;
    let wire = literal::rust(&own.name);
    let lower = literal::rust(&own.name.to_ascii_lowercase());
    let value_in_query = match own.allow_reserved {
        true => ("query_reserved", Module::QueryReserved),
        false => ("query_value", Module::QueryValue),
    };
    match (own.location, own.form, own.separator()) {
        (ParameterLocation::Cookie, ParameterForm::Object, _) if own.spread => {
            let code = format!("call.cookie_properties({wire}, {value});");
            step(code, Module::CookieProperties)
        }
        (ParameterLocation::Cookie, ParameterForm::List, _) => {
            let encoded = function(Module::Percent, "encoded");
            let code = encoded.map(|encoded| {
                format!("for item in {value} {{ call.cookie({wire}, &{encoded}(item)); }}")
            });
            code.needing(Module::Cookie)
        }
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
            let (function, module) = value_in_query;
            step(format!("call.{function}({wire}, {value});"), module)
        }
        (ParameterLocation::Query, ParameterForm::List, None) => {
            let (function, module) = value_in_query;
            let code = format!("for item in {value} {{ call.{function}({wire}, item); }}");
            step(code, module)
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
        BodyEncoding::Multipart => {
            let multipart = body.multipart.as_ref();
            multipart.map_or_else(
                || Fragment::plain(""),
                |multipart| multipart_steps(&media, multipart),
            )
        }
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
