use serde_json::Value;

use super::kind::Kind;
use super::pointer::Pointer;
use super::reference::reference;

/// A part of a document.
pub struct Node<'d> {
    pub kind: Kind,
    pub value: &'d Value,
    /// Where it stands.
    pub pointer: Pointer,
}

/// A part of a document and all that is in it, in the document's order. What is data to OpenAPI (extensions, examples, defaults) is
/// left out.
pub fn walk<'d>(kind: Kind, value: &'d Value) -> impl Iterator<Item = Node<'d>> {
    let start = Node {
        kind: kind.of_value(value),
        value,
        pointer: Pointer::default(),
    };
    let mut open = vec![start];
    // A list of what is open, no recursion: the document decides how deep it is.
    std::iter::from_fn(move || {
        let node = open.pop()?;
        open.extend(node.children().into_iter().rev());
        Some(node)
    })
}

impl<'d> Node<'d> {
    /// Its `$ref`, where that is a reference.
    pub fn reference(&self) -> Option<&'d str> {
        reference(self.value).filter(|_| self.kind.may_refer())
    }

    fn children(&self) -> Vec<Self> {
        let child = |key: &str, value: &'d Value| {
            let kind = self.kind.child(key).of_value(value);
            let node = |pointer| Self {
                kind,
                value,
                pointer,
            };
            (kind != Kind::Data).then(|| node(self.pointer.child(key)))
        };
        match (self.kind, self.value) {
            (Kind::Data, _) => Vec::new(),
            (Kind::List(_) | Kind::OneOrList(_), Value::Array(items)) => {
                let numbered = items.iter().enumerate();
                numbered
                    .filter_map(|(index, item)| child(&index.to_string(), item))
                    .collect()
            }
            (Kind::List(_), _) => Vec::new(),
            (_, Value::Object(entries)) => entries
                .iter()
                .filter_map(|(key, value)| child(key, value))
                .collect(),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn references(document: Value) -> Vec<String> {
        walk(Kind::Document, &document)
            .filter_map(|node| node.reference().map(str::to_owned))
            .collect()
    }

    #[test]
    fn references_stand_where_openapi_has_them() {
        let document = json!({
            "paths": {
                "/a": { "$ref": "#/1", "parameters": [{ "$ref": "#/2" }], "get": {
                    "parameters": [{ "examples": { "one": { "$ref": "#/3" } }, "content": { "a/b": { "schema": { "$ref": "#/4" } } } }],
                    "requestBody": { "$ref": "#/5" },
                    "responses": {
                        "default": { "$ref": "#/6" },
                        "200": { "headers": { "x-a": { "$ref": "#/7" } }, "links": { "next": { "$ref": "#/8" } } }
                    },
                    "callbacks": { "x-done": { "{$request.body#/url}": { "post": { "requestBody": { "$ref": "#/9" } } } } }
                } }
            },
            "components": {
                "schemas": { "x-a": { "items": { "$ref": "#/10" } }, "example": { "items": [{ "$ref": "#/11" }] } },
                "securitySchemes": { "x": { "$ref": "#/12" } }
            }
        });
        let expected: Vec<_> = (1..=12).map(|number| format!("#/{number}")).collect();
        assert_eq!(references(document), expected);
    }

    #[test]
    fn data_holds_no_references() {
        let data = json!({ "$ref": "./elsewhere" });
        let schema = json!({ "x-a": data, "example": data, "examples": [data], "default": data, "enum": [data], "const": data });
        let examples = json!({ "one": { "value": data, "x-a": data } });
        let document = json!({
            "x-a": data,
            "info": { "x-a": data },
            "paths": {
                "x-a": data,
                "/a": { "x-a": data, "get": {
                    "x-a": data,
                    "parameters": [{ "x-a": data, "example": data, "examples": examples, "schema": schema }],
                    "requestBody": { "x-a": data, "content": { "a/b": { "x-a": data, "example": data, "examples": examples } } },
                    "responses": { "x-a": data, "200": { "x-a": data,
                        "links": { "next": { "parameters": { "id": data }, "requestBody": data, "x-a": data } } } },
                } }
            },
            "components": { "x-a": data, "schemas": { "A": schema } }
        });
        assert_eq!(references(document), [""; 0]);
    }

    /// Names of properties are not keywords.
    #[test]
    fn names_of_the_document_are_not_keywords() {
        let reference = |number: usize| json!({ "$ref": format!("#/{number}") });
        let names = [
            "example", "examples", "default", "enum", "const", "x-a", "$ref", "value",
        ];
        let numbered = names.iter().zip(1..);
        let properties: serde_json::Map<_, _> = numbered
            .map(|(name, number)| ((*name).to_owned(), reference(number)))
            .collect();
        for keyword in [
            "properties",
            "patternProperties",
            "$defs",
            "definitions",
            "dependentSchemas",
        ] {
            let schema = json!({ keyword: properties });
            let document = json!({ "components": { "schemas": { "default": schema } } });
            assert_eq!(references(document).len(), names.len(), "{keyword}");
        }
    }
}
