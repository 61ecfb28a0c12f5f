use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::constructs::document;
use crate::document::Pointer;

/// The dialects that say what the reader reads: JSON Schema 2020-12, and that of OpenAPI 3.1 in each of its editions.
const JSON_SCHEMA: &str = "https://json-schema.org/draft/2020-12/schema";
const OPENAPI: &str = "https://spec.openapis.org/oas/3.1/dialect/";

/// What is to be said of a `jsonSchemaDialect` or a `$schema`: nothing of one that schemas are read by.
pub fn other_dialect(dialect: &Value, at: Pointer) -> Option<Diagnostic> {
    let dialect = dialect.as_str()?;
    let uri = dialect.strip_suffix('#').unwrap_or(dialect);
    let is_read = uri == JSON_SCHEMA || uri.starts_with(OPENAPI);
    (!is_read).then(|| {
        let reason =
            format!("`{dialect}` is another dialect than the one that schemas are read by");
        document::OTHER_DIALECT.at(at).because(reason)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::read::contract;
    use crate::read::contract::tests::{findings, read_operation};

    #[test]
    fn dialects_that_are_read_are_known() {
        for (dialect, is_read) in [
            ("https://json-schema.org/draft/2020-12/schema", true),
            ("https://json-schema.org/draft/2020-12/schema#", true),
            ("https://spec.openapis.org/oas/3.1/dialect/base", true),
            ("https://spec.openapis.org/oas/3.1/dialect/2024-11-10", true),
            ("https://json-schema.org/draft/2019-09/schema", false),
            ("http://json-schema.org/draft-07/schema#", false),
            ("http://json-schema.org/draft/2020-12/schema", false),
            ("https://example.com/dialect", false),
            ("", false),
        ] {
            let found = other_dialect(&json!(dialect), "/a".into());
            assert_eq!(found.is_none(), is_read, "{dialect}");
        }
        assert!(other_dialect(&json!(5), "/a".into()).is_none());
    }

    #[test]
    fn the_dialect_of_the_document_and_of_each_schema_is_found() {
        let draft = "http://json-schema.org/draft-07/schema#";
        let reason = format!("`{draft}` is another dialect than the one that schemas are read by");
        let content =
            json!({ "application/json": { "schema": { "$ref": "#/components/schemas/A" } } });
        let reading = read_operation(
            json!({ "requestBody": { "content": content } }),
            json!({ "schemas": { "A": { "$schema": draft, "type": "string" } } }),
        );
        assert_eq!(
            findings(&reading),
            [format!("/components/schemas/A/$schema: {reason}")]
        );
        let whole = |dialect: &str| {
            let reading = contract(&json!({ "openapi": "3.1.0", "jsonSchemaDialect": dialect }));
            let found = reading.document.into_iter();
            found
                .map(|found| format!("{}: {}", found.pointer(), found.reason()))
                .collect::<Vec<_>>()
        };
        assert_eq!(whole(draft), [format!("/jsonSchemaDialect: {reason}")]);
        assert_eq!(whole(JSON_SCHEMA), [""; 0]);
    }
}
