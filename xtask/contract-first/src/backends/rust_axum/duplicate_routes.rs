use std::collections::HashMap;

use super::path_pattern::PathPattern;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::parameter::SAME_ROUTE;
use crate::document::Pointer;
use crate::model::Contract;

/// Finds operations that no request tells apart from another one: same method, and paths that differ in the names of placeholders only.
pub fn check(contract: &Contract, operations: &mut [Diagnostics]) {
    let mut first = HashMap::new();
    for (operation, found) in contract.operations.iter().zip(operations) {
        let pattern = PathPattern::of(&operation.template);
        let known = first.entry((operation.method.as_str(), pattern));
        let other = *known.or_insert(operation.path.as_str());
        if other != operation.path {
            let at = Pointer::from("/paths").child(&operation.path);
            let reason = format!("{} of `{other}` is the same request", operation.method);
            found.add(SAME_ROUTE.at(at).because(reason));
        }
    }
}
