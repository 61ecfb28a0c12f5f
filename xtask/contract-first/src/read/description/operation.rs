use std::collections::HashMap;

use serde_json::Value;

use super::part::{Part, child};
use super::reader::Reader;
use crate::model::description::Operation;

impl<'d> Reader<'d> {
    /// An operation; `item` is what stands beside it in its path item.
    pub(super) fn operation(
        &mut self,
        path: &str,
        method: &'static str,
        part: &Part<'d>,
        item: &HashMap<&'d str, Part<'d>>,
    ) -> Option<Operation> {
        self.object(part)?;
        let lists = |key: &str| {
            let shared = item.get(key).cloned();
            [child(part, key), shared].into_iter().flatten()
        };
        let parameters: Vec<_> = lists("parameters").collect();
        let document = self.document();
        let servers = lists("servers").chain(child(&document, "servers"));
        let body = child(part, "requestBody");
        Some(Operation {
            at: part.at.clone(),
            path: path.to_owned(),
            method,
            operation_id: self.text(part, "operationId"),
            tags: child(part, "tags").map_or_else(Vec::new, |tags| self.strings(&tags)),
            deprecated: self.flag(part, "deprecated"),
            sunset: part.value.get("x-sunset").map(text),
            parameters: self.parameters(&parameters),
            body: body.and_then(|body| self.request_body(&body)),
            responses: self.responses(part),
            security: self.security(part),
            servers: self.servers(servers),
            callbacks: self.callbacks(part),
        })
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{document_with, faults, operation, read};

    #[test]
    fn an_operation_has_names_and_an_end() {
        let read = operation(
            json!({ "operationId": "sendA", "tags": ["x", "y"], "deprecated": true, "x-sunset": "2030-01-01" }),
        );
        assert_eq!((read.path.as_str(), read.method), ("/a", "post"));
        assert_eq!(read.operation_id.as_deref(), Some("sendA"));
        assert_eq!((read.tags.len(), read.deprecated), (2, true));
        assert_eq!(read.sunset.as_deref(), Some("2030-01-01"));
    }

    #[test]
    fn an_operation_replaces_parameters_of_its_path() {
        let named = |name: &str, place: &str, required: bool| json!({ "name": name, "in": place, "required": required });
        let own = json!([named("a", "query", true)]);
        let mut document = document_with(json!({ "parameters": own }), json!({}));
        document["paths"]["/a"]["parameters"] = json!([
            named("a", "query", false),
            named("a", "header", false),
            named("b", "query", false)
        ]);
        let read = read(&document);
        let places: Vec<_> = read.operations[0]
            .parameters
            .iter()
            .map(|one| one.at.as_str())
            .collect();
        assert_eq!(
            places,
            [
                "/paths/~1a/post/parameters/0",
                "/paths/~1a/parameters/1",
                "/paths/~1a/parameters/2"
            ]
        );
    }

    #[test]
    fn malformed_operations_are_faults() {
        for (key, value, reason) in [
            (
                "operationId",
                json!(5),
                "`operationId` must be a string, not a number",
            ),
            ("tags", json!("a"), "`tags` must be a list, not a string"),
            (
                "parameters",
                json!({}),
                "`parameters` must be a list, not an object",
            ),
            (
                "deprecated",
                json!("no"),
                "`deprecated` must be true or false, not a string",
            ),
            (
                "callbacks",
                json!([]),
                "`callbacks` must be an object, not a list",
            ),
        ] {
            let found = faults(json!({ key: value }));
            assert_eq!(
                found,
                [(format!("/paths/~1a/post/{key}"), reason.to_owned())]
            );
        }
    }
}
