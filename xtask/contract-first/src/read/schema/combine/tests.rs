use serde_json::json;

use crate::diagnostic::constructs::schema;
use crate::model::{Constraint, Count, Direction, TypeDef, TypeKind};
use crate::read::schema::testing::{read, read_beside, read_in};

fn of(name: &str) -> serde_json::Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[test]
fn parts_hold_together() {
    let schemas = json!({ "A": { "required": ["a"], "properties": { "a": { "type": "string", "minLength": 1 } } } });
    let parts =
        json!([of("A"), { "properties": { "a": { "maxLength": 3 }, "b": {} }, "required": ["b"] }]);
    let read = read_beside(schemas, json!({ "allOf": parts }), Direction::Request);
    assert_eq!(read.found, []);
    let TypeDef::Struct { fields, .. } = read.definition() else {
        panic!("no struct");
    };
    let names: Vec<_> = fields
        .iter()
        .map(|field| (field.wire.as_str(), field.required))
        .collect();
    assert_eq!(names, [("a", true), ("b", true)]);
    let length = Count {
        least: 1,
        most: Some(3),
    };
    assert_eq!(fields[0].shape.constraints, [Constraint::Length(length)]);
}

#[test]
fn the_tighter_bound_counts() {
    let read = read(
        json!({ "type": "integer", "minimum": 3, "allOf": [{ "minimum": 5, "maximum": 9 }, { "maximum": 7 }] }),
    );
    let expected = Constraint::Integers {
        minimum: Some(5),
        maximum: Some(7),
    };
    assert_eq!(read.shape.constraints, [expected]);
}

#[test]
fn what_stands_beside_a_reference_counts_since_3_1() {
    let schema = json!({ "$ref": "#/components/schemas/Text", "maxLength": 3 });
    let schemas = json!({ "Text": { "type": "string" } });
    let constraints = |version: &str| {
        let read = read_in(version, schemas.clone(), schema.clone(), Direction::Request);
        read.shape.constraints.len()
    };
    assert_eq!((constraints("3.0.3"), constraints("3.1.0")), (0, 1));
}

#[test]
fn exclusive_bounds_of_3_0_are_numbers() {
    let schema = json!({ "type": "number", "minimum": 1, "exclusiveMinimum": true });
    let read = read_in("3.0.3", json!({}), schema, Direction::Request);
    assert_eq!(read.shape.kind, TypeKind::Number);
    assert_eq!(
        read.shape.constraints,
        [Constraint::ExclusiveMinimum(1.into())]
    );
}

#[test]
fn parts_that_exclude_each_other_are_found() {
    let code = |schema| read(schema).found.first().map(|found| found.0);
    let types = json!({ "allOf": [{ "type": "string" }, { "type": "number" }] });
    assert_eq!(code(types), Some(schema::CONFLICTING_TYPES.code.0));
    let formats =
        json!({ "type": "string", "allOf": [{ "format": "date" }, { "format": "email" }] });
    assert_eq!(code(formats), Some(schema::CONFLICTING_KEYWORD.code.0));
    let itself = json!({ "A": { "allOf": [of("A"), { "properties": {} }] } });
    let found = read_beside(itself, of("A"), Direction::Request).found;
    assert_eq!(found[0].0, schema::SELF_COMPOSITION.code.0);
}
