//! A call as the templates of operations and of the client print it.

use serde_json::{Value, json};

use super::form;
use super::language::wrapped_docs;
use super::text::{WIDTH, comment, described, listed, literal_key, union};
use crate::backend::client::language::Types;
use crate::backend::client::outcome::{arguments, outcomes};
use crate::model::Operation;
use crate::text::markdown::code;

/// Texts and bytes have types of their own, whatever their schemas say.
pub fn retype(content: &mut Value, request: bool) {
    if content["text"] == true {
        content["type"] = "string".into();
    } else if content["bytes"] == true && request {
        content["type"] = "ArrayBuffer | Blob | Uint8Array<ArrayBuffer>".into();
    } else if content["bytes"] == true {
        content["type"] = "Uint8Array<ArrayBuffer>".into();
    }
}

/// Adds what the templates need to a rendered operation.
pub fn finish(operation: &Operation, types: &Types, rendered: &mut Value) {
    retype(&mut rendered["body"], true);
    retype(&mut rendered["success"], false);
    for list in ["successes", "errors", "answers"] {
        for answer in rendered[list].as_array_mut().into_iter().flatten() {
            retype(&mut answer["body"], false);
        }
    }
    let errors = errors(operation, rendered);
    let names: Vec<_> = errors
        .iter()
        .filter_map(|one| one["name"].as_str())
        .collect();
    let group = if names.is_empty() {
        Value::Bool(false)
    } else {
        let names: Vec<_> = names.into_iter().map(str::to_owned).collect();
        let name = rendered["errorType"].as_str().unwrap_or_default();
        let mut lines = union(name, &names);
        lines.push(String::new());
        let value = format!("export const {name} = errorGroup<{name}>([");
        lines.extend(
            listed(&value, &names, "]);")
                .into_iter()
                .map(|line| line.replace("[ ", "[").replace(" ]", "]")),
        );
        json!({ "lines": lines })
    };
    let encodings = rendered["body"]["encodings"]
        .as_array()
        .into_iter()
        .flatten();
    let encodings: Vec<_> = encodings
        .map(|one| {
            let wire = literal_key(one["key"].as_str().unwrap_or_default());
            format!(
                "{wire}: {}",
                one["styleLiteral"].as_str().unwrap_or_default()
            )
        })
        .collect();
    let typescript = json!({
        "styles": encodings.join(", "),
        "errors": errors,
        "group": group,
        "answers": answers(operation, types, rendered),
        "parameters": parameters(rendered),
        "signature": signature(rendered),
        "given": format!(
            "{}, {}",
            if rendered["parametrised"] == true { "parameters" } else { "{}" },
            if rendered["body"].is_object() { "body" } else { "undefined" },
        ),
    });
    for (parameter, rendered) in arguments(operation)
        .into_iter()
        .zip(rendered["parameters"].as_array_mut().into_iter().flatten())
    {
        let named = rendered["name"] == parameter.name;
        let text = match parameter.text().as_str() {
            "" if !named => format!(
                "{} in the {}.",
                code(&parameter.name),
                parameter.location.word()
            ),
            text => text.to_owned(),
        };
        rendered["docs"] = comment(&described(&text, &parameter.shape)).into();
    }
    rendered["docs"] = comment(&docs(
        operation,
        rendered,
        &group_name(rendered, &typescript),
    ))
    .into();
    rendered["typescript"] = typescript;
}

