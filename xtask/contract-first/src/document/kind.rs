use serde_json::Value;

use super::operations::is_method;

/// What stands at a place of a document, by the object types of OpenAPI 3.1.
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
    /// What stands under a key, or at an index, of one of this kind.
    pub fn child(self, key: &str) -> Self {
        match self {
            Self::Map(inner) => *inner,
            Self::List(inner) => *inner,
            Self::OneOrList(inner) if key.parse::<usize>().is_ok() => *inner,
            Self::OneOrList(inner) => inner.child(key),
            Self::Data | Self::Example | Self::Link | Self::SecurityScheme => Self::Data,
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
                "schema" => Self::Schema,
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

    /// What stands at a JSON pointer of a document, given its steps.
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
