//! What the method of an operation allows.

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::{call, message};
use crate::model::Operation;

/// Finds what requests of the operation's method cannot have, and what is generated without.
///
/// Source: RFC 9110, section 9.3.8: a client must not send content in a TRACE request.
pub fn check(operation: &Operation, diagnostics: &mut Diagnostics) {
    if let ("TRACE", Some(body)) = (operation.method.as_str(), &operation.body) {
        diagnostics.add(message::TRACE_BODY.at(&body.at));
    }
    if !operation.callbacks.is_empty() {
        diagnostics.add(call::CALLBACKS.at(operation.at.child("callbacks")));
    }
}
