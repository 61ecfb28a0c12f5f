use serde_json::{Value, json};

use super::code_name::{check_code_name, code_name};
use super::default_value::default_value;
use super::documentation::documentation;
use super::header_name::is_no_parameter;
use super::operation::Reader;
use super::reference::resolve;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::{document, parameter};
use crate::document::{OperationNode, Pointer};
use crate::model::{
    Direction, Parameter, ParameterContent, ParameterForm, ParameterLocation, Style, TypeDef,
    TypeKind, TypeRef, TypeRegistry,
};

/// The parameters of an operation, its own and the path's, without headers that are no parameters.
pub fn parameters(reader: &mut Reader, operation: OperationNode) -> Vec<Parameter> {
    let own = (operation.value, operation.at());
    let shared = (operation.item.value, operation.item.at());
    let mut parameters: Vec<Parameter> = Vec::new();
    for (holder, at) in [own, shared] {
        let listed = holder.get("parameters").and_then(Value::as_array);
        for (index, one) in listed.into_iter().flatten().enumerate() {
            let at = at.child("parameters").child(index);
            let Some(found) = resolve(reader.root, one, &at, reader.diagnostics) else {
                continue;
            };
            let (at, described) = (found.at, found.value);
            let name = described["name"].as_str().unwrap_or_default();
            let location = described["in"].as_str().unwrap_or_default();
            let Some(location) = ParameterLocation::of(location) else {
                reader.diagnostics.add(
                    document::NOT_VALID
                        .at(&at)
                        .because(format!("a parameter `{name}` in {location}")),
                );
                continue;
            };
            // An operation's own parameter replaces the path's one of the same name.
            let again = parameters
                .iter()
                .any(|known| known.name == name && known.location == location);
            if location == ParameterLocation::Header && is_no_parameter(name) {
                reader
                    .diagnostics
                    .add(parameter::IGNORED_HEADER_PARAMETER.at(&at));
            } else if !again {
                let described = described.clone();
                parameters.push(parameter(reader, &described, (name, location), at));
            }
        }
    }
    parameters
}

fn parameter(
    reader: &mut Reader,
    described: &Value,
    (name, location): (&str, ParameterLocation),
    at: Pointer,
) -> Parameter {
    note_ignored(described, &at, reader.diagnostics);
    check_code_name(described, &at, reader.diagnostics);
    let code_name = code_name(described, name);
    let content = content(described, &at);
    let (schema, schema_at) = match &content {
        Some(content) => (content.schema.clone(), content.at.clone()),
        None => (
            described.get("schema").cloned().unwrap_or(json!(true)),
            at.child("schema"),
        ),
    };
    let content = content.map(|content| content.kind);
    let read = reader.schemas.read_for(
        &schema,
        schema_at,
        &format!("{} {code_name}", reader.name),
        Direction::Request,
        reader.diagnostics,
    );
    let types = &reader.schemas.types;
    let shape = match content {
        Some(ParameterContent::Json) => types.without_null(&types.with_usual_types(&read)),
        Some(ParameterContent::Text | ParameterContent::Other(_)) | None => as_text(types, &read),
    };
    let style = style(described, &at, reader.diagnostics).unwrap_or(location.default_style());
    let explode = described
        .get("explode")
        .map_or(style == Style::Form, |explode| explode == true);
    let named = matches!(types.definition(&shape), Some(TypeDef::Struct { .. }));
    Parameter {
        name: name.to_owned(),
        code_name,
        location,
        documentation: documentation(described),
        type_documentation: documentation(&schema),
        form: form(types, &shape, style),
        spread: named && style == Style::Form && explode && content.is_none(),
        required: location == ParameterLocation::Path || described["required"] == true,
        content,
        allow_reserved: location == ParameterLocation::Query && described["allowReserved"] == true,
        default: default_value(&schema, &shape),
        at,
        shape,
        style,
        explode,
    }
}

/// What a parameter with `content` is written as.
struct Content {
    kind: ParameterContent,
    schema: Value,
    at: Pointer,
}

/// The only entry of `content` (OpenAPI 3.1, Parameter Object).
fn content(described: &Value, at: &Pointer) -> Option<Content> {
    let content = described.get("content").and_then(Value::as_object)?;
    let (media, entry) = content.iter().next()?;
    let essence = media.split(';').next().unwrap_or_default().trim();
    let kind = match essence.to_ascii_lowercase().as_str() {
        "application/json" => ParameterContent::Json,
        json if json.ends_with("+json") => ParameterContent::Json,
        "text/plain" => ParameterContent::Text,
        _ => ParameterContent::Other(media.clone()),
    };
    Some(Content {
        kind,
        schema: entry.get("schema").cloned().unwrap_or(json!(true)),
        at: at.child("content").child(media).child("schema"),
    })
}

