//! What a schema cannot see: references that lead nowhere, names that are there twice, path
//! parameters that do not fit their path.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use crate::contract::METHODS;
use crate::lint::Finding;

/// All findings of this kind.
pub fn findings(document: &Value) -> Vec<Finding> {
    let mut findings = dangling_references(document);
    operations(document, &mut findings);
    findings
}

/// References that lead nowhere or to another document.
pub fn dangling_references(document: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    dangling(document, document, String::new(), &mut findings);
    findings
}

fn dangling(document: &Value, node: &Value, pointer: String, findings: &mut Vec<Finding>) {
    match node {
        Value::Object(entries) => {
            if let Some(Value::String(reference)) = entries.get("$ref") {
                findings.extend(wrong(document, reference, &pointer));
            }
            for (key, value) in entries {
                // Examples are data: a `$ref` in them is theirs.
                if !matches!(
                    key.as_str(),
                    "example" | "examples" | "default" | "const" | "enum"
                ) || pointer.ends_with("/properties")
                {
                    dangling(
                        document,
                        value,
                        format!("{pointer}/{}", escaped(key)),
                        findings,
                    );
                }
            }
        }
        Value::Array(items) => {
            for (index, value) in items.iter().enumerate() {
                dangling(document, value, format!("{pointer}/{index}"), findings);
            }
        }
        _ => {}
    }
}

fn wrong(document: &Value, reference: &str, pointer: &str) -> Option<Finding> {
    let (reason, remedy) = match reference.strip_prefix('#') {
        None => (
            format!("`{reference}` leads to another document"),
            "bundle the documents into one first (`redocly bundle` does)",
        ),
        Some(target) if target.is_empty() || target.starts_with('/') => {
            if document.pointer(&decoded(target)).is_some() {
                return None;
            }
            (
                format!("`{reference}` leads nowhere"),
                "add what it names to the document, or correct the reference",
            )
        }
        // An anchor of JSON Schema, not a place.
        Some(_) => return None,
    };
    Some(Finding {
        pointer: format!("{pointer}/$ref"),
        reason,
        remedy: remedy.to_owned(),
    })
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
                findings.push(Finding {
                    pointer: format!("{pointer}/operationId"),
                    reason: format!("the operationId `{name}` is that of {first} too"),
                    remedy: "give each operation its own, in the published document or the overlay"
                        .to_owned(),
                });
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
        findings.push(Finding {
            pointer: pointer.to_owned(),
            reason: format!("the path has `{{{name}}}` but no path parameter `{name}` is declared"),
            remedy: format!("add a parameter `{name}` with `in: path` and `required: true`"),
        });
    }
    for name in declared.difference(&templated) {
        findings.push(Finding {
            pointer: pointer.to_owned(),
            reason: format!("the path parameter `{name}` is not in the path `{path}`"),
            remedy: format!("put `{{{name}}}` into the path or take the parameter away"),
        });
    }
}

fn resolved<'d>(document: &'d Value, node: &'d Value) -> Option<&'d Value> {
    match node["$ref"].as_str() {
        Some(reference) => document.pointer(&decoded(reference.strip_prefix('#')?)),
        None => Some(node),
    }
}

fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

/// A pointer in a URI fragment is percent-encoded (RFC 6901, section 6).
pub fn decoded(fragment: &str) -> String {
    let mut bytes = Vec::with_capacity(fragment.len());
    let mut rest = fragment.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail
            .get(..2)
            .filter(|_| byte == b'%')
            .and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(decoded) => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            None => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
