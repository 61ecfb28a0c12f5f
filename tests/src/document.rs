use std::sync::OnceLock;

use serde_json::{Value, json};

/// The effective document, as it is checked in.
pub struct Document(Value);

impl Document {
    /// The document; read once.
    pub fn read() -> &'static Self {
        static DOCUMENT: OnceLock<Document> = OnceLock::new();
        DOCUMENT.get_or_init(|| Self(serde_json::from_str(Self::text()).expect("JSON")))
    }

    /// The document's text.
    pub fn text() -> &'static str {
        static TEXT: OnceLock<String> = OnceLock::new();
        TEXT.get_or_init(|| {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/openapi.json");
            std::fs::read_to_string(path).expect("`cargo xtask generate` makes it")
        })
    }

    /// The document's value.
    pub fn value(&self) -> &Value {
        &self.0
    }

    /// Checks a value against one of the document's schemas (JSON Schema 2020-12, as OpenAPI 3.1 has it), formats included.
    #[track_caller]
    pub fn assert_valid(&self, schema: &str, value: &Value) {
        let root = json!({
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$ref": format!("#/components/schemas/{schema}"),
            "components": self.0["components"],
        });
        let validator = jsonschema::options()
            .should_validate_formats(true)
            .build(&root)
            .expect("a schema");
        let problems: Vec<_> = validator
            .iter_errors(value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(problems.is_empty(), "{schema}: {problems:?}");
    }
}
