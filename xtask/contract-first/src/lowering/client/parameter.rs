use serde_json::{Value, json};

use super::operation::Reader;
use crate::document::{OperationNode, Pointer};
use crate::lowering::docs::described;
use crate::lowering::header::is_no_parameter;
use crate::lowering::reference::resolve;
use crate::lowering::schema::{Definition, Direction, Kind, Shape};

/// A parameter of a call.
pub struct Parameter {
    pub wire: String,
    /// `path`, `query`, `header` or `cookie`.
    pub location: String,
    pub text: String,
    pub shape: Shape,
    pub required: bool,
    pub style: String,
    pub explode: bool,
    pub form: Form,
    /// Whether the properties of an object are parameters by themselves.
    pub spread: bool,
}

/// What a parameter's text is made of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Form {
    One,
    List,
    /// Pairs with the part in brackets, `name[part]`; a text where the value is one.
    Object,
}

impl Parameter {
    /// What stands between items that are one text; `None` where each item is a parameter of its own, or there is one value only.
    pub fn separator(&self) -> Option<&'static str> {
        match (self.form, self.location.as_str(), self.style.as_str()) {
            (Form::One, ..) => None,
            (_, "query" | "cookie", _) if self.explode => None,
            (_, "query", "deepObject") => None,
            (_, _, "spaceDelimited") => Some(" "),
            (_, _, "pipeDelimited") => Some("|"),
            _ => Some(","),
        }
    }
}

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
fn plain(reader: &Reader, shape: &Shape) -> Shape {
    match reader.library.meant(shape).kind {
        Kind::Any => Shape::of(Kind::String),
        _ => reader.library.without_null(shape),
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
    let mut shape = reader.library.read_for(
        &schema,
        at.child("schema"),
        &name,
        Direction::Request,
        reader.notes,
    );
    // No text means null, and any value is a text.
    shape = plain(reader, &shape);
    if let Kind::Array(items) = reader.library.meant(&shape).kind.clone()
        && reader.library.meant(&items).kind == Kind::Any
    {
        shape.kind = Kind::Array(Box::new(plain(reader, &items)));
    }
    let meant = reader.library.meant(&shape);
    let definition = match meant.kind {
        Kind::Named(id) => Some(&reader.library.entries[id].definition),
        _ => None,
    };
    let named = matches!(definition, Some(Definition::Struct { .. }));
    let form = match (&meant.kind, definition) {
        (Kind::Array(_), _) if described_by["style"] != "deepObject" => Form::List,
        (Kind::Array(_), _) => Form::Object,
        (Kind::Map(_), _) | (_, Some(Definition::Struct { .. } | Definition::Union(_))) => {
            Form::Object
        }
        _ => Form::One,
    };
    let usual = match location.as_str() {
        "path" | "header" => "simple",
        _ => "form",
    };
    let style = described_by["style"].as_str().unwrap_or(usual).to_owned();
    let text = described(described_by);
    let explode = described_by
        .get("explode")
        .map_or(style == "form", |explode| explode == true);
    Parameter {
        spread: named && style == "form" && explode,
        required: location == "path" || described_by["required"] == true,
        explode,
        text: if text.is_empty() {
            described(&schema)
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
