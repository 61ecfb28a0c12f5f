//! Checks that a schema cannot express: references that lead nowhere, duplicate names, path
//! parameters that do not fit their path.

use std::cell::LazyCell;
use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::constructs::document as rows;
use crate::document::{
    Kind, MAX_REFERENCES, OperationNode, PathItemError, Pointer, operations, path_item_faults,
    resolve, target, templates, walk,
};

/// All findings of this kind.
pub fn findings(document: &Value) -> Vec<Diagnostic> {
    let mut findings = dangling_references(document);
    let mut names = HashMap::new();
    for operation in operations(document) {
        findings.extend(repeated_id(operation, &mut names));
        path_parameters(document, operation, &mut findings);
    }
    findings
}

/// References that lead nowhere or to another document.
pub fn dangling_references(document: &Value) -> Vec<Diagnostic> {
    let named = LazyCell::new(|| named(document));
    let mut findings: Vec<_> = walk(Kind::Document, document)
        .filter_map(|node| {
            let reference = node.reference()?;
            let leads = leads_somewhere(document, reference);
            (!leads).then(|| wrong(&named, reference, &node.pointer()))
        })
        .collect();
    let faults = path_item_faults(document).into_iter();
    findings.extend(faults.map(|(at, fault)| path_item(&at, &fault)));
    findings
}

/// The schemas that have an `$id`, and where they are.
fn named(document: &Value) -> Vec<(&str, Pointer)> {
    let schemas = walk(Kind::Document, document).filter(|node| node.kind == Kind::Schema);
    schemas
        .filter_map(|node| Some((node.value.get("$id")?.as_str()?, node.pointer())))
        .collect()
}

/// Whether a reference leads to a part of the document, or is an anchor.
fn leads_somewhere(document: &Value, reference: &str) -> bool {
    match reference.strip_prefix('#') {
        // An anchor of JSON Schema is not a place.
        Some(fragment) if !fragment.is_empty() && !fragment.starts_with('/') => true,
        Some(_) => target(document, reference).is_some(),
        None => false,
    }
}

fn wrong(named: &[(&str, Pointer)], reference: &str, at: &Pointer) -> Diagnostic {
    let resource = reference.split('#').next().unwrap_or_default();
    let holder = named.iter().rev().find(|(id, place)| match resource {
        "" => at != place && at.is_within(place),
        resource => *id == resource,
    });
    let at = at.child("$ref");
    match (holder, resource) {
        (Some((id, _)), _) => rows::REFERENCE_BY_ID.at(at).because(format!(
            "`{reference}` is relative to the `$id` `{id}` of its schema, where it leads nowhere"
        )),
        (None, "") => rows::DANGLING_REFERENCE
            .at(at)
            .because(format!("`{reference}` leads nowhere")),
        (None, _) => rows::EXTERNAL_REFERENCE
            .at(at)
            .because(format!("`{reference}` leads to another document")),
    }
}

fn path_item(at: &Pointer, fault: &PathItemError) -> Diagnostic {
    match fault {
        PathItemError::Nowhere => rows::DANGLING_REFERENCE.at(at),
        PathItemError::Cycle => rows::ENDLESS_PATH_ITEM.at(at),
        PathItemError::TooLong => rows::ENDLESS_PATH_ITEM.at(at).because(format!(
            "this path item leads through more than {MAX_REFERENCES} others"
        )),
        PathItemError::Conflict(key) => rows::PATH_ITEM_CONFLICT.at(at).because(format!(
            "`{key}` is also in the path item that `$ref` names, and OpenAPI does not say which one counts"
        )),
    }
}

/// An operation whose operationId is that of one before it.
fn repeated_id<'d>(
    operation: OperationNode<'d>,
    names: &mut HashMap<&'d str, Pointer>,
) -> Option<Diagnostic> {
    let name = operation.value["operationId"].as_str()?;
    let first = names.insert(name, operation.at())?;
    let at = operation.at().child("operationId");
    let reason = format!("the operationId `{name}` is also used by {first}");
    Some(rows::DUPLICATE_OPERATION_ID.at(at).because(reason))
}

fn path_parameters(document: &Value, operation: OperationNode, findings: &mut Vec<Diagnostic>) {
    let (path, at) = (operation.path(), &operation.at());
    let templated: BTreeSet<&str> = templates(path).collect();
    let holders = [
        (operation.item.value, operation.item.at()),
        (operation.value, operation.at()),
    ];
    let listed = holders.iter().flat_map(|(holder, at)| {
        let listed = holder["parameters"].as_array().into_iter().flatten();
        let at = at.child("parameters");
        listed
            .enumerate()
            .map(move |(index, parameter)| (parameter, at.child(index)))
    });
    let declared: BTreeSet<&str> = listed
        .filter_map(|(parameter, at)| resolve(document, parameter, &at).ok())
        .filter(|parameter| parameter.value["in"] == "path")
        .filter_map(|parameter| parameter.value["name"].as_str())
        .collect();
    for name in templated.difference(&declared) {
        let reason =
            format!("the path has `{{{name}}}` but no path parameter `{name}` is declared");
        let help = format!("add a parameter `{name}` with `in: path` and `required: true`");
        let found = rows::UNDECLARED_PATH_PARAMETER.at(at).because(reason);
        findings.push(found.with_help(help));
    }
    for name in declared.difference(&templated) {
        let reason = format!("the path parameter `{name}` is not in the path `{path}`");
        let help = format!("add `{{{name}}}` to the path, or remove the parameter");
        let found = rows::PARAMETER_NOT_IN_PATH.at(at).because(reason);
        findings.push(found.with_help(help));
    }
}
