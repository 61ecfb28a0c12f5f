//! What a schema cannot see: references that lead nowhere, names that are there twice, path
//! parameters that do not fit their path.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::document::{
    Kind, OperationNode, Pointer, operations, path_item_faults, resolve, target, walk,
};
use crate::lint::Finding;

/// All findings of this kind.
pub fn findings(document: &Value) -> Vec<Finding> {
    let mut findings = dangling_references(document);
    let mut names = HashMap::new();
    for operation in operations(document) {
        findings.extend(repeated_id(operation, &mut names));
        path_parameters(document, operation, &mut findings);
    }
    findings
}

/// References that lead nowhere or to another document.
pub fn dangling_references(document: &Value) -> Vec<Finding> {
    let named = named(document);
    let mut findings: Vec<_> = walk(Kind::Document, document)
        .filter_map(|node| wrong(document, &named, node.reference()?, &node.pointer))
        .collect();
    findings.extend(path_item_faults(document));
    findings
}

/// The schemas that have an `$id`, and where they stand.
fn named(document: &Value) -> Vec<(&str, Pointer)> {
    let schemas = walk(Kind::Document, document).filter(|node| node.kind == Kind::Schema);
    schemas
        .filter_map(|node| Some((node.value.get("$id")?.as_str()?, node.pointer)))
        .collect()
}

fn wrong(
    document: &Value,
    named: &[(&str, Pointer)],
    reference: &str,
    at: &Pointer,
) -> Option<Finding> {
    let (resource, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    // An anchor of JSON Schema is not a place.
    if resource.is_empty() && (!fragment.is_empty() && !fragment.starts_with('/')) {
        return None;
    }
    if resource.is_empty() && target(document, reference).is_some() {
        return None;
    }
    let holder = named.iter().rev().find(|(id, place)| match resource {
        "" => at != place && at.is_within(place),
        resource => *id == resource,
    });
    let (reason, remedy) = match (holder, resource) {
        (Some((id, place)), _) => (
            format!(
                "`{reference}` is meant inside the schema with the `$id` `{id}`, and an `$id` is not followed"
            ),
            format!("write `#{place}{fragment}`, and take the `$id` away"),
        ),
        (None, "") => (
            format!("`{reference}` leads nowhere"),
            "add what it names to the document, or correct the reference".to_owned(),
        ),
        (None, _) => (
            format!("`{reference}` leads to another document"),
            "bundle the documents into one first (`redocly bundle` does)".to_owned(),
        ),
    };
    Some(Finding::refused(at.child("$ref"), reason, remedy))
}

/// An operation whose operationId is that of one before it.
fn repeated_id<'d>(
    operation: OperationNode<'d>,
    names: &mut HashMap<&'d str, Pointer>,
) -> Option<Finding> {
    let name = operation.value["operationId"].as_str()?;
    let first = names.insert(name, operation.at())?;
    Some(Finding::refused(
        operation.at().child("operationId"),
        format!("the operationId `{name}` is that of {first} too"),
        "give each operation its own, in the published document or the overlay",
    ))
}

fn path_parameters(document: &Value, operation: OperationNode, findings: &mut Vec<Finding>) {
    let (path, at) = (operation.path(), &operation.at());
    let templated: BTreeSet<&str> = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    let holders = [
        (operation.item.value, operation.item.at()),
        (operation.value, operation.at()),
    ];
    let listed = holders.iter().flat_map(|(holder, at)| {
        let listed = holder["parameters"].as_array().into_iter().flatten();
        let at = at.child("parameters");
        listed
            .enumerate()
            .map(move |(index, one)| (one, at.child(index)))
    });
    let declared: BTreeSet<&str> = listed
        .filter_map(|(parameter, at)| resolve(document, parameter, &at).ok())
        .filter(|parameter| parameter.value["in"] == "path")
        .filter_map(|parameter| parameter.value["name"].as_str())
        .collect();
    for name in templated.difference(&declared) {
        findings.push(Finding::refused(
            at,
            format!("the path has `{{{name}}}` but no path parameter `{name}` is declared"),
            format!("add a parameter `{name}` with `in: path` and `required: true`"),
        ));
    }
    for name in declared.difference(&templated) {
        findings.push(Finding::refused(
            at,
            format!("the path parameter `{name}` is not in the path `{path}`"),
            format!("put `{{{name}}}` into the path or take the parameter away"),
        ));
    }
}
