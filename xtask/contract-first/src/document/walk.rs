use std::rc::Rc;

use serde_json::Value;

use super::kind::Kind;
use super::pointer::Pointer;
use super::reference::reference;

/// A part of a document.
pub struct Node<'d> {
    pub kind: Kind,
    pub value: &'d Value,
    /// The way to it; nothing for the part that the walk began with.
    way: Option<Rc<Step<'d>>>,
}

/// The last step of a way. Few are ever written out: a walk makes no text of the others.
struct Step<'d> {
    before: Option<Rc<Step<'d>>>,
    key: Key<'d>,
}

#[derive(Clone, Copy)]
enum Key<'d> {
    Name(&'d str),
    Index(usize),
}

/// A part of a document and all that is in it, in the document's order. What is data to OpenAPI (extensions, examples, defaults) is
/// left out, and so is what can hold nothing: texts, numbers, booleans and null.
pub fn walk<'d>(kind: Kind, value: &'d Value) -> impl Iterator<Item = Node<'d>> {
    let start = Node {
        kind: kind.of_value(value),
        value,
        way: None,
    };
    let mut open = vec![start];
    // A list of what is open, no recursion: the document decides how deep it is.
    std::iter::from_fn(move || {
        let node = open.pop()?;
        node.open_parts(&mut open);
        Some(node)
    })
}

impl<'d> Node<'d> {
    /// Its `$ref`, where that is a reference.
    pub fn reference(&self) -> Option<&'d str> {
        reference(self.value).filter(|_| self.kind.may_refer())
    }

    /// Where it is, seen from the part that the walk began with.
    pub fn pointer(&self) -> Pointer {
        let mut keys = Vec::new();
        let mut way = &self.way;
        while let Some(step) = way {
            keys.push(step.key);
            way = &step.before;
        }
        let steps = keys.into_iter().rev();
        steps.fold(Pointer::default(), |at, key| match key {
            Key::Name(name) => at.child(name),
            Key::Index(index) => at.child(index),
        })
    }

    /// Adds what it holds, the last part first.
    fn open_parts(&self, open: &mut Vec<Self>) {
        match (self.kind, self.value) {
            (Kind::List(inner) | Kind::OneOrList(inner), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate().rev() {
                    self.open_part(Key::Index(index), *inner, item, open);
                }
            }
            (Kind::Data | Kind::List(_), _) => {}
            (kind, Value::Object(entries)) => {
                for (key, value) in entries.iter().rev() {
                    if value.is_object() || value.is_array() {
                        self.open_part(Key::Name(key), kind.child(key), value, open);
                    }
                }
            }
            _ => {}
        }
    }

    fn open_part(&self, key: Key<'d>, kind: Kind, value: &'d Value, open: &mut Vec<Self>) {
        let kind = kind.of_value(value);
        if kind != Kind::Data && (value.is_object() || value.is_array()) {
            let before = self.way.clone();
            open.push(Self {
                kind,
                value,
                way: Some(Rc::new(Step { before, key })),
            });
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
    fn references_are_where_openapi_has_them() {
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
