//! How an operation is called: what its method allows, and where it is sent.

use serde_json::Value;

use super::client::Tongue;
use crate::document::{OperationNode, Pointer};
use crate::lint::{Concern, Finding};
use crate::read::Notes;

/// Finds what requests of the operation's method cannot have, and what of the way they take is not carried over.
pub fn check(root: &Value, place: OperationNode, notes: &mut Notes) {
    method(place, notes);
    servers(root, place.value, &place.at(), notes);
    let shared = place.item.at();
    servers(root, place.item.value, &shared, notes);
}

/// Source: RFC 9110, section 9.3; the Fetch standard, `Request` (a body with GET or HEAD is a TypeError) and "forbidden method".
fn method(place: OperationNode, notes: &mut Notes) {
    let method = place.method.to_ascii_uppercase();
    let body = place.value.get("requestBody").is_some();
    let at = place.at().child("requestBody");
    let only_fetch = Concern::Client(Tongue::TypeScript);
    match place.method {
        "get" | "head" if body => {
            let reason = format!(
                "`fetch` sends no body with {method}: the TypeScript client could never call this"
            );
            let remedy = "use another method, or move the body's properties into the query; the other targets take it as it is";
            notes
                .findings
                .push(Finding::refused(&at, reason, remedy).about(only_fetch));
        }
        "trace" => {
            if body {
                notes.refuse(
                    &at,
                    "a TRACE request has no body (RFC 9110, section 9.3.8)",
                    "leave it out",
                );
            }
            let reason =
                "`fetch` sends no TRACE request: the TypeScript client could never call this";
            let remedy = "leave the operation out; the other targets take it as it is";
            notes
                .findings
                .push(Finding::refused(place.at(), reason, remedy).about(only_fetch));
        }
        _ => {}
    }
}

/// The stub serves a path wherever it is mounted; clients send every call to their base URL.
fn servers(root: &Value, holder: &Value, at: &Pointer, notes: &mut Notes) {
    let Some(servers) = holder
        .get("servers")
        .filter(|own| root.get("servers") != Some(own))
    else {
        return;
    };
    if servers.as_array().is_some_and(Vec::is_empty) {
        return;
    }
    let reason =
        "the clients send this to their base URL, as everything else, and not to these servers";
    let remedy = "make a second client with one of these servers as its base URL";
    let finding = Finding::refused(at.child("servers"), reason, remedy);
    notes
        .findings
        .push(finding.as_note().about(Concern::Clients));
}
