use std::collections::HashMap;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::parameter::SAME_ROUTE;
use crate::document::Pointer;
use crate::model::{Contract, Operation};

/// Finds operations whose path is the same route as another one.
pub fn check(contract: &Contract, operations: &mut [Diagnostics]) {
    let duplicates = duplicate_routes(&contract.operations);
    for (operation, found) in contract.operations.iter().zip(operations) {
        if let Some(other) = duplicates.get(operation.path.as_str()) {
            let at = Pointer::from("/paths").child(&operation.path);
            let reason = format!("the same route as `{other}`");
            found.add(SAME_ROUTE.at(at).because(reason));
        }
    }
}

/// Two paths that differ in the names of their placeholders only are one route: each such path, and the first one.
fn duplicate_routes(operations: &[Operation]) -> HashMap<&str, &str> {
    let mut first = HashMap::new();
    let mut duplicates = HashMap::new();
    for path in operations.iter().map(|operation| operation.path.as_str()) {
        let blank = |segment| match str::starts_with(segment, '{') {
            true => "{}",
            false => segment,
        };
        let shape = path.split('/').map(blank).collect::<Vec<_>>().join("/");
        match *first.entry(shape).or_insert(path) {
            other if other != path => {
                duplicates.insert(path, other);
            }
            _ => {}
        }
    }
    duplicates
}
