use serde_json::Value;

use super::operations::is_method;

/// What is at a place of a document, by the object types of OpenAPI 3.1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    Document,
    Components,
    Paths,
    PathItem,
    Operation,
    Parameter,
    Header,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Schema,
    SecurityScheme,
    /// Names that the document chose, each with one of these.
    Map(&'static Kind),
    List(&'static Kind),
    /// Either one, or a list of them: `items` of older schemas. No keyword of theirs is a number.
    OneOrList(&'static Kind),
    /// Any JSON: extensions, examples, defaults, and what has no references.
    Data,
}

impl Kind {
    /// What is under a key, or at an index, of one of this kind.
    pub fn child(self, key: &str) -> Self {
        match self {
            Self::Map(inner) => *inner,
            Self::List(inner) => *inner,
            Self::OneOrList(inner) if key.parse::<usize>().is_ok() => *inner,
            Self::OneOrList(inner) => inner.child(key),
            Self::Data | Self::Example | Self::Link | Self::SecurityScheme => Self::Data,
            Self::MediaType if key == "x-item-schema" => Self::Schema,
            // An extension can be anything (OpenAPI 3.1, Specification Extensions).
            _ if key.starts_with("x-") => Self::Data,
            Self::Document => of_document(key),
            Self::Components => of_components(key),
            Self::Paths | Self::Callback => Self::PathItem,
            Self::PathItem => of_path_item(key),
            Self::Operation => of_operation(key),
            Self::Parameter | Self::Header => of_parameter(key),
            Self::RequestBody => match key {
                "content" => Self::Map(&Self::MediaType),
                _ => Self::Data,
            },
            Self::MediaType => match key {
                "schema" | "itemSchema" => Self::Schema,
                "examples" => Self::Map(&Self::Example),
                "encoding" => Self::Map(&Self::Encoding),
                _ => Self::Data,
            },
            Self::Encoding => match key {
                "headers" => Self::Map(&Self::Header),
                _ => Self::Data,
            },
            Self::Responses => Self::Response,
            Self::Response => match key {
                "headers" => Self::Map(&Self::Header),
                "content" => Self::Map(&Self::MediaType),
                "links" => Self::Map(&Self::Link),
                _ => Self::Data,
            },
            Self::Schema => of_schema(key),
        }
    }

    /// What is at a JSON pointer of a document, given its steps.
    pub fn at<'s>(steps: impl IntoIterator<Item = &'s str>) -> Self {
        steps.into_iter().fold(Self::Document, Self::child)
    }

    /// The same, now that its value is known.
    pub fn of_value(self, value: &Value) -> Self {
        match self {
            Self::OneOrList(inner) if value.is_object() => *inner,
            kind => kind,
        }
    }

    /// Whether a `$ref` in it is a reference.
    pub fn may_refer(self) -> bool {
        match self {
            Self::PathItem
            | Self::Parameter
            | Self::Header
            | Self::RequestBody
            | Self::Response
            | Self::Callback
            | Self::Example
            | Self::Link
            | Self::Schema
            | Self::SecurityScheme => true,
            Self::Document
            | Self::Components
            | Self::Paths
            | Self::Operation
            | Self::MediaType
            | Self::Encoding
            | Self::Responses
            | Self::Map(_)
            | Self::List(_)
            | Self::OneOrList(_)
            | Self::Data => false,
        }
    }
}

fn of_document(key: &str) -> Kind {
    match key {
        "paths" => Kind::Paths,
        "webhooks" => Kind::Map(&Kind::PathItem),
        "components" => Kind::Components,
        _ => Kind::Data,
    }
}

fn of_components(key: &str) -> Kind {
    match key {
        "schemas" => Kind::Map(&Kind::Schema),
        "responses" => Kind::Map(&Kind::Response),
        "parameters" => Kind::Map(&Kind::Parameter),
        "examples" => Kind::Map(&Kind::Example),
        "requestBodies" => Kind::Map(&Kind::RequestBody),
        "headers" => Kind::Map(&Kind::Header),
        "securitySchemes" => Kind::Map(&Kind::SecurityScheme),
        "links" => Kind::Map(&Kind::Link),
        "callbacks" => Kind::Map(&Kind::Callback),
        "pathItems" => Kind::Map(&Kind::PathItem),
        _ => Kind::Data,
    }
}

fn of_path_item(key: &str) -> Kind {
    match key {
        "parameters" => Kind::List(&Kind::Parameter),
        key if is_method(key) => Kind::Operation,
        _ => Kind::Data,
    }
}

fn of_operation(key: &str) -> Kind {
    match key {
        "parameters" => Kind::List(&Kind::Parameter),
        "requestBody" => Kind::RequestBody,
        "responses" => Kind::Responses,
        "callbacks" => Kind::Map(&Kind::Callback),
        _ => Kind::Data,
    }
}

fn of_parameter(key: &str) -> Kind {
    match key {
        "schema" => Kind::Schema,
        "content" => Kind::Map(&Kind::MediaType),
        "examples" => Kind::Map(&Kind::Example),
        _ => Kind::Data,
    }
}

/// The keywords of JSON Schema 2020-12 and its predecessors that hold schemas.
fn of_schema(key: &str) -> Kind {
    match key {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "dependencies" => Kind::Map(&Kind::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Kind::List(&Kind::Schema),
        "items" => Kind::OneOrList(&Kind::Schema),
        "additionalItems"
        | "additionalProperties"
        | "contains"
        | "contentSchema"
        | "else"
        | "if"
        | "not"
        | "propertyNames"
        | "then"
        | "unevaluatedItems"
        | "unevaluatedProperties" => Kind::Schema,
        _ => Kind::Data,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::document::Pointer;

    fn at(pointer: &str) -> Kind {
        let steps = Pointer::from(pointer).steps();
        Kind::at(steps.iter().map(String::as_str))
    }

    #[test]
    fn a_pointer_determines_the_kind_of_its_node() {
        for (pointer, expected) in [
            ("", Kind::Document),
            ("/info", Kind::Data),
            ("/paths/~1a", Kind::PathItem),
            ("/paths/x-a", Kind::Data),
            ("/paths/~1a/get", Kind::Operation),
            ("/paths/~1a/gets", Kind::Data),
            ("/paths/~1a/parameters/0", Kind::Parameter),
            (
                "/paths/~1a/get/requestBody/content/a~1b/schema",
                Kind::Schema,
            ),
            ("/paths/~1a/get/requestBody/schema", Kind::Data),
            (
                "/paths/~1a/get/responses/200/headers/A/schema",
                Kind::Schema,
            ),
            ("/paths/~1a/get/responses/200/links/A", Kind::Link),
            ("/paths/~1a/get/responses/x-a", Kind::Data),
            ("/paths/~1a/get/callbacks/done/{$url}/post", Kind::Operation),
            (
                "/webhooks/sent/post/parameters/0/content/a~1b",
                Kind::MediaType,
            ),
            ("/components/pathItems/A/get", Kind::Operation),
            ("/components/securitySchemes/A/flows", Kind::Data),
            ("/components/schemas/x-a", Kind::Schema),
            ("/components/schemas/A/properties/properties", Kind::Schema),
            ("/components/schemas/A/properties/x-a", Kind::Schema),
            ("/components/schemas/A/allOf/0/items/not", Kind::Schema),
            ("/components/schemas/A/items/0", Kind::Schema),
            ("/components/schemas/A/default/properties/a", Kind::Data),
            ("/components/schemas/A/x-a/properties/a", Kind::Data),
            ("/components/examples/A/value", Kind::Data),
        ] {
            let found = at(pointer);
            // An item of `items`, or the schema that it is.
            let found = match found {
                Kind::OneOrList(inner) => *inner,
                found => found,
            };
            assert_eq!(found, expected, "{pointer}");
        }
    }

    #[test]
    fn items_are_one_schema_or_a_list_of_them() {
        let items = at("/components/schemas/A/items");
        assert_eq!(items, Kind::OneOrList(&Kind::Schema));
        assert_eq!(items.of_value(&json!({})), Kind::Schema);
        assert_eq!(items.of_value(&json!([{}])), items);
        assert_eq!(items.child("0"), Kind::Schema);
        assert_eq!(items.child("not"), Kind::Schema);
        assert_eq!(items.child("title"), Kind::Data);
    }

    #[test]
    fn references_are_where_openapi_allows_them() {
        for (pointer, expected) in [
            ("/paths/~1a", true),
            ("/paths/~1a/get", false),
            ("/paths/~1a/get/responses", false),
            ("/paths/~1a/get/responses/200", true),
            ("/paths/~1a/get/responses/200/content/a~1b", false),
            ("/paths/~1a/get/callbacks/done", true),
            ("/components/schemas/A", true),
            ("/components/schemas/A/properties", false),
            ("/components/schemas/A/const", false),
            ("/components/securitySchemes/A", true),
        ] {
            assert_eq!(at(pointer).may_refer(), expected, "{pointer}");
        }
    }
}
