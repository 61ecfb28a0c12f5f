//! Path parameters: those of the path are all described, and all required.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::action::Fix;
use crate::document::{Kind, PathItem, Pointer, path_items, reference, resolve, templates, walk};

/// Path parameters that are not said to be required: a path has all its parts.
pub fn required(document: &Value) -> Vec<Fix> {
    let parameters = walk(Kind::Document, document).filter(|node| {
        let required = &node.value["required"];
        node.kind == Kind::Parameter
            && node.value["in"] == "path"
            && matches!(required, Value::Null | Value::Bool(false))
    });
    let fixes = parameters.map(|node| {
        let reason = "A path parameter is always required (OpenAPI, Parameter Object).";
        Fix::merge(node.pointer(), json!({ "required": true }), reason)
    });
    fixes.collect()
}

/// Parts of a path that no parameter describes: any text.
pub fn undescribed(document: &Value) -> Vec<Fix> {
    path_items(document)
        .flat_map(|item| of_item(document, item))
        .collect()
}

fn of_item(document: &Value, item: PathItem) -> Vec<Fix> {
    // What is filled in there is not part of the path.
    if item.path.contains(['?', '#']) {
        return Vec::new();
    }
    let shared = described(document, item.value, &item.at());
    let missing: Vec<Vec<&str>> = item
        .operations()
        .map(|operation| {
            let own = described(document, operation.value, &operation.at());
            let known = |name: &str| shared.contains(name) || own.contains(name);
            templates(item.path).filter(|name| !known(name)).collect()
        })
        .collect();
    let operations = item.operations().map(|operation| operation.at());
    let everywhere = missing.iter().all(|names| missing.first() == Some(names));
    // What is next to a `$ref` of a path item may contradict what it leads to.
    let is_shared = everywhere && reference(item.value).is_none();
    let places: Vec<_> = match is_shared {
        true => missing
            .into_iter()
            .take(1)
            .map(|names| (item.at(), names))
            .collect(),
        false => operations.zip(missing).collect(),
    };
    let incomplete = places.into_iter().filter(|(_, names)| !names.is_empty());
    let fixes = incomplete.map(|(at, names)| {
        let unique: BTreeSet<&str> = names.into_iter().collect();
        let parameters: Vec<_> = unique.into_iter().map(parameter).collect();
        let reason = "The path has these placeholders, and no parameter describes them.";
        Fix::merge(at, json!({ "parameters": parameters }), reason)
    });
    fixes.collect()
}

fn parameter(name: &str) -> Value {
    json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } })
}

fn described(document: &Value, holder: &Value, at: &Pointer) -> BTreeSet<String> {
    let listed = holder["parameters"].as_array().into_iter().flatten();
    let at = at.child("parameters");
    let resolved = listed
        .enumerate()
        .filter_map(|(index, one)| resolve(document, one, &at.child(index)).ok());
    let of_path = resolved.filter(|parameter| parameter.value["in"] == "path");
    let names = of_path.filter_map(|parameter| parameter.value["name"].as_str());
    names.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places that are put right, and the names of what they get.
    fn undescribed(paths: Value) -> Vec<(String, Vec<String>)> {
        let shared = json!({ "Id": { "name": "id", "in": "path" } });
        let document = json!({ "paths": paths, "components": { "parameters": shared } });
        let names = |fix: &Fix| {
            let actions = fix.actions(&document).unwrap().actions;
            let parameters = actions[0]["update"]["parameters"].as_array().unwrap();
            let names = parameters
                .iter()
                .map(|parameter| parameter["name"].as_str().unwrap());
            names.map(str::to_owned).collect()
        };
        let fixes = super::undescribed(&document);
        let fixes = fixes.iter().map(|fix| (fix.at.to_string(), names(fix)));
        fixes.collect()
    }

    #[test]
    fn parts_of_a_path_are_described_once() {
        let id = json!([{ "$ref": "#/components/parameters/Id" }]);
        let both = undescribed(json!({ "/{id}/{b}": { "get": {}, "put": {} } }));
        let names = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            both,
            [("/paths/~1{id}~1{b}".to_owned(), names(&["b", "id"]))]
        );
        let one = undescribed(json!({ "/{id}": { "get": { "parameters": id }, "put": {} } }));
        assert_eq!(one, [("/paths/~1{id}/put".to_owned(), names(&["id"]))]);
        for complete in [
            json!({ "/{id}": { "parameters": id, "get": {}, "put": {} } }),
            json!({ "/{id}": {} }),
            json!({ "/a?x={x}": { "get": {} } }),
            json!({ "/a#{x}": { "get": {} } }),
        ] {
            assert_eq!(undescribed(complete.clone()), [], "{complete}");
        }
    }

    #[test]
    fn path_parameters_are_required() {
        let parameter = |place: &str, required: Value| json!({ "name": "a", "in": place, "required": required });
        let listed = json!([
            parameter("path", json!(false)),
            parameter("path", json!(true)),
            parameter("query", json!(false)),
            { "name": "b", "in": "path" },
        ]);
        let document = json!({ "paths": { "/a": { "get": { "parameters": listed } } } });
        let places: Vec<_> = required(&document)
            .iter()
            .map(|fix| fix.at.to_string())
            .collect();
        let list = "/paths/~1a/get/parameters";
        assert_eq!(places, [format!("{list}/0"), format!("{list}/3")]);
    }
}
