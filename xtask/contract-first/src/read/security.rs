use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::{OperationNode, Pointer};
use crate::model::{KeyLocation, Operation, RequiredScheme, SchemeKind, SecurityScheme};
use crate::read::{Notes, resolve};

/// `components.securitySchemes`.
pub fn schemes(root: &Value, notes: &mut Notes) -> Vec<SecurityScheme> {
    let at = Pointer::from("/components/securitySchemes");
    let listed = root["components"]["securitySchemes"].as_object();
    let schemes = listed.into_iter().flatten().map(|(key, described)| {
        let at = at.child(key);
        let described = resolve(root, described, &at, notes).unwrap_or(described);
        let text = described["description"].as_str().unwrap_or_default();
        SecurityScheme {
            key: key.clone(),
            at,
            option: String::new(),
            kind: kind(described),
            text: text.to_owned(),
        }
    });
    schemes.collect()
}

fn kind(described: &Value) -> SchemeKind {
    let text = |field: &str| described[field].as_str().unwrap_or_default();
    let word = text("scheme").to_ascii_lowercase();
    let key = |location| SchemeKind::ApiKey {
        location,
        name: text("name").to_owned(),
    };
    match (text("type"), text("in"), word.as_str()) {
        ("apiKey", "header", _) => key(KeyLocation::Header),
        ("apiKey", "query", _) => key(KeyLocation::Query),
        ("apiKey", "cookie", _) => key(KeyLocation::Cookie),
        ("http", _, "bearer") | ("oauth2" | "openIdConnect", _, _) => SchemeKind::Bearer,
        ("http", _, "basic") => SchemeKind::Basic,
        (kind, place, _) => SchemeKind::Other(format!("{kind} {place}{word}")),
    }
}

/// The alternatives of an operation, its own or those of the document; none when it asks for no credentials at all.
pub fn alternatives(
    root: &Value,
    operation: OperationNode,
    schemes: &[SecurityScheme],
    notes: &mut Notes,
) -> Vec<Vec<RequiredScheme>> {
    let (security, at) = match operation.value.get("security") {
        Some(own) => (own, operation.at().child("security")),
        None => (&root["security"], Pointer::from("/security")),
    };
    let mut alternatives = Vec::new();
    for (index, alternative) in security.as_array().into_iter().flatten().enumerate() {
        let mut required = Vec::new();
        for (key, scopes) in alternative.as_object().into_iter().flatten() {
            let Some(scheme) = schemes.iter().position(|scheme| scheme.key == *key) else {
                notes.refuse(
                    &at.child(index).child(key),
                    format!("there is no security scheme `{key}`"),
                    "define it under `#/components/securitySchemes`",
                );
                continue;
            };
            let scopes = scopes.as_array().into_iter().flatten();
            required.push(RequiredScheme {
                index: scheme,
                scopes: scopes
                    .filter_map(Value::as_str)
                    .map(str::to_owned)
                    .collect(),
            });
        }
        alternatives.push(required);
    }
    if alternatives.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    alternatives
}

/// Leaves out the schemes that no operation takes.
pub fn keep_used(schemes: &mut Vec<SecurityScheme>, operations: &mut [Operation]) {
    let used: BTreeSet<usize> = operations
        .iter()
        .flat_map(|one| one.security.iter().flatten())
        .map(|required| required.index)
        .collect();
    let mut index = 0;
    schemes.retain(|_| {
        index += 1;
        used.contains(&(index - 1))
    });
    name(schemes);
    let place = |scheme: &usize| used.range(..scheme).count();
    let alternatives = operations.iter_mut().flat_map(|one| &mut one.security);
    for required in alternatives.flatten() {
        required.index = place(&required.index);
    }
}

/// Options are called after the kind of their schemes, or the document's name where several are of that kind.
fn name(schemes: &mut [SecurityScheme]) {
    let kinds: Vec<_> = schemes.iter().map(|scheme| scheme.kind.words()).collect();
    for scheme in schemes {
        let kind = scheme.kind.words();
        let several = kinds.iter().filter(|other| **other == kind).count() > 1;
        scheme.option = match several {
            true => scheme.key.clone(),
            false => kind.to_owned(),
        };
    }
}

/// Pairs of schemes that every operation takes either of, and none takes together: a caller who gives both has made a mistake.
pub fn exclusive(schemes: usize, operations: &[Operation]) -> Vec<(usize, usize)> {
    let places = |scheme: usize| -> BTreeSet<usize> {
        let only = |one: &Vec<RequiredScheme>| one.len() == 1 && one[0].index == scheme;
        let takes = |operation: &Operation| operation.security.iter().any(only);
        let numbered = operations.iter().enumerate();
        numbered
            .filter(|(_, one)| takes(one))
            .map(|(index, _)| index)
            .collect()
    };
    let alone = |scheme: usize| {
        let mut alternatives = operations.iter().flat_map(|one| &one.security);
        alternatives
            .all(|one| one.len() == 1 || one.iter().all(|required| required.index != scheme))
    };
    let pairs = (0..schemes).flat_map(|one| (one + 1..schemes).map(move |other| (one, other)));
    pairs
        .filter(|(one, other)| {
            let taken = places(*one);
            alone(*one) && alone(*other) && !taken.is_empty() && taken == places(*other)
        })
        .collect()
}
