//! What a schema cannot see: references that lead nowhere, names that are there twice, path
//! parameters that do not fit their path.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::contract::METHODS;
use crate::document::{Kind, escaped, path_item_faults, target, walk};
use crate::lint::Finding;

/// All findings of this kind.
pub fn findings(document: &Value) -> Vec<Finding> {
    let mut findings = dangling_references(document);
    operations(document, &mut findings);
    findings
}

/// References that lead nowhere or to another document.
pub fn dangling_references(document: &Value) -> Vec<Finding> {
    let named = named(document);
    let mut findings: Vec<_> = walk(Kind::Document, document, "")
        .filter_map(|node| wrong(document, &named, node.reference()?, &node.pointer))
        .collect();
    findings.extend(path_item_faults(document));
    findings
}

/// The schemas that have an `$id`, and where they stand.
fn named(document: &Value) -> Vec<(&str, String)> {
    let schemas = walk(Kind::Document, document, "").filter(|node| node.kind == Kind::Schema);
    schemas
        .filter_map(|node| Some((node.value.get("$id")?.as_str()?, node.pointer)))
        .collect()
}

fn wrong(
    document: &Value,
    named: &[(&str, String)],
    reference: &str,
    pointer: &str,
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
        "" => pointer.starts_with(&format!("{place}/")),
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
    Some(Finding::refused(format!("{pointer}/$ref"), reason, remedy))
}

fn operations(document: &Value, findings: &mut Vec<Finding>) {
    let mut names: HashMap<&str, String> = HashMap::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for (method, operation) in item.as_object().into_iter().flatten() {
            if !METHODS.contains(&method.as_str()) {
                continue;
            }
            let pointer = format!("/paths/{}/{method}", escaped(path));
            if let Some(name) = operation["operationId"].as_str()
                && let Some(first) = names.insert(name, pointer.clone())
            {
                findings.push(Finding::refused(
                    format!("{pointer}/operationId"),
                    format!("the operationId `{name}` is that of {first} too"),
                    "give each operation its own, in the published document or the overlay",
                ));
            }
            path_parameters(document, path, item, operation, &pointer, findings);
        }
    }
}

fn path_parameters(
    document: &Value,
    path: &str,
    item: &Value,
    operation: &Value,
    pointer: &str,
    findings: &mut Vec<Finding>,
) {
    let templated: BTreeSet<&str> = path
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split('}').next())
        .collect();
    let lists = [&item["parameters"], &operation["parameters"]];
    let declared: BTreeSet<&str> = lists
        .into_iter()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|parameter| resolved(document, parameter))
        .filter(|parameter| parameter["in"] == "path")
        .filter_map(|parameter| parameter["name"].as_str())
        .collect();
    for name in templated.difference(&declared) {
        findings.push(Finding::refused(
            pointer,
            format!("the path has `{{{name}}}` but no path parameter `{name}` is declared"),
            format!("add a parameter `{name}` with `in: path` and `required: true`"),
        ));
    }
    for name in declared.difference(&templated) {
        findings.push(Finding::refused(
            pointer,
            format!("the path parameter `{name}` is not in the path `{path}`"),
            format!("put `{{{name}}}` into the path or take the parameter away"),
        ));
    }
}

fn resolved<'d>(document: &'d Value, node: &'d Value) -> Option<&'d Value> {
    match node["$ref"].as_str() {
        Some(reference) => target(document, reference),
        None => Some(node),
    }
}
