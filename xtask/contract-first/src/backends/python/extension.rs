use serde_json::{Value, json};

use super::call::{call, items};
use super::docstring::{docstring, one_line, says_nothing, texts};
use super::example::example;
use super::imports::{imports, sorting_key, without_texts};
use super::model::models;
use crate::backend::Version;
use crate::backend::client::language::{Language as _, Types};
use crate::backend::client::words::wrapped;
use crate::backend::names::NameAllocator;
use crate::backends::python::Python;
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

/// What the module of the client imports in any case.
const CLIENT_IMPORTS: [&str; 4] = [
    "from ._call import Call",
    "from ._retry import steps",
    "from ._settings import RETRIES, TIMEOUT, Settings",
    "from ._transport import Blocking, NonBlocking",
];

/// What the operations come to, besides what is added to each of them.
struct Calls {
    /// The code of all calls, and the types of errors.
    code: String,
    /// Names of all errors.
    errors: Vec<String>,
    /// Whether an error has a body that is a model.
    bodies: bool,
}

/// Adds what the Python templates print: `python` of the package, of each operation, error and security scheme.
pub fn finish(contract: &Contract, types: &Types, extension: &mut Value) {
    let (example, shown) = example(contract, types, extension);
    let Calls {
        mut code,
        errors,
        bodies,
    } = calls(extension);
    let written = writes_parameters(&code, extension);
    if written {
        code.push_str(" _parameters.");
    }
    let models = models(&extension["types"]);
    let contents = without_texts(&code).contains("Content(");
    let exported = exported(types);
    let exports = exports(&exported, &errors);
    let signatures = code.replace("_parameters.", "").replace("errors.", "");
    let description = first_paragraph(&contract.info.description);
    let title = one_line_of(&contract.info.title);
    let summary = if description.is_empty() {
        &title
    } else {
        &description
    };
    extension["python"] = json!({
        "module": docstring(&texts(&extension["docs"])),
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
        "clientImports": imports(&format!("{signatures} Self TypeVar httpx. _calls."), &CLIENT_IMPORTS),
        "options": options(extension),
        "errors": errors,
        "models": exported,
        "exports": exports,
        "example": if example.is_empty() { Value::Bool(false) } else { json!({ "lines": example, "name": shown }) },
    });
}

/// Adds `python` to each operation and each of its errors.
fn calls(extension: &mut Value) -> Calls {
    let mut calls = Calls {
        code: String::new(),
        errors: ERRORS.map(str::to_owned).into(),
        bodies: false,
    };
    let mut constants = NameAllocator::default();
    for operation in members(&mut extension["operations"]) {
        let call = call(operation, &mut constants);
        let code = call["code"].as_str().unwrap_or_default();
        calls.code.extend([code, "\n"]);
        let parent = operation["errorType"].clone();
        calls.errors.extend(parent.as_str().map(str::to_owned));
        for error in members(&mut operation["errors"]) {
            let name = error["errorType"].as_str().map(str::to_owned);
            calls.errors.extend(name);
            let body = body_of(error);
            calls.bodies |= body.as_str().is_some_and(|body| body.contains("models."));
            let docs = texts(&error["docs"]);
            let said = match says_nothing(&docs) {
                true => vec![status(error)],
                false => docs,
            };
            error["python"] = json!({
                "parent": parent,
                "docstring": docstring(&said),
                "cell": format!("{}: {}", status(error), cell(error)).trim_end_matches(": "),
                "body": body,
            });
        }
        operation["python"] = call;
    }
    calls.errors.sort_by_key(|one| sorting_key(one));
    calls
}

/// The type of an error's body; false where it has none.
fn body_of(error: &Value) -> Value {
    let body = &error["body"];
    if body["json"] == true {
        body["type"].clone()
    } else if body["text"] == true {
        "str".into()
    } else if body["bytes"] == true {
        "bytes".into()
    } else {
        false.into()
    }
}

/// The lines that describe the options of all security schemes.
fn options(extension: &Value) -> Vec<String> {
    let mut options = Vec::new();
    for scheme in items(&extension["schemes"]) {
        let text = |key: &str| scheme[key].as_str().unwrap_or_default();
        let said = format!(
            "{}: {} `{}` in the environment.",
            text("name"),
            one_line(&texts(&scheme["docs"])),
            text("variable")
        );
        let indents = std::iter::once("").chain(std::iter::repeat("    "));
        let lines = indents.zip(wrapped(&said, 100));
        options.extend(lines.map(|(indent, line)| format!("{indent}{line}")));
    }
    options
}

/// Whether calls write parameters with the package's own functions.
fn writes_parameters(code: &str, extension: &Value) -> bool {
    let written = |code: &str| without_texts(code).contains("_parameters.");
    let mut operations = items(&extension["operations"]);
    written(code)
        || operations.any(|operation| operation["python"]["path"].as_str().is_some_and(written))
}

/// The names of all models.
fn exported(types: &Types) -> Vec<String> {
    let mut exported: Vec<_> = types.names.to_vec();
    exported.retain(|name| !name.is_empty());
    exported.sort_by_key(|one| sorting_key(one));
    exported
}

/// The names that the package exports.
fn exports(models: &[String], errors: &[String]) -> Vec<String> {
    let own = ["AsyncClient", "Client", "__version__"].map(str::to_owned);
    let mut exports: Vec<_> = own.into();
    exports.extend(models.iter().chain(errors).cloned());
    exports.sort();
    exports
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
