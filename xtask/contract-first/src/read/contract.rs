use std::collections::HashSet;

use serde_json::{Map, Value};

use super::dialect::other_dialect;
use super::operation::operation;
use super::schema::SchemaReader;
use super::security::{keep_used, schemes};
use super::server::{base, servers};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::operations;
use crate::model::{Contract, Info, Tag};

/// A contract, and what came to light while it was read.
pub struct Reading {
    pub contract: Contract,
    /// What came to light in the document as a whole.
    pub document: Vec<Diagnostic>,
    /// What came to light in each operation, in their order.
    pub operations: Vec<Diagnostics>,
    /// What came to light in each type, by its index.
    pub types: Vec<Diagnostics>,
}

/// Reads a document whose operations have an `operationId`.
pub fn contract(root: &Value) -> Reading {
    let mut reader = SchemaReader::new(root);
    let schemes = schemes(root);
    let mut diagnostics = Vec::new();
    let mut read = Vec::new();
    for node in operations(root) {
        let mut own = Diagnostics::default();
        read.push(operation(root, &mut reader, &schemes, node, &mut own));
        diagnostics.push(own);
    }
    let servers = servers(root);
    reader.types.rules.schemas = reader.descriptions.schemas;
    let webhooks = root["webhooks"].as_object().into_iter();
    let mut contract = Contract {
        info: info(&root["info"]),
        types: reader.types,
        schemes,
        webhooks: webhooks.flat_map(Map::keys).cloned().collect(),
        tags: tags(root),
        operations: read,
        base: base(&servers),
        servers,
    };
    keep_used(&mut contract);
    let dialect = other_dialect(&root["jsonSchemaDialect"], "/jsonSchemaDialect".into());
    Reading {
        contract,
        document: Vec::from_iter(dialect),
        operations: diagnostics,
        types: reader.diagnostics,
    }
}

impl Reading {
    /// Everything that came to light in a part of the document, the types that it names included.
    pub fn concerning(&self, diagnostics: &Diagnostics) -> Vec<Diagnostic> {
        let mut found = diagnostics.found.clone();
        let mut open: Vec<_> = diagnostics.types.iter().copied().collect();
        let mut seen = HashSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                found.extend(self.types[id].found.iter().cloned());
                open.extend(&self.types[id].types);
            }
        }
        found
    }
}

fn info(info: &Value) -> Info {
    let text = |key: &str| info[key].as_str().unwrap_or_default().to_owned();
    Info {
        title: text("title"),
        version: text("version"),
        description: text("description"),
        license: info["license"]["identifier"].as_str().map(str::to_owned),
    }
}

fn tags(root: &Value) -> Vec<Tag> {
    let listed = root["tags"].as_array().into_iter().flatten();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let tags = listed.map(|tag| Tag {
        name: text(&tag["name"]),
        description: text(&tag["description"]),
    });
    tags.collect()
}

#[cfg(test)]
pub mod tests {
    use serde_json::json;

    use super::*;

    /// Reads a document with one operation, `POST /a/{id}`, and components.
    pub fn read_operation(operation: Value, components: Value) -> Reading {
        let mut operation = operation;
        operation["operationId"] = "send".into();
        contract(&json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "paths": { "/a/{id}": { "post": operation } },
            "components": components,
        }))
    }

    /// The places and reasons of what came to light in the operation.
    pub fn findings(reading: &Reading) -> Vec<String> {
        let found = reading.concerning(&reading.operations[0]).into_iter();
        found
            .map(|found| format!("{}: {}", found.pointer(), found.reason()))
            .collect()
    }

    #[test]
    fn what_is_found_in_a_type_concerns_each_operation_that_names_it() {
        let body = json!({ "content": { "application/json": { "schema": { "$ref": "#/components/schemas/A" } } } });
        let schemas = json!({ "A": { "properties": { "b": { "$ref": "#/components/schemas/B" } } },
            "B": { "type": "string", "contentSchema": {} }, "C": { "not": {} } });
        let operation =
            json!({ "requestBody": body, "tags": ["x", "y"], "callbacks": { "done": {} } });
        let reading = read_operation(operation, json!({ "schemas": schemas }));
        let expected = [
            "/components/schemas/B/contentSchema: `contentSchema` is not read, and types would be wrong without it",
        ];
        assert_eq!(findings(&reading), expected);
        let operation = &reading.contract.operations[0];
        assert_eq!(operation.tags, ["x", "y"]);
        assert_eq!(operation.callbacks, ["done"]);
        let named: Vec<_> = reading.contract.types.types.iter().collect();
        assert_eq!(named.len(), 2);
        assert_eq!(named[0].at.as_str(), "/components/schemas/A");
    }
}
