use serde_json::json;

use super::*;
use crate::read::schema::testing::read_in;

#[test]
fn nullable_counts_in_3_0_and_is_found_in_3_1() {
    let schemas = json!({ "A": { "type": "string" } });
    let code = schema_rows::NULLABLE_IN_3_1.code.0;
    for schema in [
        json!({ "$ref": "#/components/schemas/A", "nullable": true }),
        json!({ "type": "string", "nullable": true }),
        json!({ "oneOf": [{ "type": "string" }, { "type": "number" }], "nullable": true }),
    ] {
        let read = |version| read_in(version, schemas.clone(), schema.clone(), Direction::Request);
        let old = read("3.0.3");
        assert_eq!(
            (old.shape.nullable, old.found),
            (true, Vec::new()),
            "{schema}"
        );
        let new = read("3.1.0");
        assert_eq!(new.found, [(code, "/here/nullable".to_owned())], "{schema}");
    }
}
