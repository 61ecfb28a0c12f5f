use serde_json::Value;

use super::part::{Part, child};
use super::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::document::path_items;
use crate::model::description::{ApiDescription, Operation};

/// Reads a document, the parts that nothing uses included.
///
/// # Errors
/// It has parts that cannot be read; each is named once.
pub fn description(root: &Value) -> Result<ApiDescription, Vec<Diagnostic>> {
    let mut reader = Reader::new(root);
    let document = reader.document();
    let components = child(&document, "components");
    if let Some(components) = &components {
        reader.read_security_schemes(components);
        reader.components(components);
    }
    let operations = reader.operations();
    let webhooks = reader.webhooks();
    reader.read_schemas();
    reader.endless_schemas();
    if reader.faults.is_empty() {
        let version = root["info"]["version"].as_str().unwrap_or_default();
        return Ok(ApiDescription {
            version: version.to_owned(),
            operations,
            webhooks,
            security_schemes: reader.security_schemes,
            schemas: reader.schemas,
        });
    }
    let mut faults = reader.faults;
    let key = |fault: &Diagnostic| (fault.pointer().clone(), fault.reason().to_owned());
    faults.sort_by_cached_key(key);
    faults.dedup_by_key(|fault| key(fault));
    Err(faults)
}

impl<'d> Reader<'d> {
    fn operations(&mut self) -> Vec<Operation> {
        let mut operations = Vec::new();
        let document = self.document();
        if let Some(paths) = child(&document, "paths") {
            self.object(&paths);
        }
        for item in path_items(self.root).filter(|item| !item.path.starts_with("x-")) {
            let part = Part {
                at: item.at(),
                value: item.value,
            };
            operations.extend(self.path_item(item.path, &part));
        }
        operations
    }

    /// Reads the components: what is wrong with one is found whoever uses it, and each schema has its name.
    fn components(&mut self, components: &Part<'d>) {
        self.object(components);
        for (_, part) in self.entries(components, "schemas") {
            self.schema(&part);
        }
        for (_, part) in self.entries(components, "parameters") {
            self.parameter(&part);
        }
        for (name, part) in self.entries(components, "headers") {
            self.header(name, &part);
        }
        for (_, part) in self.entries(components, "requestBodies") {
            self.request_body(&part);
        }
        for (name, part) in self.entries(components, "responses") {
            self.response(name.to_owned(), &part);
        }
        for (name, part) in self.entries(components, "callbacks") {
            self.callback(name, &part);
        }
        for (name, part) in self.entries(components, "pathItems") {
            self.path_item(name, &part);
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::read::description::testing::{document_with, faults_of, read};

    #[test]
    fn a_document_is_read_whole() {
        let components = json!({ "schemas": { "Unused": { "items": { "type": "string" } } } });
        let mut document = document_with(json!({}), components);
        document["info"]["version"] = "1.2.3".into();
        let read = read(&document);
        assert_eq!(read.version, "1.2.3");
        assert_eq!((read.operations.len(), read.schemas.len()), (1, 2));
    }

    #[test]
    fn what_nothing_uses_is_found_too_and_once() {
        let to = |place: &str| json!({ "$ref": format!("#/components/{place}") });
        let document = document_with(
            json!({ "responses": { "200": to("responses/Bad") } }),
            json!({
                "schemas": { "A": to("schemas/B"), "B": to("schemas/A"), "C": to("schemas/None"), "D": to("responses/Bad") },
                "responses": { "Bad": { "content": [] } },
                "requestBodies": { "Bad": { "required": 5 } },
                "pathItems": { "Bad": { "get": 5 } },
                "callbacks": { "Bad": { "{$url}": { "put": 5 } } },
            }),
        );
        let places: Vec<_> = faults_of(&document).into_iter().map(|one| one.0).collect();
        let expected = [
            "/components/callbacks/Bad/{$url}/put",
            "/components/pathItems/Bad/get",
            "/components/requestBodies/Bad/required",
            "/components/responses/Bad/content",
            "/components/schemas/A/$ref",
            "/components/schemas/B/$ref",
            "/components/schemas/C/$ref",
            "/components/schemas/D/$ref",
        ];
        assert_eq!(places, expected);
    }
}
