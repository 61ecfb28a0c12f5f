//! How an operation is called: what its method allows.

use super::client::Tongue;
use crate::lint::{Concern, Finding};
use crate::model::{Body, Operation};
use crate::read::Notes;

/// Finds what requests of the operation's method cannot have, and what the stub does nothing with.
///
/// Source: RFC 9110, section 9.3; the Fetch standard, `Request` (a body with GET or HEAD is a TypeError) and "forbidden method".
pub fn check(operation: &Operation, notes: &mut Notes) {
    let method = operation.method.as_str();
    let only_fetch = Concern::Client(Tongue::TypeScript);
    match (method, &operation.body) {
        (_, Some(body)) if !Tongue::TypeScript.sends_body(method) => {
            let finding = Finding::refused(
                &body.at,
                format!("`fetch` sends no body with {method}: {}", unsent(body)),
                "use another method, or move the body's properties into the query; the other targets take it as it is",
            );
            let finding = match body.required {
                true => finding,
                false => finding.as_note(),
            };
            notes.findings.push(finding.about(only_fetch));
        }
        ("TRACE", body) => {
            if let Some(body) = body {
                notes.refuse(
                    &body.at,
                    "a TRACE request has no body (RFC 9110, section 9.3.8)",
                    "leave it out",
                );
            }
            let reason =
                "`fetch` sends no TRACE request: the TypeScript client could never call this";
            let remedy = "leave the operation out; the other targets take it as it is";
            let finding = Finding::refused(&operation.at, reason, remedy);
            notes.findings.push(finding.about(only_fetch));
        }
        _ => {}
    }
    if !operation.callbacks.is_empty() {
        notes.refuse(
            &operation.at.child("callbacks"),
            "the stub does nothing with an operation's `callbacks`",
            "leave them out",
        );
    }
}

/// What comes of a body that the client in TypeScript cannot send.
fn unsent(body: &Body) -> &'static str {
    match body.required {
        true => "the TypeScript client could never call this",
        false => "the TypeScript client calls this without one",
    }
}
