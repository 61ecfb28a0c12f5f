use serde::Serialize;

use super::bodies::BodyFeatures;
use super::checks::CheckFeatures;
use super::credentials::CredentialFeatures;
use super::models::ModelFeatures;
use super::parameters::ParameterFeatures;
use super::responses::ResponseFeatures;
use super::used::Used;
use crate::backends::rust_axum::helper::{ModelHelper, ParameterReader, ResponseHelper};
use crate::backends::rust_axum::imports;
use crate::backends::rust_axum::security::{AuthorizationWord, CredentialReader};
use crate::model::StringFormat;

/// What of the generated crate is written.
#[derive(Serialize)]
pub struct Features {
    #[serde(flatten)]
    pub credentials: CredentialFeatures,
    #[serde(flatten)]
    parameters: ParameterFeatures,
    #[serde(flatten)]
    bodies: BodyFeatures,
    #[serde(flatten)]
    responses: ResponseFeatures,
    #[serde(flatten)]
    models: ModelFeatures,
    #[serde(flatten)]
    checks: CheckFeatures,
    #[serde(flatten)]
    dependencies: Dependencies,
}

/// The crates that are used, beside those that always are.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Dependencies {
    /// `base64`
    base64_encoded: bool,
    /// `form_urlencoded`
    query_decoded: bool,
    /// `serde_json`
    serde_json: bool,
    /// `serde`
    serialized: bool,
    /// `fluent-uri`, and the module `uri`
    uris: bool,
    /// `uuid`
    uuids: bool,
}

impl Features {
    pub fn of(used: &Used) -> Self {
        Self {
            credentials: CredentialFeatures::of(used),
            parameters: ParameterFeatures::of(used),
            bodies: BodyFeatures::of(used),
            responses: ResponseFeatures::of(used),
            models: ModelFeatures::of(used),
            checks: CheckFeatures::of(used),
            dependencies: Dependencies::of(used),
        }
    }
}

