use serde_json::{Value, json};

use super::code::{MODELS, modules};
use super::docs::documentation;
use super::names::{NameAllocator, literal, rust};
use super::operation::Context;
use super::path::path_matches;
use crate::document::{OperationNode, Pointer};
use crate::model::{Direction, TypeDef, TypeKind, TypeRef, TypeRegistry};
use crate::read::{self, Notes, is_no_parameter, is_token, resolve};
use crate::text::markdown::code;

/// The struct of an operation's parameters; `None` when it has none.
pub fn parameters(
    context: &mut Context,
    operation: &Value,
    place: OperationNode,
    id: &str,
) -> Option<Value> {
    let mut fields = Vec::new();
    let mut checks = Vec::new();
    let path = place.path();
    let all = described(context, operation, place);
    let wires: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
    let names = NameAllocator::default().allocate_all(&rust::VALUE, &wires);
    for (one, field) in all.iter().zip(names) {
        let Described {
            name,
            location,
            parameter,
            at,
        } = one;
        let text = |key: &str| text_of(parameter, key);
        note_ignored(parameter, at, context.notes);
        let Some(read) = source(parameter, name, location, at, context.notes) else {
            continue;
        };
        let schema = parameter.get("schema").cloned().unwrap_or(json!(true));
        let type_name = format!("{id} {name}");
        let shape = context.reader.read_for(
            &schema,
            at.child("schema"),
            &type_name,
            Direction::Request,
            context.notes,
        );
        let deep = location == "query" && text("style") == "deepObject";
        let whole = shape.clone();
        let (shape, list, separator, place) = match as_parameter(context, shape) {
            Some((shape, list)) if !deep => {
                match separator(parameter, location, list, at, context.notes) {
                    Some(separator) => (shape, list, separator.to_owned(), read),
                    None => continue,
                }
            }
            _ if location == "query" && exploded(parameter) => {
                let table = context.forms.form(&context.reader.types, &whole);
                let spread = !deep && context.reader.types.is_struct(&whole);
                context.uses.insert("crate::forms::self".to_owned());
                let read = if spread { "query_spread" } else { "query_form" };
                let shape = context.reader.types.without_null(&whole);
                (shape, false, format!(", {table}"), read)
            }
            _ => {
                context.notes.refuse(
                    &at.child("schema"),
                    "a parameter that is no plain value, nor an array of such",
                    "use a string, number, boolean, enum or an array of them, or move it into the body",
                );
                continue;
            }
        };
        context.uses.extend(context.reader.types.uses(&shape));
        let optional = location != "path" && parameter.get("required") != Some(&Value::Bool(true));
        let default = context
            .reader
            .types
            .default(&schema, &shape, MODELS)
            .filter(|_| optional);
        let quoted = literal(name);
        let read = match list {
            // Where the path is cut, not what it holds: the router has decoded that.
            true if location == "path" => {
                let placeholder = format!("{{{name}}}");
                let mut segments = path.split('/');
                let segment = segments.position(|segment| segment == placeholder);
                format!("read.path_list({quoted}, {})?", segment.unwrap_or_default())
            }
            true => format!("read.{place}_list({quoted}{separator})?"),
            false => format!("read.{place}({quoted}{separator})?"),
        };
        let read = match (&default, location.as_str()) {
            (_, "path") => read,
            (Some(default), _) => format!("{read}.unwrap_or({default})"),
            _ if optional => read,
            _ => format!("{read}.ok_or_else(|| parameters::violation({quoted}, \"is required\"))?"),
        };
        let bare = optional && default.is_none();
        let rust = context.reader.types.rust_plain(&shape, MODELS);
        if let Some(check) = context.reader.types.check_of(&shape, bare) {
            context.uses.extend(modules(&check));
            checks.push(format!(
                "validation::field({quoted}, &self.{field}, {check})"
            ));
        }
        let shown = format!("The {location}'s {}.", code(name));
        fields.push(json!({
            "name": field,
            "docs": documentation(&read::documentation(parameter), &documentation(&read::documentation(&schema), &shown).join(" ")),
            "type": if bare { format!("Option<{rust}>") } else { rust },
            "read": read,
            "location": if place.starts_with("query_") { place } else { location.as_str() },
            "list": list,
        }));
    }
    path_matches(&all, place, context.notes);
    if fields.is_empty() {
        return None;
    }
    let name = context
        .types
        .allocate(&rust::OPERATION_TYPE, &format!("{id}Parameters"));
    context.uses.insert("validator::Validate".to_owned());
    if !checks.is_empty() {
        let used = ["crate::validation::self", "validator::ValidationError"];
        context.uses.extend(used.map(str::to_owned));
    }
    let checks = if checks.is_empty() {
        Value::Bool(false)
    } else {
        json!({ "each": checks })
    };
    Some(json!({ "type": name, "fields": fields, "checks": checks }))
}

/// A parameter as the document describes it.
pub struct Described {
    pub name: String,
    pub location: String,
    parameter: Value,
    at: Pointer,
}

/// The parameters of an operation, its own and the path's, without headers that are no parameters.
fn described(context: &mut Context, operation: &Value, place: OperationNode) -> Vec<Described> {
    let own = listed(operation, &place.at());
    let shared = listed(place.item.value, &place.item.at());
    let mut all: Vec<Described> = Vec::new();
    for (parameter, at) in own.into_iter().chain(shared) {
        let Some(parameter) = resolve(context.root, &parameter, &at, context.notes) else {
            continue;
        };
        let (name, location) = (text_of(parameter, "name"), text_of(parameter, "in"));
        // An operation's own parameter replaces the path's one of the same name.
        let again = all
            .iter()
            .any(|one| one.name == name && one.location == location);
        let ignored = location == "header" && is_no_parameter(name);
        if ignored {
            context.notes.note(
                &at,
                "a header parameter of this name is ignored (OpenAPI 3.1, Parameter Object; RFC 9110, section 7.6.1)",
                "say it with the media types of the bodies, or with a security scheme; HTTP writes its own headers by itself",
            );
        } else if !again {
            all.push(Described {
                name: name.to_owned(),
                location: location.to_owned(),
                parameter: parameter.clone(),
                at,
            });
        }
    }
    all
}

