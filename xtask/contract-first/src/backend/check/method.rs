//! What the method of an operation allows.

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::{call, message};
use crate::model::Operation;

/// Finds what requests of the operation's method cannot have, and what is generated without.
///
/// Source: RFC 9110, section 9.3; the Fetch standard, `Request` (a body with GET or HEAD is a TypeError) and "forbidden method".
pub fn check(operation: &Operation, diagnostics: &mut Diagnostics) {
    let method = operation.method.as_str();
    match (method, &operation.body) {
        ("GET" | "HEAD", Some(body)) if body.required => {
            diagnostics.add(message::BODY_WITHOUT_FETCH.at(&body.at));
        }
        ("GET" | "HEAD", Some(body)) => {
            diagnostics.add(message::OPTIONAL_BODY_WITHOUT_FETCH.at(&body.at));
        }
        ("TRACE", Some(body)) => diagnostics.add(message::TRACE_BODY.at(&body.at)),
        ("TRACE", None) => diagnostics.add(message::TRACE_WITHOUT_FETCH.at(&operation.at)),
        _ => {}
    }
    if !operation.callbacks.is_empty() {
        diagnostics.add(call::CALLBACKS.at(operation.at.child("callbacks")));
    }
}
