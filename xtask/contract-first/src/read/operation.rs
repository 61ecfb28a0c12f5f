use serde_json::{Map, Value};

use super::body::body;
use super::code_name::{check_code_name, code_name};
use super::parameter::parameters;
use super::path::check_path;
use super::response::responses;
use super::schema::SchemaReader;
use super::security::alternatives;
use super::server::own_server;
use crate::diagnostic::Diagnostics;
use crate::document::{OperationNode, Pointer};
use crate::model::{Operation, PathTemplate, SecurityScheme};

/// Where a part of an operation is read.
pub struct Reader<'r, 'a> {
    pub root: &'a Value,
    pub schemas: &'r mut SchemaReader<'a>,
    pub diagnostics: &'r mut Diagnostics,
    /// What names of the operation in code are made of.
    pub name: &'r str,
    /// In lower case.
    pub method: &'r str,
    pub at: Pointer,
}

/// Reads one operation.
pub fn operation<'a>(
    root: &'a Value,
    schemas: &mut SchemaReader<'a>,
    schemes: &[SecurityScheme],
    node: OperationNode,
    diagnostics: &mut Diagnostics,
) -> Operation {
    let described = node.value;
    let text = |key: &str| described[key].as_str().unwrap_or_default().trim();
    let id = text("operationId");
    let name = code_name(described, id);
    check_code_name(described, &node.at(), diagnostics);
    let tags = described["tags"].as_array().into_iter().flatten();
    let callbacks = described["callbacks"].as_object().into_iter();
    let security = alternatives(root, node, schemes, diagnostics);
    let template = PathTemplate::of(node.path());
    check_path(node.path(), &template, diagnostics);
    let mut reader = Reader {
        root,
        schemas,
        diagnostics,
        name: &name,
        method: node.method,
        at: node.at(),
    };
    Operation {
        at: node.at(),
        id: id.to_owned(),
        name: name.clone(),
        method: node.method.to_ascii_uppercase(),
        path: node.path().to_owned(),
        template,
        server: own_server(root, node.value, node.item.value),
        summary: text("summary").to_owned(),
        description: text("description").to_owned(),
        deprecated: described["deprecated"] == true,
        tags: tags.filter_map(Value::as_str).map(str::to_owned).collect(),
        security,
        parameters: parameters(&mut reader, node),
        body: body(&mut reader, described),
        responses: responses(&mut reader, described),
        callbacks: callbacks.flat_map(Map::keys).cloned().collect(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::model::Operation;
    use crate::read::contract;
    use crate::read::contract::tests::{findings, read_operation};

    #[test]
    fn an_operation_is_what_it_says_of_itself() {
        let reading = read_operation(
            json!({
                "summary": " Sends. ", "description": "\nOnce.\n", "deprecated": true,
                "tags": ["a", 5, "b"], "callbacks": { "done": {}, "failed": {} },
                "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
                "requestBody": { "required": true, "content": { "application/json": { "schema": {} } } },
                "responses": { "200": { "description": "D" }, "default": { "description": "E" } },
            }),
            json!({}),
        );
        let operation = &reading.contract.operations[0];
        assert_eq!(operation.at.as_str(), "/paths/~1a~1{id}/post");
        let call = [&operation.id, &operation.method, &operation.path];
        assert_eq!(call, ["send", "POST", "/a/{id}"]);
        assert_eq!(operation.text(), "Sends.\n\nOnce.");
        assert!(operation.deprecated);
        assert_eq!(operation.tags, ["a", "b"]);
        assert_eq!(operation.callbacks, ["done", "failed"]);
        assert_eq!(operation.parameters.len(), 1);
        assert!(operation.body.as_ref().is_some_and(|body| body.required));
        let codes = operation
            .responses
            .iter()
            .map(|response| response.code.as_str());
        assert_eq!(codes.collect::<Vec<_>>(), ["200", "default"]);
    }

    #[test]
    fn what_an_operation_leaves_out_is_nothing() {
        let reading = read_operation(json!({ "deprecated": "yes", "tags": "a" }), json!({}));
        let operation = &reading.contract.operations[0];
        assert_eq!(operation.text(), "");
        assert!(!operation.deprecated && operation.tags.is_empty());
        assert!(operation.body.is_none() && operation.responses.is_empty());
        assert!(operation.security.is_empty() && operation.callbacks.is_empty());
    }

    #[test]
    fn what_is_around_operations_is_part_of_each() {
        let key = json!({ "type": "apiKey", "in": "header", "name": "X-Key" });
        let named =
            |name: &str| json!({ "name": name, "in": "query", "schema": { "type": "string" } });
        let reading = contract(&json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "security": [{ "key": [] }],
            "paths": { "/a": {
                "parameters": [named("page"), named("size")],
                "put": { "operationId": "change", "parameters": [named("size"), named("sort")], "security": [] },
                "get": { "operationId": "read" },
            } },
            "components": { "securitySchemes": { "key": key } },
        }));
        let names = |operation: &Operation| {
            let parameters = operation.parameters.iter();
            parameters.map(|one| one.name.clone()).collect::<Vec<_>>()
        };
        let [read, change] = &reading.contract.operations[..] else {
            panic!("two operations");
        };
        // The methods have an order of their own.
        assert_eq!([&read.id, &change.id], ["read", "change"]);
        assert_eq!(names(read), ["page", "size"]);
        assert_eq!(names(change), ["size", "sort", "page"]);
        assert_eq!((read.security.len(), change.security.len()), (1, 0));
    }

    #[test]
    fn faults_of_parts_concern_the_operation() {
        let reading = read_operation(
            json!({ "security": [{ "none": [] }], "x-name": "-" }),
            json!({}),
        );
        let found = findings(&reading);
        let at = "/paths/~1a~1{id}/post";
        assert!(found[0].starts_with(&format!("{at}/x-name")), "{found:?}");
        assert_eq!(
            found[1],
            format!("{at}/security/0/none: there is no security scheme `none`")
        );
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
