//! What callers of each operation have to present, before and after. Ours and not the engine's: it does not see an operation that
//! loses its `security: []` and so falls under the document's.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::finding::{Finding, Side};
use super::pair::Pair;
use super::schemes::Renamed;

/// Schemes that are needed together, each with its scopes; none: no credentials at all.
type Alternative = BTreeMap<String, BTreeSet<String>>;

/// One finding for each operation that lets in fewer or more callers than before.
pub fn findings(pair: &Pair<'_>, renamed: &Renamed) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    for (old, new) in pair.operations() {
        let (was, is) = (pair.old.usage.security(old), pair.new.usage.security(new));
        let before = alternatives(was.as_ref().map(|(list, _)| *list), Some(renamed));
        let after = alternatives(is.as_ref().map(|(list, _)| *list), None);
        let lost = left_out(&before, &after);
        let gained = left_out(&after, &before);
        if lost.is_empty() && gained.is_empty() {
            continue;
        }
        let (rule, message) = if lost.is_empty() {
            (
                "security-widened",
                format!("Enough now: {}.", words(&gained)),
            )
        } else {
            (
                "security-narrowed",
                format!(
                    "No longer enough: {}. Needed now: {}.",
                    words(&lost),
                    words(&after.iter().collect::<Vec<_>>())
                ),
            )
        };
        let (side, pointer) = match (&is, &was) {
            (Some((_, pointer)), _) => (Side::New, pointer.clone()),
            (None, Some((_, pointer))) => (Side::Old, pointer.clone()),
            (None, None) => continue,
        };
        let list = |security: Option<(&Value, String)>| security.map(|(list, _)| list.clone());
        found.push(Finding {
            rule: rule.to_owned(),
            breaking: !lost.is_empty(),
            excuse: None,
            operations: vec![new.operation.clone()],
            side,
            pointer,
            old: list(was),
            new: list(is),
            message,
        });
    }
    found
}

/// The alternatives of a list of requirements; under new names where `renamed` has them.
/// Source: OpenAPI 3.1, Security Requirement Object; no list and an empty list ask for nothing.
fn alternatives(list: Option<&Value>, renamed: Option<&Renamed>) -> Vec<Alternative> {
    let items = list
        .and_then(Value::as_array)
        .filter(|list| !list.is_empty());
    let Some(items) = items else {
        return vec![Alternative::new()];
    };
    let name = |name: &String| {
        renamed
            .and_then(|renamed| renamed.get(name))
            .unwrap_or(name)
            .clone()
    };
    let scopes = |scopes: &Value| {
        let each = scopes.as_array().into_iter().flatten();
        each.filter_map(Value::as_str).map(str::to_owned).collect()
    };
    items
        .iter()
        .map(|item| {
            let schemes = item.as_object().into_iter().flatten();
            schemes
                .map(|(key, value)| (name(key), scopes(value)))
                .collect()
        })
        .collect()
}

/// Whether who presents `presented` fulfils `required`.
fn fulfils(presented: &Alternative, required: &Alternative) -> bool {
    required.iter().all(|(scheme, scopes)| {
        presented
            .get(scheme)
            .is_some_and(|presented| scopes.is_subset(presented))
    })
}

/// Those of `callers` that no alternative of `required` lets in.
fn left_out<'a>(callers: &'a [Alternative], required: &[Alternative]) -> Vec<&'a Alternative> {
    let gets_in = |caller: &Alternative| required.iter().any(|required| fulfils(caller, required));
    callers.iter().filter(|caller| !gets_in(caller)).collect()
}

/// `apiKey, or bearer and basic (read write), or nothing`.
fn words(alternatives: &[&Alternative]) -> String {
    let scheme = |(name, scopes): (&String, &BTreeSet<String>)| {
        let scopes: Vec<&str> = scopes.iter().map(String::as_str).collect();
        match scopes.as_slice() {
            [] => name.clone(),
            scopes => format!("{name} ({})", scopes.join(" ")),
        }
    };
    let alternative = |alternative: &&Alternative| {
        if alternative.is_empty() {
            return "no credentials".to_owned();
        }
        let schemes: Vec<String> = alternative.iter().map(scheme).collect();
        schemes.join(" and ")
    };
    let all: Vec<String> = alternatives.iter().map(alternative).collect();
    all.join(", or ")
}
