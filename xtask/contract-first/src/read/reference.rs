use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::{document as references, schema};
use crate::document::{self, Kind, Located, Pointer, ReferenceError};

/// Refuses a `$ref` that leads to no schema by its place.
pub fn refuse_target(target: &str, at: &Pointer, diagnostics: &mut Diagnostics) {
    if target.starts_with('#') && !target.starts_with("#/") {
        diagnostics.add(schema::REFERENCE_BY_ANCHOR.at(at).because(format!(
            "`{target}` names a schema by an `$anchor` that is not there"
        )));
        return;
    }
    diagnostics.add(
        schema::REFERENCE_TO_NO_SCHEMA
            .at(at)
            .because(format!("`{target}` is not a schema of this document")),
    );
}

/// Whether what stands at a place can be read as a schema. An extension can hold one, too; what OpenAPI says is something else is none.
pub fn may_be_schema(place: &Pointer, value: &Value) -> bool {
    let steps = place.steps();
    let kind = Kind::at(steps.iter().map(String::as_str)).of_value(value);
    let schemas_stand_there = matches!(kind, Kind::Schema | Kind::OneOrList(_) | Kind::Data);
    schemas_stand_there && (value.is_object() || value.is_boolean())
}

/// Follows `$ref` inside the document, for everything but schemas (those keep their names).
pub fn resolve<'a>(
    root: &'a Value,
    value: &'a Value,
    at: &Pointer,
    diagnostics: &mut Diagnostics,
) -> Option<Located<'a>> {
    match document::resolve(root, value, at) {
        Ok(found) => return Some(found),
        Err(ReferenceError::Nowhere(target)) => diagnostics.add(
            references::DANGLING_REFERENCE
                .at(at)
                .because(format!("`{target}` leads nowhere in this document")),
        ),
        Err(ReferenceError::Endless) => diagnostics.add(references::ENDLESS_REFERENCE.at(at)),
    }
    None
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::read::contract::tests::{findings, read_operation};

    #[test]
    fn what_is_found_in_a_component_is_found_where_the_component_stands() {
        let refused = json!({ "type": "string", "contentSchema": {} });
        let content = json!({ "application/json": { "schema": refused } });
        let to = |place: &str| json!({ "$ref": format!("#/components/{place}") });
        let components = json!({
            "parameters": { "Page": to("parameters/Real~1Page"),
                "Real/Page": { "name": "page", "in": "query", "schema": refused } },
            "requestBodies": { "Body": { "content": content } },
            "responses": { "Done": { "description": "", "content": content, "headers": { "X-B": to("headers/B") } } },
            "headers": { "B": { "schema": refused } },
        });
        let operation = json!({
            "parameters": [to("parameters/Page")],
            "requestBody": to("requestBodies/Body"),
            "responses": { "200": to("responses/Done") },
        });
        let reading = read_operation(operation, components);
        let places: Vec<_> = findings(&reading)
            .iter()
            .filter_map(|found| found.split(": ").next().map(str::to_owned))
            .collect();
        let content = "content/application~1json/schema/contentSchema";
        let expected = [
            "/components/parameters/Real~1Page/schema/contentSchema".to_owned(),
            format!("/components/requestBodies/Body/{content}"),
            "/components/headers/B/schema/contentSchema".to_owned(),
            "/components/responses/Done/headers".to_owned(),
            format!("/components/responses/Done/{content}"),
        ];
        assert_eq!(places, expected);
    }

    #[test]
    fn only_schemas_are_read_as_schemas() {
        let content = json!({ "application/json": { "schema": { "type": "string" } } });
        let components = json!({
            "schemas": { "List": { "items": true }, "Never": false },
            "parameters": { "P": { "name": "p", "in": "query", "schema": { "type": "string" } } },
            "requestBodies": { "B": { "content": content } },
            "responses": { "R": { "description": "Nothing else." } },
            "examples": { "E": { "description": "Nothing else." } },
            "x-shared": { "S": { "type": "string" } },
        });
        for (target, expected) in [
            ("info/title", 203),
            ("components/parameters/P", 203),
            ("components/requestBodies/B", 203),
            ("components/responses/R", 203),
            ("components/responses", 203),
            ("components/examples/E", 203),
            ("components/schemas", 203),
            ("paths/~1a~1{id}/post", 203),
            ("components/schemas/Never", 207),
            ("components/schemas/List/items", 0),
            ("components/parameters/P/schema", 0),
            (
                "components/requestBodies/B/content/application~1json/schema",
                0,
            ),
            ("components/x-shared/S", 0),
        ] {
            let reference = json!({ "$ref": format!("#/{target}") });
            for schema in [
                reference.clone(),
                json!({ "allOf": [reference, { "title": "T" }] }),
            ] {
                let content = json!({ "application/json": { "schema": schema } });
                let body = json!({ "requestBody": { "content": content } });
                let reading = read_operation(body, components.clone());
                let found = reading.concerning(&reading.operations[0]);
                let code = found.first().map_or(0, |found| found.code().0);
                assert_eq!(code, expected, "{target}: {schema}");
            }
        }
    }

    #[test]
    fn what_leads_nowhere_is_found_where_it_is_written() {
        let lost = json!({ "$ref": "#/components/parameters/None" });
        let operation = json!({ "parameters": [lost] });
        let reading = read_operation(operation, Value::Null);
        let expected = "/paths/~1a~1{id}/post/parameters/0: `#/components/parameters/None` leads nowhere in this document";
        assert_eq!(findings(&reading), [expected]);
    }
}
