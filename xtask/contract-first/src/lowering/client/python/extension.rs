use serde_json::{Value, json};

use super::call::{call, items};
use super::docstring::{docstring, one_line, says_nothing, texts};
use super::example::example;
use super::imports::{imports, sorting_key, without_texts};
use super::model::models;
use crate::lowering::client::language::{Language as _, Types};
use crate::lowering::client::python::Python;
use crate::lowering::client::words::wrapped;
use crate::lowering::names::NameAllocator;
use crate::lowering::version::Version;
use crate::model::Contract;
use crate::text::{lines, markdown, one_line as one_line_of};

/// Longest name, in characters, whose lines stay within their limit.
const MAX_NAME: usize = 48;

/// The errors that every package has.
const ERRORS: [&str; 7] = [
    "ConnectionFailedError",
    "Error",
    "OptionError",
    "StatusError",
    "TimedOutError",
    "TransportError",
    "UnexpectedAnswerError",
];

/// Adds what the Python templates print: `python` of the package, of each operation, error and security scheme.
pub fn finish(contract: &Contract, types: &Types, extension: &mut Value) {
    let (example, shown) = example(contract, types, extension);
    let mut code = String::new();
    let mut errors: Vec<String> = ERRORS.map(str::to_owned).into();
    let mut bodies = false;
    let mut constants = NameAllocator::default();
    for operation in members(&mut extension["operations"]) {
        let call = call(operation, &mut constants);
        code.extend([call["code"].as_str().unwrap_or_default(), "\n"]);
        let parent = operation["errorType"].clone();
        errors.extend(parent.as_str().map(str::to_owned));
        for error in members(&mut operation["errors"]) {
            errors.extend(error["errorType"].as_str().map(str::to_owned));
            let docs = texts(&error["docs"]);
            let said = if says_nothing(&docs) {
                vec![status(error)]
            } else {
                docs
            };
            let body = match () {
                () if error["body"]["json"] == true => error["body"]["type"].clone(),
                () if error["body"]["text"] == true => "str".into(),
                () if error["body"]["bytes"] == true => "bytes".into(),
                () => Value::Bool(false),
            };
            bodies |= body.as_str().is_some_and(|body| body.contains("models."));
            error["python"] = json!({
                "parent": parent,
                "docstring": docstring(&said),
                "cell": format!("{}: {}", status(error), cell(error)).trim_end_matches(": "),
                "body": body,
            });
        }
        operation["python"] = call;
    }
    let mut options = Vec::new();
    for scheme in members(&mut extension["schemes"]) {
        let docs = texts(&scheme["docs"]);
        let (name, variable) = (scheme["name"].as_str(), scheme["variable"].as_str());
        let said = format!("{}: {}", name.unwrap_or_default(), one_line(&docs));
        let said = format!(
            "{said} `{}` in the environment.",
            variable.unwrap_or_default()
        );
        let indents = std::iter::once("").chain(std::iter::repeat("    "));
        options.extend(
            indents
                .zip(wrapped(&said, 100))
                .map(|(indent, line)| format!("{indent}{line}")),
        );
    }
    let written = without_texts(&code).contains("_parameters.")
        || items(&extension["operations"]).any(|operation| {
            operation["python"]["path"]
                .as_str()
                .is_some_and(|path| without_texts(path).contains("_parameters."))
        });
    if written {
        code.push_str(" _parameters.");
    }
    let models = models(&extension["types"]);
    let contents = without_texts(&code).contains("Content(");
    let mut exported: Vec<_> = types.names.to_vec();
    exported.retain(|name| !name.is_empty());
    exported.sort_by_key(|one| sorting_key(one));
    errors.sort_by_key(|one| sorting_key(one));
    let mut exports: Vec<_> = ["AsyncClient", "Client", "__version__"]
        .map(str::to_owned)
        .into();
    exports.extend(exported.iter().chain(&errors).cloned());
    exports.sort();
    let signatures = code.replace("_parameters.", "").replace("errors.", "");
    let docs = texts(&extension["docs"]);
    let description = first_paragraph(&contract.info.description);
    let title = one_line_of(&contract.info.title);
    let summary = if description.is_empty() {
        &title
    } else {
        &description
    };
    extension["python"] = json!({
        "module": docstring(&docs),
        "client": client(&title, &contract.info.version, "Calls block; threads may share a client."),
        "asyncClient": client(&title, &contract.info.version, "For asyncio and trio."),
        "descriptionText": markdown::text(&description),
        "descriptionLiteral": Python.manifest(summary),
        "version": Version::of(&contract.info.version).python(),
        "written": written,
        "longNames": long_names(extension),
        "apart": !models.classes.is_empty(),
        "classes": models.classes,
        "aliases": models.aliases,
        "modelImports": imports(&models.code, &[]),
        "callImports": imports(&code, &[if contents { "from ._call import Answer, Call, Content" } else { "from ._call import Answer, Call" }]),
        "errorImports": imports(if bodies { "Any models." } else { "Any" }, &[]),
        "clientImports": imports(&format!("{signatures} Self TypeVar httpx. _calls."), &[
            "from ._call import Call",
            "from ._retry import steps",
            "from ._settings import RETRIES, TIMEOUT, Settings",
            "from ._transport import Blocking, NonBlocking",
        ]),
        "options": options,
        "errors": errors,
        "models": exported,
        "exports": exports,
        "example": if example.is_empty() { Value::Bool(false) } else { json!({ "lines": example, "name": shown }) },
    });
}

/// Whether a name is so long that lines cannot be kept short.
fn long_names(value: &Value) -> bool {
    match value {
        Value::Object(entries) => entries
            .iter()
            .any(|(key, value)| match (key.as_str(), value) {
                ("name" | "errorType" | "rawWire", Value::String(name)) => name.len() > MAX_NAME,
                (_, value) => long_names(value),
            }),
        Value::Array(items) => items.iter().any(long_names),
        _ => false,
    }
}

fn members(list: &mut Value) -> impl Iterator<Item = &mut Value> {
    list.as_array_mut().into_iter().flatten()
}

fn status(error: &Value) -> String {
    match error["code"].as_str().unwrap_or_default() {
        "default" => "any other status".to_owned(),
        code => code.to_owned(),
    }
}

/// The docstring of a client's class.
fn client(title: &str, version: &str, what: &str) -> Vec<String> {
    let mut lines = Python.docs(&format!("{title}, version {version}."), 4);
    lines.extend([String::new(), what.to_owned()]);
    docstring(&lines)
}

/// The first paragraph of what the document says, for the cell of a table.
fn cell(described: &Value) -> String {
    markdown::text(&first_paragraph(
        described["rawText"].as_str().unwrap_or_default(),
    ))
}

fn first_paragraph(text: &str) -> String {
    let all: Vec<_> = lines(text.trim()).collect();
    let first = all.split(|line| line.trim().is_empty()).next();
    first.unwrap_or_default().join(" ")
}
