use std::collections::BTreeSet;

use serde_json::Value;

use super::code_name::{check_code_name, code_name};
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::call;
use crate::document::{OperationNode, Pointer, resolve};
use crate::model::{Contract, KeyLocation, RequiredScheme, SchemeKind, SecurityScheme};

/// `components.securitySchemes`.
pub fn schemes(root: &Value) -> Vec<SecurityScheme> {
    let at = Pointer::from("/components/securitySchemes");
    let listed = root["components"]["securitySchemes"].as_object();
    let schemes = listed.into_iter().flatten().map(|(key, described)| {
        let at = at.child(key);
        let (at, described) = match resolve(root, described, &at) {
            Ok(found) => (found.at, found.value),
            // That is told of every `$ref`.
            Err(_) => (at, described),
        };
        let text = described["description"].as_str().unwrap_or_default();
        SecurityScheme {
            key: key.clone(),
            name: code_name(described, key),
            at,
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
    diagnostics: &mut Diagnostics,
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
                diagnostics.add(
                    call::UNDEFINED_SCHEME
                        .at(at.child(index).child(key))
                        .because(format!("there is no security scheme `{key}`")),
                );
                continue;
            };
            let at = &schemes[scheme].at;
            check_code_name(at.get(root).unwrap_or_default(), at, diagnostics);
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
pub fn keep_used(contract: &mut Contract) {
    let used: BTreeSet<usize> = contract
        .operations
        .iter()
        .flat_map(|one| one.security.iter().flatten())
        .map(|required| required.index)
        .collect();
    let mut index = 0;
    contract.schemes.retain(|_| {
        index += 1;
        used.contains(&(index - 1))
    });
    let place = |scheme: &usize| used.range(..scheme).count();
    let operations = contract.operations.iter_mut();
    let alternatives = operations.flat_map(|one| &mut one.security);
    for required in alternatives.flatten() {
        required.index = place(&required.index);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract::tests::{findings, read_operation};

    #[test]
    fn schemes_are_how_credentials_are_sent() {
        let key = |location: &str| json!({ "type": "apiKey", "in": location, "name": "k" });
        let of = |location| SchemeKind::ApiKey {
            location,
            name: "k".to_owned(),
        };
        for (described, expected) in [
            (key("header"), of(KeyLocation::Header)),
            (key("query"), of(KeyLocation::Query)),
            (key("cookie"), of(KeyLocation::Cookie)),
            (
                json!({ "type": "http", "scheme": "Basic" }),
                SchemeKind::Basic,
            ),
            (
                json!({ "type": "http", "scheme": "bearer" }),
                SchemeKind::Bearer,
            ),
            (json!({ "type": "oauth2" }), SchemeKind::Bearer),
            (json!({ "type": "openIdConnect" }), SchemeKind::Bearer),
            (
                json!({ "type": "http", "scheme": "digest" }),
                SchemeKind::Other("http digest".to_owned()),
            ),
        ] {
            assert_eq!(kind(&described), expected, "{described}");
        }
    }

    #[test]
    fn alternatives_keep_their_order_and_scopes() {
        let schemes = json!({ "A": { "type": "oauth2" }, "Unused": { "type": "mutualTLS" },
            "B": { "type": "http", "scheme": "basic" } });
        let components = json!({ "securitySchemes": schemes });
        let security = json!([{ "B": [] }, { "A": ["x", "y"], "B": [] }, {}]);
        let reading = read_operation(json!({ "security": security }), components.clone());
        let read = &reading.contract.operations[0].security;
        let keys: Vec<_> = reading
            .contract
            .schemes
            .iter()
            .map(|one| &one.key)
            .collect();
        assert_eq!(keys, ["A", "B"]);
        let indices: Vec<Vec<_>> = read
            .iter()
            .map(|one| one.iter().map(|scheme| scheme.index).collect())
            .collect();
        assert_eq!(indices, [vec![1], vec![0, 1], vec![]]);
        assert_eq!(read[1][0].scopes, ["x", "y"]);
        for none in [json!([]), json!([{}])] {
            let reading = read_operation(json!({ "security": none }), components.clone());
            assert!(reading.contract.operations[0].security.is_empty(), "{none}");
        }
        let reading = read_operation(json!({ "security": [{ "C": [] }] }), components);
        let expected = ["/paths/~1a~1{id}/post/security/0/C: there is no security scheme `C`"];
        assert_eq!(findings(&reading), expected);
    }
}
