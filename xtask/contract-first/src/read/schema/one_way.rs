use serde_json::Value;

use super::reader::SchemaReader;
use crate::document;

/// Who alone sets a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OneWay {
    /// The server: requests need not have it.
    ReadOnly,
    /// The client: responses do not have it.
    WriteOnly,
}

impl OneWay {
    fn keyword(self) -> &'static str {
        match self {
            Self::ReadOnly => "readOnly",
            Self::WriteOnly => "writeOnly",
        }
    }
}

impl SchemaReader<'_> {
    /// Whether a schema says so of its values, itself or by what it refers to or is made of: annotations are collected through `$ref` and
    /// `allOf` (JSON Schema 2020-12 core, 7.7), and through a choice when each alternative but null has them.
    pub fn is_one_way(&self, schema: &Value, way: OneWay) -> bool {
        let target = schema.get("$ref").and_then(Value::as_str);
        let referred = target.is_some_and(|target| self.refers_to_one_way(target, way));
        // What stands beside a `$ref` has no meaning in OpenAPI 3.0.
        if self.old && target.is_some() {
            return referred;
        }
        let list = |keyword: &str| {
            let parts = schema.get(keyword).and_then(Value::as_array);
            parts.map(Vec::as_slice).unwrap_or_default()
        };
        let each_choice = |keyword: &str| {
            let mut choices = list(keyword).iter().filter(|one| !is_null(one)).peekable();
            choices.peek().is_some() && choices.all(|one| self.is_one_way(one, way))
        };
        referred
            || schema.get(way.keyword()) == Some(&Value::Bool(true))
            || list("allOf").iter().any(|part| self.is_one_way(part, way))
            || ["oneOf", "anyOf"].into_iter().any(each_choice)
    }

    fn refers_to_one_way(&self, target: &str, way: OneWay) -> bool {
        let key = (target.to_owned(), way);
        if let Some(known) = self.one_way.borrow().get(&key) {
            return *known;
        }
        // A circle says nothing by itself.
        self.one_way.borrow_mut().insert(key.clone(), false);
        let schema = document::target(self.root, target);
        let found = schema.is_some_and(|schema| self.is_one_way(schema, way));
        self.one_way.borrow_mut().insert(key, found);
        found
    }
}

/// Whether null is the only value of a schema.
fn is_null(schema: &Value) -> bool {
    schema["type"] == "null"
        || schema.get("const") == Some(&Value::Null)
        || schema["enum"]
            .as_array()
            .is_some_and(|values| values.len() == 1 && values[0].is_null())
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::model::{Direction, TypeDef, reached};
    use crate::read::contract;

    /// A document of a version whose `Thing` goes both ways, with one required property `a`, besides `name`.
    fn document(version: &str, property: Value) -> Value {
        let content =
            json!({ "application/json": { "schema": { "$ref": "#/components/schemas/Thing" } } });
        json!({
            "openapi": version,
            "info": { "title": "Things", "version": "1.0.0" },
            "paths": { "/things": { "post": {
                "operationId": "addThing",
                "tags": ["T"],
                "requestBody": { "required": true, "content": content },
                "responses": { "201": { "description": "Made", "content": content } },
            } } },
            "components": { "schemas": {
                "Plain": { "type": "string" },
                "ReadOnly": { "type": "string", "readOnly": true },
                "ReadOnlyFar": { "$ref": "#/components/schemas/ReadOnlyNear" },
                "ReadOnlyNear": { "allOf": [{ "$ref": "#/components/schemas/ReadOnly" }] },
                "WriteOnly": { "type": "string", "writeOnly": true },
                "WriteOnlyFar": { "allOf": [{ "$ref": "#/components/schemas/WriteOnly" }, { "minLength": 2 }] },
                "Thing": {
                    "type": "object",
                    "required": ["a", "name"],
                    "properties": { "a": property, "name": { "type": "string" } },
                },
            } },
        })
    }

    /// Whether requests require the property, and whether responses do; `None` where they do not have it at all.
    fn required(version: &str, property: &Value) -> [Option<bool>; 2] {
        let document = document(version, property.clone());
        let types = contract(&document).contract.types;
        [Direction::Request, Direction::Response].map(|direction| {
            let reached = reached(&types, direction);
            let mut things = reached
                .iter()
                .filter_map(|id| match &types.types[*id].definition {
                    TypeDef::Struct { fields, .. } => Some(fields),
                    _ => None,
                });
            let mut fields = things.next().expect("a thing").iter();
            let field = fields.find(|field| field.wire == "a");
            field.map(|field| field.required)
        })
    }

    fn refers(name: &str) -> Value {
        json!({ "$ref": format!("#/components/schemas/{name}") })
    }

    const BOTH: [Option<bool>; 2] = [Some(true), Some(true)];
    const READ_ONLY: [Option<bool>; 2] = [Some(false), Some(true)];
    const WRITE_ONLY: [Option<bool>; 2] = [Some(true), None];

    #[test]
    fn a_property_is_what_its_schema_says_by_whatever_way() {
        for (name, expected) in [
            ("Plain", BOTH),
            ("ReadOnly", READ_ONLY),
            ("ReadOnlyNear", READ_ONLY),
            ("ReadOnlyFar", READ_ONLY),
            ("WriteOnly", WRITE_ONLY),
            ("WriteOnlyFar", WRITE_ONLY),
        ] {
            for version in ["3.0.3", "3.1.0"] {
                assert_eq!(
                    required(version, &refers(name)),
                    expected,
                    "{version} {name}"
                );
                for property in [
                    json!({ "allOf": [refers(name)] }),
                    json!({ "allOf": [{ "type": "string" }, refers(name)] }),
                    json!({ "oneOf": [refers(name)] }),
                    json!({ "anyOf": [refers(name)] }),
                    json!({ "allOf": [{ "allOf": [refers(name)] }], "description": "Of the server." }),
                ] {
                    assert_eq!(
                        required(version, &property),
                        expected,
                        "{version} {property}"
                    );
                }
            }
            let nullable = json!({ "nullable": true, "allOf": [refers(name)] });
            assert_eq!(required("3.0.3", &nullable), expected, "{nullable}");
            for keyword in ["oneOf", "anyOf"] {
                let nullable = json!({ keyword: [refers(name), { "type": "null" }] });
                assert_eq!(required("3.1.0", &nullable), expected, "{nullable}");
            }
        }
    }

    #[test]
    fn what_stands_beside_a_reference_counts_since_3_1() {
        let beside = json!({ "$ref": "#/components/schemas/Plain", "readOnly": true });
        assert_eq!(required("3.1.0", &beside), READ_ONLY);
        assert_eq!(required("3.0.3", &beside), BOTH);
        let beside =
            json!({ "$ref": "#/components/schemas/ReadOnly", "description": "Of the server." });
        assert_eq!(required("3.1.0", &beside), READ_ONLY);
        assert_eq!(required("3.0.3", &beside), READ_ONLY);
    }

    #[test]
    fn a_choice_of_which_one_alternative_says_so_does_not() {
        let choice = json!({ "anyOf": [refers("ReadOnly"), { "type": "integer" }] });
        assert_eq!(required("3.1.0", &choice), BOTH);
    }
}
