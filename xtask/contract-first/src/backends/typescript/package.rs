//! What the modules of the package import from each other and export.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::example::example;
use super::operation::answer_type;
use super::text::{comment, listed, literal, union, words};
use super::{form, model, operation};
use crate::backend::client::language::{Language, Types};
use crate::model::Contract;
use crate::text::one_line;

/// Adds everything that the templates need.
pub fn finish(language: &dyn Language, contract: &Contract, types: &Types, extension: &mut Value) {
    let forms = finish_models(language, types, extension);
    let listed = extension["operations"].as_array_mut().into_iter().flatten();
    for (described, rendered) in contract.operations.iter().zip(listed) {
        operation::finish(described, types, rendered);
    }
    let all = extension["operations"].as_array();
    let all = all.map(Vec::as_slice).unwrap_or_default();
    let strings =
        |of: fn(&Value) -> Vec<String>| -> Vec<String> { all.iter().flat_map(of).collect() };
    let errors = strings(errors_of);
    let own = strings(types_of)
        .into_iter()
        .map(|name| format!("type {name}"));
    let own: Vec<_> = own.collect();
    let exported = sorted([own.clone(), errors.clone()].concat());
    let operations = sorted([own, vec!["operations".to_owned()]].concat());
    let client_imports = [
        imports(
            "import type {",
            mentioned(types, &strings(called_by)),
            "models",
        ),
        imports("import {", operations, "operations"),
    ]
    .concat();
    let answered = mentioned(types, &strings(answered_by));
    let names: Vec<_> = all
        .iter()
        .filter_map(|one| one["name"].as_str())
        .map(literal)
        .collect();
    let mut schemes = extension["schemes"].as_array().into_iter().flatten();
    let basic = schemes.any(|one| one["basic"] == true);
    let typescript = json!({
        "example": example(contract, types, extension),
        "forms": forms,
        "clientImports": client_imports,
        "answerImports": imports("import type {", answered, "models"),
        "names": union("OperationName", &names),
        "exported": exported,
        "failing": !errors.is_empty(),
        "basic": basic,
        "description": literal(&format!("TypeScript client for {}", one_line(&contract.info.title))),
    });
    extension["typescript"] = typescript;
    open_comments(extension);
}

/// Adds `typescript` to each model; gives the forms of those that are answers.
fn finish_models(language: &dyn Language, types: &Types, extension: &mut Value) -> Vec<Value> {
    let names = types.names.iter().enumerate();
    let ids: HashMap<&str, usize> = names.map(|(id, name)| (name.as_str(), id)).collect();
    let mut forms = Vec::new();
    for rendered in extension["types"].as_array_mut().into_iter().flatten() {
        let id = rendered["name"].as_str().and_then(|name| ids.get(name));
        let Some(&id) = id else { continue };
        rendered["typescript"] = model::model(language, types, id, rendered);
        if rendered["answer"] == true {
            forms.push(form::entry(types, id));
        }
    }
    forms
}

/// The types that the method of an operation takes and gives.
fn called_by(operation: &Value) -> Vec<String> {
    let body = operation["body"]["type"].as_str().map(str::to_owned);
    body.into_iter().chain([answer_type(operation)]).collect()
}

/// The types that stand in the types of an operation.
fn answered_by(operation: &Value) -> Vec<String> {
    let of = |list: &str, at: fn(&Value) -> &Value| -> Vec<String> {
        let listed = operation[list].as_array().into_iter().flatten();
        let types = listed.filter_map(|one| at(one).as_str());
        types.map(str::to_owned).collect()
    };
    let successes = match operation["several"] == true {
        true => of("successes", |answer| &answer["body"]["type"]),
        false => Vec::new(),
    };
    [
        of("errors", |answer| &answer["body"]["type"]),
        of("parameters", |parameter| &parameter["type"]),
        successes,
    ]
    .concat()
}

/// The names of the types that go with an operation, but for its errors.
fn types_of(operation: &Value) -> Vec<String> {
    let named = |key: &str, flag: &str| {
        let name = operation[key].as_str().unwrap_or_default();
        (operation[flag] == true).then(|| name.to_owned())
    };
    let parameters = named("parametersType", "parametrised");
    let successes = named("successType", "several");
    parameters.into_iter().chain(successes).collect()
}

/// The names of the errors of an operation.
fn errors_of(operation: &Value) -> Vec<String> {
    let typescript = &operation["typescript"];
    let group = typescript["group"].is_object();
    let group = group.then(|| &operation["errorType"]);
    let classes = typescript["errors"].as_array().into_iter().flatten();
    let names = group.into_iter().chain(classes.map(|class| &class["name"]));
    let names = names.filter_map(Value::as_str);
    names.map(str::to_owned).collect()
}

/// The names of models in some types.
fn mentioned(types: &Types, expressions: &[String]) -> Vec<String> {
    let there: HashSet<&str> = expressions.iter().flat_map(|one| words(one)).collect();
    let names = types.names.iter();
    let used = names.filter(|name| there.contains(name.as_str()));
    sorted(used.cloned().collect())
}

/// Doc lines that nothing else made a comment of.
fn open_comments(extension: &mut Value) {
    let commented = |docs: &Value| -> Value {
        let lines = docs.as_array().into_iter().flatten();
        let lines: Vec<_> = lines
            .filter_map(|line| line.as_str().map(str::to_owned))
            .collect();
        comment(&lines).into()
    };
    extension["docs"] = commented(&extension["docs"]);
    for one in extension["schemes"].as_array_mut().into_iter().flatten() {
        one["docs"] = commented(&one["docs"]);
    }
}

/// An import of a module; nothing where nothing is imported.
fn imports(before: &str, names: Vec<String>, module: &str) -> Vec<String> {
    match names.as_slice() {
        [] => Vec::new(),
        names => listed(before, names, &format!("}} from \"./{module}.js\";")),
    }
}

/// In the order of the names, whatever stands before them.
fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort_by(|a, b| {
        a.trim_start_matches("type ")
            .cmp(b.trim_start_matches("type "))
    });
    names.dedup();
    names
}
