use serde_json::json;

use super::*;
use crate::diagnostic::constructs::schema::{
    ALIAS_CYCLE, LONG_CHAIN_OF_TYPES, REFERENCE_BY_ANCHOR, REFERENCE_TO_NO_SCHEMA,
};
use crate::read::schema::testing::{read, read_beside};

fn of(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

#[test]
fn a_schema_is_read_once_wherever_it_is_named() {
    let schema =
        json!({ "properties": { "a": of("A"), "b": { "type": "array", "items": of("A") } } });
    let read = read_beside(
        json!({ "Unused": {}, "A": { "type": "string" } }),
        schema,
        Direction::Request,
    );
    let origins: Vec<_> = read.types.types.iter().map(|one| &one.origin).collect();
    let component = TypeOrigin::Component("A".to_owned());
    assert_eq!(origins, [&component, &TypeOrigin::Inline]);
    assert_eq!(read.types.types[0].declaration_index, 1);
}

#[test]
fn a_recursive_schema_refers_to_itself() {
    let node = json!({ "properties": { "next": of("Node") } });
    let read = read_beside(json!({ "Node": node }), of("Node"), Direction::Request);
    assert_eq!(read.found, []);
    let TypeDef::Struct { fields, .. } = read.definition() else {
        panic!("no struct");
    };
    assert_eq!(fields[0].shape.kind, read.shape.kind);
}

#[test]
fn a_long_ring_of_types_is_read_to_its_end() {
    let count = 1_000;
    let holds = |index: usize| json!({ "properties": { "a": of(&format!("A{index}")) } });
    let ring: Map<_, _> = (0..count)
        .map(|index| (format!("A{index}"), holds((index + 1) % count)))
        .collect();
    let read = read_beside(ring.into(), of("A0"), Direction::Request);
    assert_eq!(read.types.types.len(), count);
    for (id, named) in read.types.types.iter().enumerate() {
        let next = TypeKind::Named((id + 1) % count);
        let shapes = named.definition.shapes();
        assert_eq!(shapes[0].kind, next, "{}", named.source);
    }
    let codes: HashSet<_> = read.found.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, HashSet::from([LONG_CHAIN_OF_TYPES.code.0]));
}

#[test]
fn a_name_for_itself_and_references_to_nothing_are_found() {
    let list = json!({ "type": "array", "items": of("A") });
    let cycle = read_beside(json!({ "A": list }), of("A"), Direction::Request).found;
    assert_eq!(
        cycle,
        [(ALIAS_CYCLE.code.0, "/components/schemas/A".to_owned())]
    );
    let here = "/here".to_owned();
    let lost = read(of("None")).found;
    assert_eq!(lost, [(REFERENCE_TO_NO_SCHEMA.code.0, here.clone())]);
    let anchor = read(json!({ "$ref": "#main" })).found;
    assert_eq!(anchor, [(REFERENCE_BY_ANCHOR.code.0, here)]);
}
