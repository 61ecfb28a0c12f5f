use super::calls::MediaArgument;
use super::imports::Module;
use super::language::Python;
use crate::backend::Fragment;
use crate::backend::client::language::Language as _;
use crate::backend::client::operation::{
    ClientBody, ClientOperation, ClientParameter, PathExtent, PathPart,
};
use crate::model::{BodyEncoding, ParameterForm, ParameterLocation, Style};

/// Longest expression of a path, in characters, that is one line.
const MAX_PATH: usize = 105;

/// The media type of responses that is asked for anyway.
const USUAL_MEDIA: &str = "application/json";

/// The expression of the path.
pub fn path(operation: &ClientOperation) -> Fragment {
    let parts = operation.path_parts().into_iter().map(|part| match part {
        PathPart::Literal(text) => Fragment::plain(Python.text(&text)),
        PathPart::Parameter {
            parameter,
            extent: PathExtent::Segment,
        } if parameter.text_style().is_none() => written(parameter, "path"),
        PathPart::Parameter { parameter, extent } => path_text(parameter, extent),
    });
    let parts: Vec<_> = parts.collect();
    let width: usize = parts.iter().map(|part| part.text.len() + 3).sum();
    if width <= MAX_PATH {
        return Fragment::join(parts, " + ");
    }
    let lines = Fragment::join(parts, "\n            + ");
    lines.map(|lines| format!("(\n            {lines}\n        )"))
}

/// A text of the path by its style, or one that is a part of its segment.
fn path_text(parameter: &ClientParameter, extent: PathExtent) -> Fragment {
    let (wire, name) = (Python.text(&parameter.described.name), &parameter.name);
    let text = parameter.text_style().map(|style| {
        let explode = Python.literal(&parameter.described.explode.into());
        let call = format!("styled({wire}, {name}, {}, {explode})", Python.text(style));
        Module::Parameters.member(&call).text
    });
    let call = match (extent, text) {
        (PathExtent::Segment, text) => {
            format!("segment({wire}, {})", text.unwrap_or_else(|| name.clone()))
        }
        (PathExtent::Part { end }, text) => {
            let end = Python.text(&end.map_or_else(String::new, String::from));
            match text {
                Some(text) => format!("part({wire}, {text}, {end})"),
                None => format!("path_part({wire}, {name}, {end})"),
            }
        }
    };
    Module::Parameters.member(&call)
}

/// The arguments of `Call` that are not the same for all; `content` is the constant of the body.
pub fn settings(
    operation: &ClientOperation,
    content: &str,
    media: Option<&MediaArgument>,
) -> Vec<Fragment> {
    let described = operation.described;
    let mut settings = Vec::new();
    if let Some(server) = &described.server {
        let url = Python.text(&server.url());
        settings.push(Fragment::plain(format!("server={url}")));
    }
    if !described.security.is_empty() {
        let alternatives = described.security.iter().map(|alternative| {
            let schemes = alternative
                .iter()
                .map(|required| required.index.to_string());
            format!("[{}]", schemes.collect::<Vec<_>>().join(", "))
        });
        let alternatives = alternatives.collect::<Vec<_>>().join(", ");
        settings.push(Fragment::plain(format!("security=[{alternatives}]")));
    }
    for (argument, location, function) in [
        ("query", ParameterLocation::Query, "query"),
        ("headers", ParameterLocation::Header, "header"),
        ("cookies", ParameterLocation::Cookie, "cookie"),
    ] {
        settings.extend(parameters(operation, argument, location, function));
    }
    if let Some(body) = &operation.body {
        let write = match body.content.described.media {
            BodyEncoding::Json => Fragment::plain(format!("{content}.json(body)")),
            BodyEncoding::Form => form(body),
            BodyEncoding::Text => Fragment::plain("body.encode()"),
            BodyEncoding::Bytes => Fragment::plain("body"),
        };
        settings.push(write.map(|write| match body.described.required {
            true => format!("body={write}"),
            false => format!("body=None if body is None else {write}"),
        }));
        let media = Python.text(&body.content.described.name);
        settings.push(Fragment::plain(format!("media={media}")));
    }
    let accepted = operation.accepted();
    let literal = Python.text(&accepted);
    match media {
        Some(media) => {
            let code = format!("accept=preferring({}, {literal})", media.name);
            settings.push(Fragment::plain(code).with("._call", "preferring"));
        }
        None if accepted != USUAL_MEDIA => {
            settings.push(Fragment::plain(format!("accept={literal}")));
        }
        None => {}
    }
    if described.is_idempotent() {
        settings.push(Fragment::plain("idempotent=True"));
    }
    settings
}

/// The parameters in a place; `None` where there are none.
fn parameters(
    operation: &ClientOperation,
    argument: &str,
    location: ParameterLocation,
    function: &str,
) -> Option<Fragment> {
    let located = operation.located(location);
    let lines: Vec<_> = located
        .map(|parameter| written(parameter, function).map(|code| format!("            *{code},\n")))
        .collect();
    if lines.is_empty() {
        return None;
    }
    let lines = Fragment::join(lines, "");
    Some(lines.map(|lines| format!("{argument}=[\n{lines}        ]")))
}

/// The call that writes a parameter.
fn written(parameter: &ClientParameter, function: &str) -> Fragment {
    let described = parameter.described;
    let mut parts = vec![Python.text(&described.name), parameter.name.clone()];
    if let Some(style) = parameter.text_style() {
        let explode = Python.literal(&described.explode.into());
        let call = format!(
            "styled_{function}({}, {}, {explode})",
            parts.join(", "),
            Python.text(style)
        );
        return Module::Parameters.member(&call);
    }
    match described.location {
        ParameterLocation::Query => {
            parts.extend(
                described
                    .separator()
                    .map(|separator| Python.text(separator)),
            );
            parts.extend(described.spread.then(|| "spread=True".to_owned()));
            let deep = described.style == Style::DeepObject;
            parts.extend(deep.then(|| "deep=True".to_owned()));
            let reserved = described.allow_reserved;
            parts.extend(reserved.then(|| "reserved=True".to_owned()));
        }
        ParameterLocation::Header => {
            let explode = described.form == ParameterForm::Object && described.explode;
            parts.extend(explode.then(|| "explode=True".to_owned()));
        }
        ParameterLocation::Path | ParameterLocation::Cookie => {}
    }
    Module::Parameters.member(&format!("{function}({})", parts.join(", ")))
}

/// The body as a form, with the styles of those properties that have one.
fn form(body: &ClientBody) -> Fragment {
    let encodings = &body.content.described.encodings;
    if encodings.is_empty() {
        return Module::Parameters.member("form(body)");
    }
    let styles = encodings.iter().map(|(wire, encoding)| {
        let (wire, style) = (Python.text(wire), Python.text(&encoding.word()));
        format!("                {wire}: {style},\n")
    });
    let styles: String = styles.collect();
    Module::Parameters.member(&format!(
        "form(\n            body,\n            {{\n{styles}            }},\n        )"
    ))
}
