use serde_json::{Value, json};

use super::docstring::{docstring, one_line, says_nothing, texts};
use super::language::Python;
use super::names::CONSTANT;
use crate::backend::client::language::Language as _;
use crate::backend::client::words::wrapped;
use crate::backend::names::NameAllocator;

/// Longest line, in characters.
const WIDTH: usize = 120;

/// What the templates print of an operation; `constants` are those of the module.
pub fn call(operation: &Value, constants: &mut NameAllocator) -> Value {
    let text = |key: &str| operation[key].as_str().unwrap_or_default();
    let mut constant = |text: &str| format!("_{}", constants.allocate(&CONSTANT, text));
    let name = text("name");
    let (constant, content) = (constant(name), constant(&format!("{name} body")));
    let body = &operation["body"];
    let mut arguments = Vec::new();
    let mut passed = Vec::new();
    if body.is_object() {
        let kind = body_type(body);
        arguments.push(match body["required"] == true {
            true => format!("body: {kind}"),
            false => format!("body: {} = None", or_none(&kind)),
        });
        passed.push("body".to_owned());
    }
    let parameters = items(&operation["required"]).chain(items(&operation["optional"]));
    let parameters: Vec<_> = parameters.collect();
    if !parameters.is_empty() {
        arguments.push("*".to_owned());
    }
    for parameter in &parameters {
        let (name, kind) = (&parameter["name"], &parameter["type"]);
        let (name, kind) = (
            name.as_str().unwrap_or_default(),
            kind.as_str().unwrap_or_default(),
        );
        arguments.push(match parameter["required"] == true {
            true => format!("{name}: {kind}"),
            false => format!("{name}: {} = None", or_none(kind)),
        });
        passed.push(format!("{name}={name}"));
    }
    let answers: Vec<_> = items(&operation["answers"]).map(answer).collect();
    let result = result(&operation["successes"]);
    let written = settings(operation, &content);
    let contents = match body["json"] == true {
        true => vec![format!("{content} = Content({})", body_type(body))],
        false => Vec::new(),
    };
    json!({
        "code": format!("{} {result} {} {} {}", arguments.join(" "), written.join(" "), contents.join(" "), answers.join(" ")),
        "constant": constant,
        "contents": contents,
        "answers": answers,
        "signature": signature(&arguments, 0),
        "method": signature(&[vec!["self".to_owned()], arguments].concat(), 4),
        "result": result,
        "path": path(&operation["pathParts"]),
        "settings": written,
        "docstring": docstring(&docs(operation, &parameters)),
        "call": invocation(text("name"), &passed),
    })
}

/// The items of a list.
pub fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn or_none(kind: &str) -> String {
    match kind {
        "Any" | "None" => kind.to_owned(),
        kind if kind.ends_with(" | None") => kind.to_owned(),
        kind => format!("{kind} | None"),
    }
}

fn body_type(body: &Value) -> String {
    match () {
        () if body["text"] == true => "str".to_owned(),
        () if body["bytes"] == true => "bytes".to_owned(),
        () => body["type"].as_str().unwrap_or_default().to_owned(),
    }
}

/// What a call returns: the type of every documented success.
fn result(successes: &Value) -> String {
    let mut kinds: Vec<String> = Vec::new();
    let mut none = false;
    for success in items(successes) {
        let kind = match success["body"].is_object() {
            true => body_type(&success["body"]),
            false => "None".to_owned(),
        };
        none |= kind == "None" || kind.ends_with(" | None");
        let kind = kind.trim_end_matches(" | None");
        if kind != "None" && !kinds.iter().any(|known| known == kind) {
            kinds.push(kind.to_owned());
        }
    }
    if kinds.iter().any(|kind| kind == "Any") {
        return "Any".to_owned();
    }
    kinds.extend((none || kinds.is_empty()).then(|| "None".to_owned()));
    kinds.join(" | ")
}

fn answer(answer: &Value) -> String {
    let body = &answer["body"];
    let content = match () {
        () if !body.is_object() => "None".to_owned(),
        () if body["text"] == true => "\"text\"".to_owned(),
        () if body["bytes"] == true => "\"bytes\"".to_owned(),
        () => format!("Content({})", body_type(body)),
    };
    let mut parts = vec![answer["least"].to_string(), answer["most"].to_string()];
    let error = answer["errorType"].as_str().unwrap_or_default();
    match answer["success"] == true {
        true if content == "None" => {}
        true => parts.push(content),
        false => parts.extend([content, format!("errors.{error}")]),
    }
    format!("Answer({})", parts.join(", "))
}

fn path(parts: &Value) -> String {
    let part = |part: &Value| match part["literal"].as_str() {
        Some(literal) => literal.to_owned(),
        None => {
            let parameter = &part["parameter"];
            let wire = parameter["wireLiteral"].as_str().unwrap_or_default();
            format!(
                "_parameters.path({wire}, {})",
                parameter["name"].as_str().unwrap_or_default()
            )
        }
    };
    items(parts).map(part).collect::<Vec<_>>().join(" + ")
}