fn group_name(rendered: &Value, typescript: &Value) -> Option<String> {
    let there = typescript["group"].is_object();
    there.then(|| {
        rendered["errorType"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    })
}

fn docs(operation: &Operation, rendered: &Value, group: &Option<String>) -> Vec<String> {
    let mut lines = wrapped_docs(&operation.text(), 4);
    if lines.is_empty() {
        lines = wrapped_docs(
            &code(&format!("{} {}", operation.method, operation.path)),
            4,
        );
    }
    if let Some(group) = group {
        lines.push(String::new());
        lines.push(format!(
            "Throws {{@link {group}}}, or another {{@link ClientError}}."
        ));
    }
    if rendered["deprecated"] == true {
        lines.extend([String::new(), "@deprecated".to_owned()]);
    }
    lines
}

/// The classes of its errors.
fn errors(operation: &Operation, rendered: &Value) -> Vec<Value> {
    let outcomes = outcomes(operation);
    let answers = outcomes.iter().filter(|outcome| !outcome.success);
    let listed = rendered["errors"].as_array().into_iter().flatten();
    let classes = answers.zip(listed).map(|(answer, error)| {
        let text = match answer.response.code.as_str() {
            "default" => format!("Any other status: {}", answer.response.description),
            code => format!("{code}: {}", answer.response.description),
        };
        let text = text.trim_end().trim_end_matches(':');
        json!({
            "name": error["errorType"],
            "docs": comment(&wrapped_docs(text, 0)),
            "status": if error["status"].is_number() { error["status"].clone() } else { "number".into() },
            "body": body_type(error),
        })
    });
    classes.collect()
}

fn body_type(answer: &Value) -> Value {
    match answer["body"]["type"].as_str() {
        Some(kind) => kind.into(),
        None => "undefined".into(),
    }
}

/// What `operation.mustache` calls a documented answer.
fn answers(operation: &Operation, types: &Types, rendered: &Value) -> Vec<String> {
    let answers = rendered["answers"].as_array().into_iter().flatten();
    let lines = outcomes(operation)
        .into_iter()
        .zip(answers)
        .flat_map(|(answer, rendered)| {
            let (least, most) = answer.statuses;
            let mut parts = vec![format!("least: {least}"), format!("most: {most}")];
            if let Some(content) = answer.content() {
                let media = ["text", "bytes"]
                    .into_iter()
                    .find(|media| rendered["body"][media] == true);
                parts.push(format!("media: \"{}\"", media.unwrap_or("json")));
                if media.is_none() {
                    parts.push(format!("form: {}", form::of(types, &content.shape)));
                }
            }
            if !answer.success {
                parts.push(format!(
                    "error: {}",
                    rendered["errorType"].as_str().unwrap_or_default()
                ));
            }
            listed("{", &parts, "},")
        });
    lines.collect()
}

fn parameters(rendered: &Value) -> Vec<String> {
    let listed = rendered["parameters"].as_array().into_iter().flatten();
    let lines = listed.map(|one| {
        let place = ["path", "query", "header", "cookie"].into_iter().find(|place| one[place] == true);
        let name = one["name"].as_str().unwrap_or_default();
        let wire = &one["wireLiteral"].as_str().unwrap_or_default();
        let deep = one["style"] == "deepObject";
        let mut line = format!(
            "name: \"{name}\", wire: {wire}, place: \"{}\", required: {}, deep: {deep}, explode: {}, spread: {}",
            place.unwrap_or("query"),
            one["required"],
            one["explode"],
            one["spread"],
        );
        if let Some(separator) = one["separatorLiteral"].as_str() {
            line.push_str(&format!(", separator: {separator}"));
        }
        line
    });
    lines.collect()
}

/// The line or lines that a method begins with.
fn signature(rendered: &Value) -> Vec<String> {
    let text = |key: &str| rendered[key].as_str().unwrap_or_default();
    let mut arguments = Vec::new();
    let needed = |list: &str| {
        rendered[list]
            .as_array()
            .is_some_and(|list| !list.is_empty())
    };
    let body = &rendered["body"];
    if rendered["parametrised"] == true {
        // Nothing that has to be given may stand behind what has not.
        let default = if needed("required") || body["required"] == true {
            ""
        } else {
            " = {}"
        };
        arguments.push(format!("parameters: {}{default}", text("parametersType")));
    }
    if let Some(kind) = body["type"].as_str() {
        let mark = if body["required"] == true { "" } else { "?" };
        arguments.push(format!("body{mark}: {kind}"));
    }
    arguments.push("options?: CallOptions".to_owned());
    let answer = answer_type(rendered);
    let line = format!(
        "async {}({}): Promise<{answer}> {{",
        text("name"),
        arguments.join(", ")
    );
    if line.len() + 2 <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![format!("async {}(", text("name"))];
    lines.extend(
        arguments
            .into_iter()
            .map(|argument| format!("  {argument},")),
    );
    lines.push(format!("): Promise<{answer}> {{"));
    lines
}

/// The type of the success.
pub fn answer_type(rendered: &Value) -> String {
    let success = rendered["success"]["type"].as_str();
    match (success, rendered["several"] == true) {
        (Some(kind), _) => kind.to_owned(),
        (None, true) => rendered["successType"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        (None, false) => "void".to_owned(),
    }
}
