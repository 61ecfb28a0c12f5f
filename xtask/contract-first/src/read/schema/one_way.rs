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
    use serde_json::json;

    use crate::model::{Direction, TypeDef};
    use crate::read::schema::testing::read_beside;

    /// Whether a request has to have a property of this schema that is required.
    fn is_required(property: serde_json::Value) -> bool {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        let schemas = json!({
            "Id": { "type": "string", "readOnly": true },
            "Name": { "allOf": [of("Id"), { "maxLength": 3 }] },
            "Plain": { "type": "string" },
        });
        let schema = json!({ "required": ["a"], "properties": { "a": property } });
        let read = read_beside(schemas, schema, Direction::Request);
        match read.definition() {
            TypeDef::Struct { fields, .. } => fields[0].required,
            _ => panic!("no struct"),
        }
    }

    #[test]
    fn read_only_is_seen_behind_references_and_in_parts() {
        let of = |name: &str| json!({ "$ref": format!("#/components/schemas/{name}") });
        assert!(!is_required(of("Id")) && !is_required(of("Name")));
        assert!(!is_required(json!({ "allOf": [of("Id")] })));
        assert!(is_required(of("Plain")));
    }
}
