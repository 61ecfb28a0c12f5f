use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::message;
use crate::model::{Contract, Operation};

/// Finds what no client on Fetch can send.
pub fn check(contract: &Contract, operations: &mut [Diagnostics]) {
    for (operation, found) in contract.operations.iter().zip(operations) {
        check_operation(operation, found);
    }
}

/// Source: the Fetch standard, `Request` (a body with GET or HEAD is a TypeError) and "forbidden method".
fn check_operation(operation: &Operation, found: &mut Diagnostics) {
    match (operation.method.as_str(), &operation.body) {
        ("GET" | "HEAD", Some(body)) if body.required => {
            found.add(message::BODY_WITHOUT_FETCH.at(&body.at));
        }
        ("GET" | "HEAD", Some(body)) => {
            found.add(message::OPTIONAL_BODY_WITHOUT_FETCH.at(&body.at));
        }
        ("TRACE", None) => found.add(message::TRACE_WITHOUT_FETCH.at(&operation.at)),
        _ => {}
    }
}
