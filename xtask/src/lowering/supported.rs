use serde_json::{Map, Value};

use super::document::{Refused, lower};
use crate::lint::{Finding, Pointer};
use crate::validity;

/// A document without the operations that cannot be generated.
pub struct Supported {
    /// What is left of it; it may still be refused for what belongs to no operation.
    pub document: Value,
    /// What is left out, in the document's order.
    pub left_out: Vec<Refused>,
}

/// Leaves out exactly the operations that something refused belongs to; the others stay as they are.
pub fn supported(document: Value) -> Supported {
    let mut document = document;
    let mut left_out = Vec::new();
    // What the stub has no use for, and no operation is made of.
    if let Some(document) = document.as_object_mut() {
        document.shift_remove("webhooks");
    }
    let invalid = by_operation(&document, validity::findings(&document));
    remove(&mut document, invalid, &mut left_out);
    let refused = lower(&document).refused;
    remove(&mut document, refused, &mut left_out);
    Supported { document, left_out }
}

/// The findings that stand in an operation, by operation.
fn by_operation(document: &Value, findings: Vec<Finding>) -> Vec<Refused> {
    let mut refused: Vec<Refused> = Vec::new();
    for (path, item) in document["paths"].as_object().into_iter().flatten() {
        for method in item.as_object().into_iter().flat_map(Map::keys) {
            let at = Pointer::from("/paths")
                .child(path)
                .child(method)
                .to_string();
            let inside = |finding: &&Finding| {
                finding
                    .pointer
                    .strip_prefix(&at)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let findings: Vec<_> = findings.iter().filter(inside).cloned().collect();
            if !findings.is_empty() {
                refused.push(Refused {
                    path: path.clone(),
                    method: method.clone(),
                    findings,
                });
            }
        }
    }
    refused
}

fn remove(document: &mut Value, refused: Vec<Refused>, left_out: &mut Vec<Refused>) {
    for one in refused {
        let paths = document.get_mut("paths").and_then(Value::as_object_mut);
        let item = paths
            .and_then(|paths| paths.get_mut(&one.path))
            .and_then(Value::as_object_mut);
        if item.is_some_and(|item| item.shift_remove(&one.method).is_some()) {
            left_out.push(one);
        }
    }
}
