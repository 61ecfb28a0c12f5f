use serde_json::Value;

use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::document;
use crate::document::Pointer;

/// What an overlay calls a part in code.
const CODE_NAME: &str = "x-name";

/// What the names of a part in code are made of: its `x-name`, else the document's own name for it.
pub fn code_name(part: &Value, own: &str) -> String {
    let chosen = part.get(CODE_NAME).and_then(name);
    chosen.unwrap_or(own).to_owned()
}

/// Finds an `x-name` that no name can be made of.
pub fn check_code_name(part: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    if part
        .get(CODE_NAME)
        .is_some_and(|value| name(value).is_none())
    {
        diagnostics.add(document::CODE_NAME.at(at.child(CODE_NAME)));
    }
}

fn name(value: &Value) -> Option<&str> {
    let text = value.as_str();
    text.filter(|text| text.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract;

    #[test]
    fn a_name_is_a_text_with_a_letter_or_a_digit() {
        let at = Pointer::from("/here");
        for (part, expected, places) in [
            (json!({}), "own", vec![]),
            (json!({ "x-name": "Their name" }), "Their name", vec![]),
            (json!({ "x-name": "数" }), "数", vec![]),
            (json!({ "x-name": "--" }), "own", vec!["/here/x-name"]),
            (json!({ "x-name": ["a"] }), "own", vec!["/here/x-name"]),
        ] {
            let mut diagnostics = Diagnostics::default();
            assert_eq!(code_name(&part, "own"), expected);
            check_code_name(&part, &at, &mut diagnostics);
            let found = diagnostics.found.iter();
            let found: Vec<_> = found.map(|found| found.pointer().to_string()).collect();
            assert_eq!(found, places, "{part}");
        }
    }

    /// A document of which each part has the name that `name` gives it.
    fn document(name: impl Fn(&str) -> Value) -> Value {
        let thing = json!({ "$ref": "#/components/schemas/thing_v1" });
        json!({
            "openapi": "3.1.0",
            "info": { "title": "T", "version": "1" },
            "paths": { "/things": { "post": {
                "operationId": "thingsPost",
                "x-name": name("add thing"),
                "security": [{ "k": [] }],
                "parameters": [{ "name": "q", "in": "query", "schema": { "type": "string" }, "x-name": name("search") }],
                "requestBody": { "content": { "application/json": { "schema": thing } } },
                "responses": { "204": { "description": "Done" } },
            } } },
            "components": {
                "schemas": {
                    "Other": {},
                    "thing_v1": {
                        "type": "object",
                        "x-name": name("Thing"),
                        "properties": { "nm": { "type": "object", "properties": { "a": {} }, "x-name": name("full name") } },
                    },
                },
                "securitySchemes": { "k": { "type": "http", "scheme": "basic", "x-name": name("login") } },
            },
        })
    }

    #[test]
    fn names_are_those_that_are_chosen_and_the_wire_keeps_its_own() {
        let document = document(|name| json!(name));
        let contract = contract(&document).contract;
        let operation = &contract.operations[0];
        assert_eq!(
            (operation.id.as_str(), operation.name.as_str()),
            ("thingsPost", "add thing")
        );
        let parameter = &operation.parameters[0];
        assert_eq!(
            (parameter.name.as_str(), parameter.code_name.as_str()),
            ("q", "search")
        );
        let scheme = &contract.schemes[0];
        assert_eq!((scheme.key.as_str(), scheme.name.as_str()), ("k", "login"));
        let sources: Vec<_> = contract
            .types
            .types
            .iter()
            .map(|named| named.source.as_str())
            .collect();
        assert_eq!(sources, ["Thing", "Thing full name"]);
        assert_eq!(contract.types.components, ["Other", "Thing"]);
    }

    #[test]
    fn what_is_no_name_is_found_where_it_stands() {
        let reading = contract(&document(|_| json!(5)));
        let found = reading.concerning(&reading.operations[0]);
        let mut places: Vec<_> = found
            .iter()
            .map(|found| found.pointer().to_string())
            .collect();
        places.sort();
        assert_eq!(
            places,
            [
                "/components/schemas/thing_v1/properties/nm/x-name",
                "/components/schemas/thing_v1/x-name",
                "/components/securitySchemes/k/x-name",
                "/paths/~1things/post/parameters/0/x-name",
                "/paths/~1things/post/x-name",
            ]
        );
    }
}
