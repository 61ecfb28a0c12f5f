use serde_json::{Value, json};

use super::code::{MODELS, modules};
use super::docs::documentation;
use super::names::{NameAllocator, literal, rust};
use super::operation::Context;
use crate::diagnostic::Diagnostics;
use crate::diagnostic::constructs::parameter;
use crate::model::{Operation, Parameter, ParameterLocation, TypeDef, TypeKind, TypeRef};
use crate::read::is_token;
use crate::text::markdown::code;

/// The struct of an operation's parameters; `None` when it has none.
pub fn parameters(context: &mut Context, operation: &Operation) -> Option<Value> {
    let mut fields = Vec::new();
    let mut checks = Vec::new();
    let types = context.types;
    let all = &operation.parameters;
    let wires: Vec<_> = all.iter().map(|one| one.name.as_str()).collect();
    let names = NameAllocator::default().allocate_all(&rust::VALUE, &wires);
    for (parameter, field) in all.iter().zip(names) {
        let Some(call) = call(context, parameter) else {
            continue;
        };
        let (name, location) = (parameter.name.as_str(), parameter.location);
        let (shape, function) = (&parameter.shape, call.function);
        context.uses.extend(types.uses(shape));
        let optional = !parameter.required;
        let default = parameter.default.as_ref().filter(|_| optional);
        let default = default.and_then(|default| types.default(default, shape, MODELS));
        let quoted = literal(name);
        let argument = &call.argument;
        let read = match call.list {
            // Where the path is cut, not what it holds: the router has decoded that.
            true if location == ParameterLocation::Path => {
                let placeholder = format!("{{{name}}}");
                let mut segments = operation.path.split('/');
                let segment = segments.position(|segment| segment == placeholder);
                format!("read.path_list({quoted}, {})?", segment.unwrap_or_default())
            }
            true => format!("read.{function}_list({quoted}{argument})?"),
            false => format!("read.{function}({quoted}{argument})?"),
        };
        let read = match (&default, location) {
            (_, ParameterLocation::Path) => read,
            (Some(default), _) => format!("{read}.unwrap_or({default})"),
            _ if optional => read,
            _ => format!("{read}.ok_or_else(|| parameters::violation({quoted}, \"is required\"))?"),
        };
        let bare = optional && default.is_none();
        let rust = types.rust_plain(shape, MODELS);
        if let Some(check) = types.check_of(shape, bare) {
            context.uses.extend(modules(&check));
            checks.push(format!(
                "validation::field({quoted}, &self.{field}, {check})"
            ));
        }
        let shown = format!("The {}'s {}.", location.word(), code(name));
        fields.push(json!({
            "name": field,
            "docs": documentation(&parameter.documentation, &documentation(&parameter.type_documentation, &shown).join(" ")),
            "type": if bare { format!("Option<{rust}>") } else { rust },
            "read": read,
            "location": function,
            "list": call.list,
        }));
    }
    if fields.is_empty() {
        return None;
    }
    let name = context.operation_types.allocate(
        &rust::OPERATION_TYPE,
        &format!("{}Parameters", operation.id),
    );
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

/// How a parameter is read.
struct Call {
    list: bool,
    /// What the function needs beyond the name: what stands between the items of a list, or how an object is read.
    argument: String,
    /// The function that reads it.
    function: &'static str,
}

/// `None` for a parameter that cannot be read.
fn call(context: &mut Context, parameter: &Parameter) -> Option<Call> {
    let function = source(parameter, context.diagnostics)?;
    let types = context.types;
    let query = parameter.location == ParameterLocation::Query;
    let deep = query && parameter.style == "deepObject";
    if !deep && let Some(list) = is_list(context, &parameter.shape) {
        return Some(Call {
            list,
            argument: separator(parameter, list, context.diagnostics)?.to_owned(),
            function,
        });
    }
    // Each part of an object is a pair of the query by itself: the usual way.
    if query && (deep || parameter.style == "form" && parameter.explode) {
        let table = context.forms.form(types, &parameter.shape);
        context.uses.insert("crate::forms::self".to_owned());
        return Some(Call {
            list: false,
            argument: format!(", {table}"),
            function: match parameter.spread {
                true => "query_spread",
                false => "query_form",
            },
        });
    }
    context
        .diagnostics
        .add(parameter::PARAMETER_NOT_PLAIN.at(parameter.at.child("schema")));
    None
}

/// The function that reads parameters of its place; `None` for one that cannot be read.
fn source(parameter: &Parameter, diagnostics: &mut Diagnostics) -> Option<&'static str> {
    if parameter.has_media_type {
        diagnostics.add(parameter::PARAMETER_CONTENT.at(parameter.at.child("content")));
        return None;
    }
    if parameter.location == ParameterLocation::Header && !is_token(&parameter.name) {
        diagnostics.add(parameter::HEADER_NAME.at(&parameter.at));
        return None;
    }
    Some(parameter.location.word())
}

/// The argument that says what stands between the items of a list; `None` for a style that is not read.
fn separator(
    parameter: &Parameter,
    list: bool,
    diagnostics: &mut Diagnostics,
) -> Option<&'static str> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    let usual = parameter.location.default_style();
    let (style, explode) = (parameter.style.as_str(), parameter.explode);
    match (parameter.location, style, list) {
        (_, _, false) if style == usual => Some(""),
        (Path | Header, "simple", true) => Some(""),
        (Query, "form" | "spaceDelimited" | "pipeDelimited", true) if explode => Some(", None"),
        (Query, "form", true) => Some(", Some(',')"),
        (Query, "spaceDelimited", true) => Some(", Some(' ')"),
        (Query, "pipeDelimited", true) => Some(", Some('|')"),
        (Cookie, _, true) => {
            diagnostics.add(parameter::COOKIE_ARRAY.at(&parameter.at));
            None
        }
        _ => {
            diagnostics.add(
                parameter::PARAMETER_STYLE
                    .at(parameter.at.child("style"))
                    .because(format!(
                        "parameters with the style `{style}` are not generated here"
                    ))
                    .with_help(format!("leave it out: `style: {usual}` is generated")),
            );
            None
        }
    }
}

/// Whether texts of a type are lists; `None` for a type that no text can be read into.
fn is_list(context: &mut Context, shape: &TypeRef) -> Option<bool> {
    let types = context.types;
    let resolved = types.resolve_alias(shape);
    let (items, list) = match &resolved.kind {
        TypeKind::Array(items) => (types.resolve_alias(items), true),
        _ => (resolved, false),
    };
    match items.kind {
        TypeKind::Any
        | TypeKind::Boolean
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
    Some(list)
}