/// The type of values that are texts: no text means null, and any value is a text.
fn as_text(types: &TypeRegistry, shape: &TypeRef) -> TypeRef {
    let plain = |shape: &TypeRef| match types.resolve_alias(shape).kind {
        TypeKind::Any => TypeRef::of(TypeKind::String),
        _ => types.without_null(shape),
    };
    let shape = &types.with_usual_types(shape);
    let mut text = plain(shape);
    if let TypeKind::Array(items) = types.resolve_alias(&text).kind.clone()
        && types.resolve_alias(&items).kind == TypeKind::Any
    {
        text.kind = TypeKind::Array(Box::new(plain(&items)));
    }
    text
}

/// The style that a parameter names.
fn style(described: &Value, at: &Pointer, diagnostics: &mut Diagnostics) -> Option<Style> {
    let name = described["style"].as_str()?;
    let style = Style::of_name(name);
    if style.is_none() {
        let reason = format!("`{name}` is not a style of OpenAPI");
        diagnostics.add(document::NOT_VALID.at(at.child("style")).because(reason));
    }
    style
}

fn form(types: &TypeRegistry, shape: &TypeRef, style: Style) -> ParameterForm {
    match (&types.resolve_alias(shape).kind, types.definition(shape)) {
        (TypeKind::Array(_), _) if style != Style::DeepObject => ParameterForm::List,
        (TypeKind::Array(_) | TypeKind::Map(_), _) => ParameterForm::Object,
        (_, Some(TypeDef::Struct { .. } | TypeDef::Union(_))) => ParameterForm::Object,
        _ => ParameterForm::One,
    }
}

/// Notes what makes no difference to the code.
fn note_ignored(parameter: &Value, at: &Pointer, diagnostics: &mut Diagnostics) {
    let says = |key: &str| parameter.get(key) == Some(&Value::Bool(true));
    if says("allowEmptyValue") && parameter["schema"]["type"] != "string" {
        diagnostics.add(parameter::ALLOW_EMPTY_VALUE.at(at.child("allowEmptyValue")));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::contract::tests::{findings, read_operation};

    fn parameters(parameters: Value) -> Vec<Parameter> {
        let components = json!({ "parameters": { "Page": { "name": "page", "in": "query", "schema": { "type": "integer", "default": 1 } } } });
        let mut reading = read_operation(json!({ "parameters": parameters }), components);
        reading.contract.operations.remove(0).parameters
    }

    #[test]
    fn styles_have_the_defaults_of_their_place() {
        for (location, style, explode) in [
            ("path", Style::Simple, false),
            ("query", Style::Form, true),
            ("header", Style::Simple, false),
            ("cookie", Style::Form, true),
        ] {
            let read = parameters(json!([{ "name": "a", "in": location }]));
            assert_eq!(read[0].location.word(), location);
            assert_eq!((read[0].style, read[0].explode), (style, explode));
            assert_eq!(read[0].required, location == "path");
        }
    }

    #[test]
    fn a_parameter_is_a_value_a_list_or_an_object() {
        let object = json!({ "properties": { "b": {} } });
        for (schema, style, form, spread) in [
            (json!(true), "form", ParameterForm::One, false),
            (
                json!({ "type": ["string", "null"] }),
                "form",
                ParameterForm::One,
                false,
            ),
            (
                json!({ "type": "array" }),
                "form",
                ParameterForm::List,
                false,
            ),
            (
                json!({ "type": "array" }),
                "deepObject",
                ParameterForm::Object,
                false,
            ),
            (object.clone(), "form", ParameterForm::Object, true),
            (object, "deepObject", ParameterForm::Object, false),
            (
                json!({ "type": "object" }),
                "form",
                ParameterForm::Object,
                false,
            ),
        ] {
            let described = json!({ "name": "a", "in": "query", "style": style, "schema": schema });
            let read = parameters(json!([described]));
            assert_eq!((read[0].form, read[0].spread), (form, spread), "{schema}");
            assert!(!read[0].shape.nullable, "{schema}");
        }
    }

    #[test]
    fn references_are_followed_and_the_first_of_a_name_counts() {
        let page = json!({ "$ref": "#/components/parameters/Page" });
        let again = json!({ "name": "page", "in": "query", "required": true });
        let read = parameters(json!([page, again, { "name": "page", "in": "cookie" }]));
        assert_eq!(read.len(), 2);
        assert!(read[0].default.is_some() && !read[0].required);
    }

    #[test]
    fn what_is_left_out_is_told() {
        let described = json!([{ "name": "Accept", "in": "header" }, { "name": "a", "in": "body" }, { "name": "b", "in": "query", "style": "csv" }]);
        let reading = read_operation(json!({ "parameters": described }), json!({}));
        let found = findings(&reading);
        let at = "/paths/~1a~1{id}/post/parameters";
        assert!(found[0].starts_with(&format!(
            "{at}/0: a header parameter of this name is ignored"
        )));
        assert_eq!(found[1], format!("{at}/1: a parameter `a` in body"));
        assert_eq!(
            found[2],
            format!("{at}/2/style: `csv` is not a style of OpenAPI")
        );
        assert_eq!(reading.contract.operations[0].parameters.len(), 1);
    }
}