fn text_of<'v>(parameter: &'v Value, key: &str) -> &'v str {
    parameter
        .get(key)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn listed(value: &Value, at: &Pointer) -> Vec<(Value, Pointer)> {
    let at = at.child("parameters");
    let list = value.get("parameters").and_then(Value::as_array);
    let numbered = list.into_iter().flatten().enumerate();
    numbered
        .map(|(index, one)| (one.clone(), at.child(index)))
        .collect()
}

/// Notes what makes no difference to the code.
fn note_ignored(parameter: &Value, at: &Pointer, notes: &mut Notes) {
    let says = |key: &str| parameter.get(key) == Some(&Value::Bool(true));
    if says("allowReserved") {
        notes.note(
            &at.child("allowReserved"),
            "clients percent-encode reserved characters all the same; the server reads both",
            "leave it out",
        );
    }
    if says("allowEmptyValue") && parameter["schema"]["type"] != "string" {
        notes.note(
            &at.child("allowEmptyValue"),
            "an empty value has to fit the schema as any other has to",
            "use `type: string`, or leave the parameter optional",
        );
    }
}

/// Where a parameter is read; `None` for one that cannot be.
fn source(
    parameter: &Value,
    name: &str,
    location: &str,
    at: &Pointer,
    notes: &mut Notes,
) -> Option<&'static str> {
    if parameter.get("content").is_some() {
        notes.refuse(
            &at.child("content"),
            "a parameter with a media type of its own",
            "describe it with a `schema`, or move it into the body",
        );
        return None;
    }
    match location {
        "path" => Some("path"),
        "query" => Some("query"),
        "header" if is_token(name) => Some("header"),
        "cookie" => Some("cookie"),
        other => {
            notes.refuse(
                at,
                format!("a parameter `{name}` in {other}"),
                "use the path, the query, a header, a cookie or the body",
            );
            None
        }
    }
}

/// The argument that says what stands between the items of a list; `None` for a style that is not read.
fn separator(
    parameter: &Value,
    location: &str,
    list: bool,
    at: &Pointer,
    notes: &mut Notes,
) -> Option<&'static str> {
    let usual = if matches!(location, "path" | "header") {
        "simple"
    } else {
        "form"
    };
    let style = parameter
        .get("style")
        .and_then(Value::as_str)
        .unwrap_or(usual);
    let explode = parameter
        .get("explode")
        .map_or(style == "form", |explode| explode == &Value::Bool(true));
    match (location, style, list) {
        (_, _, false) if style == usual => Some(""),
        ("path" | "header", "simple", true) => Some(""),
        ("query", "form" | "spaceDelimited" | "pipeDelimited", true) if explode => Some(", None"),
        ("query", "form", true) => Some(", Some(',')"),
        ("query", "spaceDelimited", true) => Some(", Some(' ')"),
        ("query", "pipeDelimited", true) => Some(", Some('|')"),
        ("cookie", _, true) => {
            notes.refuse(at, "an array in a cookie", "use the query or a header");
            None
        }
        _ => {
            notes.refuse(
                &at.child("style"),
                format!("a parameter with this `style` ({style})"),
                format!("leave it out: `style: {usual}` is read"),
            );
            None
        }
    }
}

/// Whether each part of an object is a pair of the query by itself: the usual way.
fn exploded(parameter: &Value) -> bool {
    match parameter.get("style").and_then(Value::as_str) {
        Some("deepObject") => true,
        None | Some("form") => parameter.get("explode") != Some(&Value::Bool(false)),
        _ => false,
    }
}

impl TypeRegistry {
    /// Whether the properties of values have names.
    fn is_struct(&self, shape: &TypeRef) -> bool {
        match self.resolve_alias(shape).kind {
            TypeKind::Named(id) => matches!(self.types[id].definition, TypeDef::Struct { .. }),
            _ => false,
        }
    }
}

/// The shape as a parameter has it, and whether it is a list; `None` for one that no text can be read into.
fn as_parameter(context: &mut Context, shape: TypeRef) -> Option<(TypeRef, bool)> {
    let types = &context.reader.types;
    let meant = types.resolve_alias(&shape).clone();
    let (items, list) = match &meant.kind {
        TypeKind::Array(items) => (types.resolve_alias(items).clone(), true),
        _ => (meant.clone(), false),
    };
    match items.kind {
        // A text like any other.
        TypeKind::Any if list => {
            return Some((
                TypeRef::of(TypeKind::Array(Box::new(TypeRef::of(TypeKind::String)))),
                true,
            ));
        }
        TypeKind::Any => return Some((TypeRef::of(TypeKind::String), false)),
        TypeKind::Boolean
        | TypeKind::Integer(_)
        | TypeKind::Number
        | TypeKind::String
        | TypeKind::Uri
        | TypeKind::Uuid => {}
        TypeKind::Named(id) if matches!(types.types[id].definition, TypeDef::Enumeration(_)) => {
            context.parameter_types.insert(id);
        }
        _ => return None,
    }
    Some((types.without_null(&shape), list))
}
