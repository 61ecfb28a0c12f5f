//! A derived operationId for every operation that has none: method and path in camel case.
//!
//! A name follows from its own method and path: the order of the document does not matter. Only
//! where two names would be the same but for case and separators do all of them get a hash of
//! their method and path behind.

use std::collections::HashMap;

use serde_json::Value;

use crate::document::change_operations;
use crate::files::sha256;

/// Adds what is missing. `GET /accounts/{id}` is `getAccountsById`, `GET /accounts/id` is `getAccountsId`.
pub fn add_operation_ids(document: &mut Value) {
    let mut taken: HashMap<String, usize> = HashMap::new();
    change_operations(document, |method, path, operation| {
        let name = match operation.get("operationId").and_then(Value::as_str) {
            Some(name) => name.to_owned(),
            None => derived(method, path),
        };
        *taken.entry(folded(&name)).or_default() += 1;
    });
    change_operations(document, |method, path, operation| {
        if operation.contains_key("operationId") {
            return;
        }
        let mut name = derived(method, path);
        if taken[&folded(&name)] > 1 {
            let hash = sha256(format!("{method} {path}").as_bytes());
            name = format!("{name}X{}", &hash[..8]);
        }
        operation.insert("operationId".to_owned(), Value::from(name));
    });
}

/// The name of an operation without one, as long as no other operation has it.
pub fn derived(method: &str, path: &str) -> String {
    let mut name = method.to_owned();
    for segment in path.split('/').filter(|segment| !segment.is_empty()) {
        for (position, part) in segment.split(['{', '}']).enumerate() {
            // Odd parts are between braces: parameters.
            if position % 2 == 1 {
                name.push_str("By");
            }
            for word in part
                .split(|c: char| !c.is_ascii_alphanumeric())
                .filter(|word| !word.is_empty())
            {
                name.extend(word.chars().take(1).map(|c| c.to_ascii_uppercase()));
                name.push_str(&word[1..]);
            }
        }
    }
    name
}

/// What two names share when generated code could confuse them.
fn folded(name: &str) -> String {
    name.chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ids(paths: Value) -> Vec<String> {
        let mut document = json!({ "paths": paths });
        add_operation_ids(&mut document);
        let mut ids = Vec::new();
        change_operations(&mut document, |_, _, operation| {
            ids.push(operation["operationId"].as_str().unwrap().to_owned());
        });
        ids
    }

    #[test]
    fn names_come_from_method_and_path() {
        let paths = json!({
            "/": { "get": {} },
            "/accounts/{id}": { "get": {}, "delete": {}, "parameters": [] },
            "/accounts/id": { "get": {} },
            "/files/{name}.{ending}": { "put": {} },
            "/a-b/c_d/v1.2": { "post": {} }
        });
        assert_eq!(
            ids(paths),
            [
                "get",
                "getAccountsById",
                "deleteAccountsById",
                "getAccountsId",
                "putFilesByNameByEnding",
                "postABCDV12"
            ]
        );
    }

    #[test]
    fn an_operation_id_of_the_document_is_kept() {
        assert_eq!(
            ids(json!({ "/a": { "get": { "operationId": "readA" }, "put": {} } })),
            ["readA", "putA"]
        );
    }

    #[test]
    fn equal_names_are_made_unique_whatever_their_order() {
        let one = ids(
            json!({ "/foo-bar": { "get": {} }, "/foo/bar": { "get": {} }, "/foo": { "get": {} } }),
        );
        let other = ids(
            json!({ "/foo": { "get": {} }, "/foo/bar": { "get": {} }, "/foo-bar": { "get": {} } }),
        );
        assert_ne!(one[0], one[1]);
        assert_eq!(one[2], "getFoo");
        assert_eq!(one, other.into_iter().rev().collect::<Vec<_>>());
    }

    #[test]
    fn a_derived_name_gives_way_to_a_written_one() {
        let ids = ids(json!({ "/a": { "get": {} }, "/b": { "get": { "operationId": "get_a" } } }));
        assert_eq!(ids[1], "get_a");
        assert!(ids[0].starts_with("getAX"), "{}", ids[0]);
    }
}
