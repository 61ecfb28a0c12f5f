use serde_json::{Value, json};

use super::code::{MODELS, modules};
use super::operation::Context;
use crate::backend::check::{ParameterReading, parameter_reading};
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{Operation, Parameter, ParameterLocation, TypeKind, TypeRef};
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
    let reading = parameter_reading(context.types, parameter).ok()?;
    let (list, argument) = match reading {
        ParameterReading::One => (false, String::new()),
        ParameterReading::Usual => (true, String::new()),
        ParameterReading::Items => (true, ", None".to_owned()),
        ParameterReading::Joined(separator) => (true, format!(", Some({separator:?})")),
        ParameterReading::Pairs => {
            let table = context.forms.form(context.types, &parameter.shape);
            context.uses.insert("crate::forms::self".to_owned());
            (false, format!(", {table}"))
        }
    };
    let function = match (reading, parameter.spread) {
        (ParameterReading::Pairs, true) => "query_spread",
        (ParameterReading::Pairs, false) => "query_form",
        _ => parameter.location.word(),
    };
    if reading != ParameterReading::Pairs {
        note_enumeration(context, &parameter.shape);
    }
    Some(Call {
        list,
        argument,
        function,
    })
}

/// Notes the enumeration that texts are read into, where it is one.
fn note_enumeration(context: &mut Context, shape: &TypeRef) {
    let resolved = context.types.resolve_alias(shape);
    let items = match &resolved.kind {
        TypeKind::Array(items) => context.types.resolve_alias(items),
        _ => resolved,
    };
    if let TypeKind::Named(id) = items.kind {
        context.parameter_types.insert(id);
    }
}