/// The arguments of `Call` that are not the same for all.
fn settings(operation: &Value, content: &str) -> Vec<String> {
    let mut settings = Vec::new();
    let alternatives: Vec<_> = items(&operation["security"]).map(alternative).collect();
    if !alternatives.is_empty() {
        settings.push(format!("security=[{}]", alternatives.join(", ")));
    }
    for (argument, key, function) in [
        ("query", "inQuery", "query"),
        ("headers", "inHeader", "header"),
        ("cookies", "inCookie", "cookie"),
    ] {
        let written: Vec<_> = items(&operation[key])
            .map(|parameter| {
                format!(
                    "            *_parameters.{function}({}),\n",
                    written(parameter)
                )
            })
            .collect();
        if !written.is_empty() {
            settings.push(format!("{argument}=[\n{}        ]", written.concat()));
        }
    }
    let body = &operation["body"];
    if body.is_object() {
        let write = match () {
            () if body["json"] == true => format!("{content}.json(body)"),
            () if body["form"] == true => form(body),
            () if body["text"] == true => "body.encode()".to_owned(),
            () => "body".to_owned(),
        };
        settings.push(match body["required"] == true {
            true => format!("body={write}"),
            false => format!("body=None if body is None else {write}"),
        });
        settings.push(format!(
            "media={}",
            body["mediaLiteral"].as_str().unwrap_or_default()
        ));
    }
    let accept = operation["acceptLiteral"].as_str().unwrap_or_default();
    if !matches!(accept, "" | "\"application/json\"") {
        settings.push(format!("accept={accept}"));
    }
    if operation["idempotent"] == true {
        settings.push("idempotent=True".to_owned());
    }
    settings
}

/// The body as a form, with the styles of those properties that have one.
fn form(body: &Value) -> String {
    let literal = |one: &Value, key: &str| one[key].as_str().unwrap_or_default().to_owned();
    let styles: Vec<_> = items(&body["encodings"])
        .map(|one| {
            let (wire, style) = (literal(one, "wireLiteral"), literal(one, "styleLiteral"));
            format!("                {wire}: {style},\n")
        })
        .collect();
    if styles.is_empty() {
        return "_parameters.form(body)".to_owned();
    }
    format!(
        "_parameters.form(\n            body,\n            {{\n{}            }},\n        )",
        styles.concat()
    )
}

fn alternative(alternative: &Value) -> String {
    let schemes = items(&alternative["schemes"]).map(|scheme| scheme["index"].to_string());
    format!("[{}]", schemes.collect::<Vec<_>>().join(", "))
}

fn written(parameter: &Value) -> String {
    let text = |key: &str| parameter[key].as_str().unwrap_or_default();
    let mut parts = vec![text("wireLiteral").to_owned(), text("name").to_owned()];
    if parameter["query"] == true {
        parts.extend(parameter["separatorLiteral"].as_str().map(str::to_owned));
        let spread = parameter["spread"] == true;
        parts.extend(spread.then(|| "spread=True".to_owned()));
        let deep = parameter["style"] == "deepObject";
        parts.extend(deep.then(|| "deep=True".to_owned()));
    } else if parameter["header"] == true
        && parameter["object"] == true
        && parameter["explode"] == true
    {
        parts.push("explode=True".to_owned());
    }
    parts.join(", ")
}

/// Arguments one a line: formatters leave them so.
fn signature(arguments: &[String], indent: usize) -> String {
    if arguments.is_empty() {
        return "()".to_owned();
    }
    let outer = " ".repeat(indent);
    let lines: Vec<_> = arguments
        .iter()
        .map(|argument| format!("{outer}    {argument},\n"))
        .collect();
    format!("(\n{}{outer})", lines.concat())
}

fn invocation(name: &str, passed: &[String]) -> String {
    let call = format!("_calls.{name}({})", passed.join(", "));
    if call.len() + "        return await self._run()".len() <= WIDTH {
        return call;
    }
    let lines: Vec<_> = passed
        .iter()
        .map(|argument| format!("                {argument},\n"))
        .collect();
    format!(
        "\n            _calls.{name}(\n{}            )\n        ",
        lines.concat()
    )
}

fn docs(operation: &Value, parameters: &[&Value]) -> Vec<String> {
    let mut docs = texts(&operation["docs"]);
    if docs.is_empty() {
        let route = operation["routeCode"].as_str().unwrap_or_default();
        docs.extend(Python.docs(route, 4));
    }
    if operation["deprecated"] == true {
        docs.extend([String::new(), "Deprecated.".to_owned()]);
    }
    let body = Some(&operation["body"]).filter(|body| body.is_object());
    let body = body.map(|body| ("body", texts(&body["docs"])));
    let parameters = parameters.iter().map(|one| {
        (
            one["name"].as_str().unwrap_or_default(),
            texts(&one["docs"]),
        )
    });
    section(&mut docs, "Args:", body.into_iter().chain(parameters));
    let errors = items(&operation["errors"]);
    let errors = errors.map(|one| {
        (
            one["errorType"].as_str().unwrap_or_default(),
            texts(&one["docs"]),
        )
    });
    section(&mut docs, "Raises:", errors);
    docs
}

fn section<'d>(
    docs: &mut Vec<String>,
    title: &str,
    entries: impl Iterator<Item = (&'d str, Vec<String>)>,
) {
    let mut lines = Vec::new();
    for (name, text) in entries.filter(|(_, text)| !says_nothing(text)) {
        let wrapped = wrapped(&format!("{name}: {}", one_line(&text)), 100);
        let indents = std::iter::once("    ").chain(std::iter::repeat("        "));
        lines.extend(
            indents
                .zip(wrapped)
                .map(|(indent, line)| format!("{indent}{line}")),
        );
    }
    if !lines.is_empty() {
        docs.extend([String::new(), title.to_owned()]);
        docs.append(&mut lines);
    }
}