impl Dependencies {
    fn of(used: &Used) -> Self {
        use ParameterReader::{HeaderList, PathList, Query, QueryList};
        let basic = used
            .schemes
            .authorization
            .contains(&AuthorizationWord::Basic);
        let decoded = [Query, QueryList, PathList, HeaderList];
        let decoded = decoded.into_iter().any(|reader| used.reader(reader));
        let uris = used.import(imports::URI);
        let written = used.response(ResponseHelper::Json) || used.response_headers();
        Self {
            base64_encoded: used.format(StringFormat::Byte) || used.secured() && basic,
            query_decoded: decoded
                || used.forms()
                || used.secured() && used.credential(CredentialReader::Query),
            serde_json: used.json()
                || used.response_headers()
                || used.import(imports::JSON_VALUE)
                || used.model(ModelHelper::Constants),
            serialized: uris || written || used.located() || used.models,
            uris,
            uuids: used.import(imports::HYPHENATED) || used.format(StringFormat::Uuid),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use crate::backend::{Backend, Package};
    use crate::backends::rust_axum::RustAxum;
    use crate::read::contract;

    /// A document whose operation takes `A` as JSON; `text` stands wherever a document has a text of its own.
    fn document(schemas: &Value, text: &str) -> Value {
        let body = json!({ "$ref": "#/components/schemas/A" });
        json!({
            "openapi": "3.1.0",
            "info": { "title": text, "version": "1", "description": text },
            "tags": [{ "name": "a", "description": text }],
            "paths": { "/a": { "post": {
                "operationId": "send",
                "tags": ["a"],
                "summary": text,
                "description": text,
                "requestBody": { "required": true, "content": { "application/json": { "schema": body } } },
                "responses": { "204": { "description": text } },
            } } },
            "components": { "schemas": schemas },
        })
    }

    /// The parts of the crate that are written.
    fn written(document: &Value) -> BTreeSet<String> {
        let reading = contract(document);
        let package = Package {
            name: "a",
            environment: "A",
        };
        let made = RustAxum.files(&reading.contract, &package);
        let data = made.data.package.as_object().unwrap();
        let raised = data.iter().filter(|(_, value)| **value == true);
        raised.map(|(flag, _)| flag.clone()).collect()
    }

    /// What is written for a body, and not for one with a text in it.
    fn further(schemas: &Value) -> BTreeSet<String> {
        let plain = written(&document(&object(json!({ "type": "string" })), "a"));
        let all = written(&document(schemas, "a"));
        all.difference(&plain).cloned().collect()
    }

    fn object(property: Value) -> Value {
        json!({ "A": { "type": "object", "required": ["p"], "properties": { "p": property } } })
    }

    #[test]
    fn what_a_type_needs_is_written() {
        let checked = ["fieldCheck", "inside", "ruleCheck"];
        let formatted = ["formats"];
        for (property, expected) in [
            (json!({ "type": "string" }), vec![]),
            (json!({ "type": "integer" }), vec!["integers"]),
            (
                json!({ "type": "array", "items": { "type": "integer" } }),
                vec!["integers"],
            ),
            (
                json!({ "type": "string", "maxLength": 3 }),
                checked.to_vec(),
            ),
            (
                json!({ "type": "string", "format": "email" }),
                [&checked[..], &formatted, &["emailCheck"]].concat(),
            ),
            (
                json!({ "type": "string", "format": "time" }),
                [&checked[..], &formatted, &["timeCheck", "times"]].concat(),
            ),
            (json!({ "type": "string", "format": "uri" }), vec!["uris"]),
            (
                json!({ "type": "array", "uniqueItems": true, "items": { "type": "string" } }),
                [&checked[..], &["distinctCheck"]].concat(),
            ),
            (
                json!({ "type": "array", "items": { "type": "number", "multipleOf": 0.5 } }),
                [&checked[..], &["itemsCheck", "multipleCheck"]].concat(),
            ),
            (
                json!({ "type": ["string", "null"], "minLength": 1 }),
                [&checked[..], &["fieldwise", "nullables", "presentCheck"]].concat(),
            ),
            (json!({ "enum": ["a", "b"] }), vec!["readWhole"]),
            (json!({ "enum": ["a", 2] }), vec!["integers", "readWhole"]),
            (
                json!({ "oneOf": [{ "type": "string" }, { "type": "boolean" }] }),
                vec!["exact", "fits", "readWhole", "unions"],
            ),
        ] {
            let expected: BTreeSet<_> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(further(&object(property.clone())), expected, "{property}");
        }
    }

    #[test]
    fn an_integer_by_another_name_is_one() {
        let named = json!({ "$ref": "#/components/schemas/Count" });
        let list = json!({ "type": "array", "items": named });
        for (property, count, expected) in [
            (&named, "integer", true),
            (&list, "integer", true),
            (&named, "string", false),
        ] {
            let mut schemas = object(property.clone());
            schemas["Count"] = json!({ "type": count });
            let written = written(&document(&schemas, "a"));
            assert_eq!(written.contains("integers"), expected, "{property} {count}");
        }
        let body = json!({ "A": { "type": "integer" } });
        assert!(written(&document(&body, "a")).contains("integers"));
    }

    #[test]
    fn no_text_of_the_document_is_taken_for_code() {
        let schemas = |text: &str| {
            let other = json!({ "type": "string", "enum": [text, "b"], "description": text });
            let mut schemas =
                object(json!({ "type": "string", "pattern": text, "description": text }));
            schemas["A"]["description"] = text.into();
            schemas["A"]["properties"][text] = other;
            schemas
        };
        let harmless = written(&document(&schemas("a"), "a"));
        for text in [
            "validation::items(value, i64)",
            "formats::is_date(value)",
            "patterns::PATTERN_2.is_match(value)",
            "deserialize_with = \"json::rest\"",
            "value.validate().map_err(validation::first)",
            "header(headers)",
            "i64",
            "serde_json::Value",
            "\\\"validation::entries(value)",
        ] {
            let pattern = regex::escape(text);
            let mut hostile = schemas(text);
            hostile["A"]["properties"]["p"]["pattern"] = pattern.into();
            assert_eq!(written(&document(&hostile, text)), harmless, "{text}");
        }
    }
}
