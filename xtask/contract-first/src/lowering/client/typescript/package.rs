//! What the modules of the package import from each other and export.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use super::example::example;
use super::operation::answer_type;
use super::text::{comment, listed, literal, union, words};
use super::{form, model, operation};
use crate::lowering::client::language::{Language, Types};
use crate::model::Contract;
use crate::text::one_line;

/// Adds everything that the templates need.
pub fn finish(language: &dyn Language, contract: &Contract, types: &Types, extension: &mut Value) {
    let mut forms = Vec::new();
    let names = types.names.iter().enumerate();
    let ids: HashMap<&str, usize> = names.map(|(id, name)| (name.as_str(), id)).collect();
    for rendered in extension["types"].as_array_mut().into_iter().flatten() {
        let id = rendered["name"].as_str().and_then(|name| ids.get(name));
        let Some(&id) = id else { continue };
        rendered["typescript"] = model::model(language, types, id, rendered);
        if rendered["answer"] == true {
            forms.push(form::entry(types, id));
        }
    }
    let listed = extension["operations"].as_array_mut().into_iter().flatten();
    for (described, rendered) in contract.operations.iter().zip(listed) {
        operation::finish(described, types, rendered);
    }
    let all = extension["operations"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    let strings = |test: &dyn Fn(&Value) -> Vec<String>| -> Vec<String> {
        all.iter().flat_map(test).collect()
    };
    let called = strings(&|one| {
        let body = one["body"]["type"].as_str().map(str::to_owned);
        body.into_iter().chain([answer_type(one)]).collect()
    });
    let answered = strings(&|one| {
        let of = |list: &str, at: &dyn Fn(&Value) -> Option<&str>| -> Vec<String> {
            let listed = one[list].as_array().into_iter().flatten();
            listed
                .filter_map(|one| at(one).map(str::to_owned))
                .collect()
        };
        let body: &dyn Fn(&Value) -> Option<&str> = &|answer| answer["body"]["type"].as_str();
        let several = if one["several"] == true {
            of("successes", body)
        } else {
            Vec::new()
        };
        [
            of("errors", body),
            of("parameters", &|one| one["type"].as_str()),
            several,
        ]
        .concat()
    });
    let operation_types = strings(&|one| {
        let named = |key: &str, there: bool| {
            there.then(|| one[key].as_str().unwrap_or_default().to_owned())
        };
        let parameters = named("parametersType", one["parametrised"] == true);
        parameters
            .into_iter()
            .chain(named("successType", one["several"] == true))
            .collect()
    });
    let errors = strings(&|one| {
        let group = one["typescript"]["group"]
            .is_object()
            .then(|| &one["errorType"]);
        let classes = one["typescript"]["errors"].as_array().into_iter().flatten();
        let names = group.into_iter().chain(classes.map(|class| &class["name"]));
        names
            .filter_map(|name| name.as_str().map(str::to_owned))
            .collect()
    });
    let mentioned = |expressions: &[String]| -> Vec<String> {
        let there: HashSet<&str> = expressions.iter().flat_map(|one| words(one)).collect();
        let used = |name: &&String| there.contains(name.as_str());
        sorted(types.names.iter().filter(used).cloned().collect())
    };
    let exported: Vec<_> = operation_types
        .iter()
        .map(|name| format!("type {name}"))
        .collect();
    let own = [exported.clone(), vec!["operations".to_owned()]].concat();
    let exported = sorted([exported, errors.clone()].concat());
    let names: Vec<_> = all
        .iter()
        .filter_map(|one| one["name"].as_str())
        .map(literal)
        .collect();
    let basic = extension["schemes"]
        .as_array()
        .is_some_and(|all| all.iter().any(|one| one["basic"] == true));
    let client_imports = [
        imports("import type {", mentioned(&called), "models"),
        imports("import {", sorted(own), "operations"),
    ]
    .concat();
    let typescript = json!({
        "example": example(contract, types, extension),
        "forms": forms,
        "clientImports": client_imports,
        "answerImports": imports("import type {", mentioned(&answered), "models"),
        "names": union("OperationName", &names),
        "exported": exported,
        "failing": !errors.is_empty(),
        "basic": basic,
        "description": literal(&format!("TypeScript client for {}", one_line(&contract.info.title))),
    });
    extension["typescript"] = typescript;
    open_comments(extension);
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
