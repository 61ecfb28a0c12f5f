//! The tables of tests/fixtures/breaking/schemas: pairs of schemas, and what is said about them.

use std::collections::BTreeSet;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::testing::{changes, document};
use super::{ChangeLevel, MessageDirection, SchemaChange};
use crate::document::{Format, parse_data};

const TABLES: [(&str, &str); 6] = [
    (
        "values.yaml",
        include_str!("../../../tests/fixtures/breaking/schemas/values.yaml"),
    ),
    (
        "numbers_and_strings.yaml",
        include_str!("../../../tests/fixtures/breaking/schemas/numbers_and_strings.yaml"),
    ),
    (
        "arrays.yaml",
        include_str!("../../../tests/fixtures/breaking/schemas/arrays.yaml"),
    ),
    (
        "objects.yaml",
        include_str!("../../../tests/fixtures/breaking/schemas/objects.yaml"),
    ),
    (
        "unions.yaml",
        include_str!("../../../tests/fixtures/breaking/schemas/unions.yaml"),
    ),
    (
        "spelling.yaml",
        include_str!("../../../tests/fixtures/breaking/schemas/spelling.yaml"),
    ),
];

fn rows() -> Vec<(String, Value)> {
    let mut rows = Vec::new();
    for (name, text) in TABLES {
        let table = parse_data(text, Format::Yaml, name)
            .unwrap_or_else(|error| panic!("{name}: {error:?}"));
        for row in table.as_array().expect("a list of rows") {
            rows.push((format!("{name}: {}", row["is"]), row.clone()));
        }
    }
    rows
}

/// The document of a side of a row.
fn side(row: &Value, schema: &str, components: &str) -> Value {
    let mut schemas = Map::new();
    for key in ["with", components] {
        schemas.extend(row[key].as_object().cloned().unwrap_or_default());
    }
    let mut document = document(&row[schema], &schemas.into());
    if let Some(version) = row.get(format!("{schema}_version")) {
        document["openapi"] = version.clone();
    }
    document
}

fn verdict(changes: &[Rc<SchemaChange>]) -> &'static str {
    match changes.iter().map(|change| change.level).max() {
        None => "same",
        Some(ChangeLevel::Safe | ChangeLevel::Noted) => "safe",
        Some(ChangeLevel::Unproven) => "unproven",
        Some(ChangeLevel::Breaking) => "breaking",
    }
}

#[test]
fn every_pair_of_the_tables_is_judged_right() {
    let mut wrong = Vec::new();
    let rows = rows();
    for (name, row) in &rows {
        let (old, new) = (side(row, "old", "was"), side(row, "new", "now"));
        for (key, direction) in [
            ("request", MessageDirection::Request),
            ("response", MessageDirection::Response),
        ] {
            let found = changes(&old, &new, direction);
            let codes: BTreeSet<&str> = found.iter().map(|change| change.code.id()).collect();
            let expected = match row.get(format!("{key}_codes")) {
                Some(codes) => codes,
                None if key == "request" => &row["codes"],
                None => &Value::Null,
            };
            let missing = expected
                .as_array()
                .into_iter()
                .flatten()
                .any(|code| !codes.contains(code.as_str().unwrap_or_default()));
            if verdict(&found) != row[key] || missing {
                wrong.push(format!("{name} {key}: {} expected, {found:#?}", row[key]));
            }
        }
        for side in [&old, &new] {
            assert_eq!(changes(side, side, MessageDirection::Request), [], "{name}");
        }
    }
    assert!(rows.len() >= 150, "{} rows", rows.len());
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
