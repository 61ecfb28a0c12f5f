use serde_json::{Value, json};

use super::documentation::documentation;
use super::header_name::{is_framing, is_token};
use super::operation::Reader;
use super::reference::resolve;
use crate::diagnostic::constructs::parameter;
use crate::document::Pointer;
use crate::model::{Header, TypeDef, TypeKind, TypeRef, TypeRegistry};

/// The headers of a response that an implementation sets.
pub fn headers(reader: &mut Reader, response: &Value, at: &Pointer, name: &str) -> Vec<Header> {
    let at = at.child("headers");
    let listed = response.get("headers").and_then(Value::as_object);
    let listed = listed.into_iter().flatten();
    let read = listed.filter_map(|(header, described)| {
        let at = at.child(header);
        // The content says it (OpenAPI 3.1, Response Object).
        if header.eq_ignore_ascii_case("content-type") {
            reader
                .diagnostics
                .add(parameter::CONTENT_TYPE_HEADER.at(&at));
            return None;
        }
        if is_framing(header) {
            reader.diagnostics.add(parameter::FRAMING_HEADER.at(&at));
            return None;
        }
        let found = resolve(reader.root, described, &at, reader.diagnostics)?;
        let (at, described) = (found.at, found.value);
        if described.get("content").is_some() {
            reader
                .diagnostics
                .add(parameter::HEADER_CONTENT.at(at.child("content")));
            return None;
        }
        self::header(reader, (header, described), at, name)
    });
    let read: Vec<_> = read.collect();
    if !read.is_empty() {
        reader.diagnostics.add(parameter::RESPONSE_HEADERS.at(&at));
    }
    read
}

fn header(
    reader: &mut Reader,
    (header, described): (&str, &Value),
    at: Pointer,
    name: &str,
) -> Option<Header> {
    let schema = described.get("schema").cloned();
    let schema = schema.unwrap_or(json!({ "type": "string" }));
    let inside = format!("{name} {header}");
    let shape =
        reader
            .schemas
            .read_header(&schema, at.child("schema"), &inside, reader.diagnostics);
    let shape = reader.schemas.types.with_usual_types(&shape);
    if !is_token(header) || !is_text(&reader.schemas.types, &shape) {
        reader.diagnostics.add(parameter::HEADER_NOT_PLAIN.at(&at));
        return None;
    }
    Some(Header {
        name: header.to_owned(),
        documentation: documentation(described),
        required: described.get("required") == Some(&Value::Bool(true)),
        shape,
    })
}

/// Whether a text says it: a plain value, or several.
fn is_text(types: &TypeRegistry, shape: &TypeRef) -> bool {
    match &types.resolve_alias(shape).kind {
        TypeKind::Null | TypeKind::Map(_) => false,
        TypeKind::Array(items) => {
            !matches!(types.resolve_alias(items).kind, TypeKind::Array(_)) && is_text(types, items)
        }
        TypeKind::Named(id) => matches!(types.types[*id].definition, TypeDef::Enumeration(_)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::contract::tests::read_operation;

    /// The names of the headers of a response, and code and place of what was found.
    fn read(headers: Value) -> (Vec<String>, Vec<(u16, String)>) {
        let responses = json!({ "200": { "description": "", "headers": headers } });
        let reading = read_operation(json!({ "responses": responses }), json!({}));
        let found = reading.concerning(&reading.operations[0]).into_iter();
        let found = found.map(|one| {
            let steps = one.pointer().steps();
            (one.code().0, steps[5..].join("/"))
        });
        let headers = reading.contract.operations[0].responses[0].headers.iter();
        (
            headers.map(|one| one.name.clone()).collect(),
            found.collect(),
        )
    }

    #[test]
    fn plain_values_and_arrays_of_them_are_headers() {
        let text = json!({ "type": "string" });
        let headers = json!({
            "A": { "schema": text },
            "B": { "schema": { "type": "array", "items": text } },
            "C": { "schema": { "type": ["string", "null"], "enum": ["a", null] } },
            "D": {},
        });
        let (names, found) = read(headers);
        assert_eq!(names, ["A", "B", "C", "D"]);
        let code = parameter::RESPONSE_HEADERS.code.0;
        assert_eq!(found, [(code, "headers".to_owned())]);
    }

    #[test]
    fn what_is_no_header_is_left_out() {
        for (name, header, expected) in [
            ("content-TYPE", json!({}), &parameter::CONTENT_TYPE_HEADER),
            ("Content-Length", json!({}), &parameter::FRAMING_HEADER),
            (
                "A",
                json!({ "content": { "text/plain": {} } }),
                &parameter::HEADER_CONTENT,
            ),
            ("two words", json!({}), &parameter::HEADER_NOT_PLAIN),
            (
                "A",
                json!({ "schema": { "type": "object" } }),
                &parameter::HEADER_NOT_PLAIN,
            ),
            (
                "A",
                json!({ "schema": { "items": { "items": {} } } }),
                &parameter::HEADER_NOT_PLAIN,
            ),
        ] {
            let (names, found) = read(json!({ name: header }));
            assert_eq!(names, [""; 0], "{name}: {header}");
            assert_eq!(found.len(), 1, "{name}: {header}: {found:?}");
            assert_eq!(found[0].0, expected.code.0, "{name}: {header}");
        }
    }
}
