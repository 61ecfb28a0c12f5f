use serde_json::{Value, json};

use super::documentation::documentation;
use super::header_name::is_no_parameter;
use super::operation::Reader;
use super::reference::resolve;
use crate::document::{OperationNode, Pointer};
use crate::model::{Direction, Parameter, ParameterForm, TypeDef, TypeKind, TypeRef};

/// The parameters of an operation, its own and the path's: the path's in the order of the path, then the required ones.
pub fn parameters(reader: &mut Reader, operation: OperationNode) -> Vec<Parameter> {
    let own = (operation.value, operation.at());
    let shared = (operation.item.value, operation.item.at());
    let path = operation.path();
    let mut parameters: Vec<Parameter> = Vec::new();
    for (holder, at) in [own, shared] {
        let listed = holder.get("parameters").and_then(Value::as_array);
        for (index, one) in listed.into_iter().flatten().enumerate() {
            let at = at.child("parameters").child(index);
            let Some(described) = resolve(reader.root, one, &at, reader.notes).cloned() else {
                continue;
            };
            let text = |key: &str| described[key].as_str().unwrap_or_default().to_owned();
            let (wire, location) = (text("name"), text("in"));
            let again = parameters
                .iter()
                .any(|known| known.wire == wire && known.location == location);
            let ignored = location == "header" && is_no_parameter(&wire);
            if !again && !ignored {
                parameters.push(parameter(reader, &described, (wire, location), at));
            }
        }
    }
    let place = |parameter: &Parameter| path.find(&format!("{{{}}}", parameter.wire));
    parameters.sort_by_key(|one| match one.location.as_str() {
        "path" => (0, place(one)),
        _ if one.required => (1, None),
        _ => (2, None),
    });
    parameters
}

/// The shape of a value that has a text.
fn plain(reader: &Reader, shape: &TypeRef) -> TypeRef {
    match reader.schemas.types.resolve_alias(shape).kind {
        TypeKind::Any => TypeRef::of(TypeKind::String),
        _ => reader.schemas.types.without_null(shape),
    }
}

fn parameter(
    reader: &mut Reader,
    described_by: &Value,
    (wire, location): (String, String),
    at: Pointer,
) -> Parameter {
    let schema = described_by.get("schema").cloned().unwrap_or(json!(true));
    let name = format!("{} {wire}", reader.id);
    let mut shape = reader.schemas.read_for(
        &schema,
        at.child("schema"),
        &name,
        Direction::Request,
        reader.notes,
    );
    // No text means null, and any value is a text.
    shape = plain(reader, &shape);
    if let TypeKind::Array(items) = reader.schemas.types.resolve_alias(&shape).kind.clone()
        && reader.schemas.types.resolve_alias(&items).kind == TypeKind::Any
    {
        shape.kind = TypeKind::Array(Box::new(plain(reader, &items)));
    }
    let meant = reader.schemas.types.resolve_alias(&shape);
    let definition = match meant.kind {
        TypeKind::Named(id) => Some(&reader.schemas.types.types[id].definition),
        _ => None,
    };
    let named = matches!(definition, Some(TypeDef::Struct { .. }));
    let form = match (&meant.kind, definition) {
        (TypeKind::Array(_), _) if described_by["style"] != "deepObject" => ParameterForm::List,
        (TypeKind::Array(_), _) => ParameterForm::Object,
        (TypeKind::Map(_), _) | (_, Some(TypeDef::Struct { .. } | TypeDef::Union(_))) => {
            ParameterForm::Object
        }
        _ => ParameterForm::One,
    };
    let usual = match location.as_str() {
        "path" | "header" => "simple",
        _ => "form",
    };
    let style = described_by["style"].as_str().unwrap_or(usual).to_owned();
    let text = documentation(described_by).markdown();
    let explode = described_by
        .get("explode")
        .map_or(style == "form", |explode| explode == true);
    Parameter {
        spread: named && style == "form" && explode,
        required: location == "path" || described_by["required"] == true,
        explode,
        text: if text.is_empty() {
            documentation(&schema).markdown()
        } else {
            text
        },
        wire,
        location,
        shape,
        style,
        form,
    }
}
