use std::collections::BTreeSet;

use serde_json::Value;

use crate::document::Pointer;
use crate::model::{Credentials, Operation, SecurityScheme};
use crate::read::{Notes, resolve};

/// `components.securitySchemes`.
pub fn schemes(root: &Value, notes: &mut Notes) -> Vec<SecurityScheme> {
    let at = Pointer::from("/components/securitySchemes");
    let listed = root["components"]["securitySchemes"].as_object();
    let mut schemes: Vec<SecurityScheme> = Vec::new();
    for (key, described) in listed.into_iter().flatten() {
        let described = resolve(root, described, &at.child(key), notes).unwrap_or(described);
        let text = |field: &str| described[field].as_str().unwrap_or_default().to_owned();
        let kind = match (
            text("type").as_str(),
            text("scheme").to_ascii_lowercase().as_str(),
        ) {
            ("apiKey", _) => Credentials::ApiKey,
            ("http", "basic") => Credentials::Basic,
            _ => Credentials::Bearer,
        };
        let key_of_its_own = kind == Credentials::ApiKey;
        schemes.push(SecurityScheme {
            key: key.clone(),
            option: String::new(),
            kind,
            location: if key_of_its_own {
                text("in")
            } else {
                "header".to_owned()
            },
            wire: if key_of_its_own {
                text("name")
            } else {
                "authorization".to_owned()
            },
            text: text("description"),
        });
    }
    schemes
}

/// The alternatives of an operation, by index of their schemes.
pub fn alternatives(
    root: &Value,
    operation: &Value,
    schemes: &[SecurityScheme],
) -> Vec<Vec<usize>> {
    let security = operation.get("security").or(root.get("security"));
    let listed = security.and_then(Value::as_array).into_iter().flatten();
    let index = |key: &String| schemes.iter().position(|scheme| scheme.key == *key);
    let alternatives: Vec<Vec<usize>> = listed
        .map(|one| {
            let keys = one.as_object().into_iter().flat_map(serde_json::Map::keys);
            keys.filter_map(index).collect()
        })
        .collect();
    if alternatives.iter().all(Vec::is_empty) {
        return Vec::new();
    }
    alternatives
}

/// Leaves out the schemes that no operation takes.
pub fn keep_used(schemes: &mut Vec<SecurityScheme>, operations: &mut [Operation]) {
    let used: BTreeSet<usize> = operations
        .iter()
        .flat_map(|one| one.security.iter().flatten().copied())
        .collect();
    let mut index = 0;
    schemes.retain(|_| {
        index += 1;
        used.contains(&(index - 1))
    });
    name(schemes);
    let place = |scheme: &usize| used.range(..scheme).count();
    let alternatives = operations.iter_mut().flat_map(|one| &mut one.security);
    for scheme in alternatives.flatten() {
        *scheme = place(scheme);
    }
}

/// Options are called after the kind of their schemes, or the document's name where several are of that kind.
fn name(schemes: &mut [SecurityScheme]) {
    let kinds: Vec<_> = schemes.iter().map(|scheme| scheme.kind).collect();
    for scheme in schemes {
        let several = kinds.iter().filter(|kind| **kind == scheme.kind).count() > 1;
        scheme.option = match several {
            true => scheme.key.clone(),
            false => scheme.kind.words().to_owned(),
        };
    }
}

/// Pairs of schemes that every operation takes either of, and none takes together: a caller who gives both has made a mistake.
pub fn exclusive(schemes: usize, operations: &[Operation]) -> Vec<(usize, usize)> {
    let places = |scheme: usize| -> BTreeSet<usize> {
        let takes = |operation: &Operation| operation.security.contains(&vec![scheme]);
        let numbered = operations.iter().enumerate();
        numbered
            .filter(|(_, one)| takes(one))
            .map(|(index, _)| index)
            .collect()
    };
    let alone = |scheme: usize| {
        let mut alternatives = operations.iter().flat_map(|one| &one.security);
        alternatives.all(|one| one.len() == 1 || !one.contains(&scheme))
    };
    let pairs = (0..schemes).flat_map(|one| (one + 1..schemes).map(move |other| (one, other)));
    pairs
        .filter(|(one, other)| {
            let taken = places(*one);
            alone(*one) && alone(*other) && !taken.is_empty() && taken == places(*other)
        })
        .collect()
}
