use std::collections::BTreeSet;

use serde::Serialize;

use super::code::{Checks, Place, field_check};
use super::helper::{Code, Helper, ParameterReader, ParameterSource};
use super::imports;
use super::operation::Context;
use crate::backend::OrFalse;
use crate::backend::check::{ParameterReading, parameter_reading};
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{Operation, Parameter, ParameterLocation, TypeKind, TypeRef};
use crate::text::markdown::code;

/// The struct of an operation's parameters.
#[derive(Serialize)]
pub struct ParametersStruct {
    #[serde(rename = "type")]
    name: String,
    /// The statements that make ready what the fields are read from.
    sources: Vec<&'static str>,
    fields: Vec<ParameterField>,
    checks: OrFalse<Checks>,
    /// Whether the head of the request is changed by that.
    #[serde(skip)]
    pub takes_path: bool,
}

#[derive(Serialize)]
struct ParameterField {
    name: String,
    docs: Vec<String>,
    #[serde(rename = "type")]
    rust: String,
    /// The expression that reads it.
    read: String,
}

/// The struct of an operation's parameters; `None` when it has none.
pub fn parameters(context: &mut Context, operation: &Operation) -> Option<ParametersStruct> {
    let mut fields = Vec::new();
    let mut checks = Vec::new();
    let mut sources = BTreeSet::new();
    let all = &operation.parameters;
    let texts: Vec<_> = all.iter().map(|one| one.code_name.as_str()).collect();
    let names = NameAllocator::default().allocate_all(&rust::VALUE, &texts);
    for (parameter, name) in all.iter().zip(names) {
        if let Ok(reading) = parameter_reading(context.types, parameter) {
            let read = call(context, operation, parameter, reading);
            sources.insert(read.reader.source());
            let (field, check) = field(context, parameter, name, read.code);
            fields.push(field);
            checks.extend(check.map(|check| context.needs.take(check)));
        }
    }
    if fields.is_empty() {
        return None;
    }
    let name = context.operation_types.allocate(
        &rust::OPERATION_TYPE,
        &format!("{}Parameters", operation.name),
    );
    let checks = Checks::of(checks);
    context.needs.import(imports::VALIDATE);
    if checks.is_some() {
        context.needs.import(imports::VALIDATION_ERROR);
    }
    Some(ParametersStruct {
        name,
        takes_path: sources.contains(&ParameterSource::PathTexts)
            || sources.contains(&ParameterSource::Path),
        sources: statements(&sources),
        fields,
        checks: OrFalse(checks),
    })
}

/// The statements that make ready what parameters are read from.
fn statements(sources: &BTreeSet<ParameterSource>) -> Vec<&'static str> {
    let statement = |source: &ParameterSource| match source {
        ParameterSource::PathTexts => Some("let path = parameters::path_texts(&mut head).await?"),
        ParameterSource::Path if sources.contains(&ParameterSource::PathTexts) => None,
        // Lists are read from what was sent, which has to be a text.
        ParameterSource::Path => Some("parameters::path_texts(&mut head).await?"),
        ParameterSource::QueryPairs => Some("let pairs = parameters::QueryPairs::of(&head)"),
        ParameterSource::QueryNode => Some("let node = parameters::query_node(&head)?"),
        ParameterSource::Head => None,
    };
    sources.iter().filter_map(statement).collect()
}

/// A parameter's field, and the check of it.
fn field(
    context: &mut Context,
    parameter: &Parameter,
    name: String,
    read: Code,
) -> (ParameterField, Option<Code>) {
    let types = context.types;
    let shape = &parameter.shape;
    let quoted = literal(&parameter.name);
    let is_path = parameter.location == ParameterLocation::Path;
    let default = parameter
        .default
        .as_ref()
        .filter(|_| !parameter.required)
        .and_then(|default| types.default(default, shape, Place::Operations))
        .map(|default| context.needs.take(default));
    let read = context.needs.take(read);
    let optional = !parameter.required && default.is_none();
    let read = match default {
        _ if is_path => read,
        Some(default) => format!("{read}.unwrap_or({default})"),
        None if optional => read,
        None => {
            format!("{read}.ok_or_else(|| parameters::violation({quoted}, \"is required\"))?")
        }
    };
    let rust = types.rust_plain(shape, Place::Operations);
    let rust = context.needs.take(rust);
    let check = types.check_of(shape, optional);
    let check = check.map(|check| field_check(&parameter.name, &name, check));
    let otherwise = format!(
        "The {}'s {}.",
        parameter.location.word(),
        code(&parameter.name)
    );
    let otherwise = documentation(&parameter.type_documentation, &otherwise).join(" ");
    let field = ParameterField {
        name,
        docs: documentation(&parameter.documentation, &otherwise),
        rust: match optional {
            true => format!("Option<{rust}>"),
            false => rust,
        },
        read,
    };
    (field, check)
}

/// The call that reads a parameter.
struct ReaderCall {
    reader: ParameterReader,
    code: Code,
}

fn call(
    context: &mut Context,
    operation: &Operation,
    parameter: &Parameter,
    reading: ParameterReading,
) -> ReaderCall {
    let quoted = literal(&parameter.name);
    let location = parameter.location;
    let (reader, argument) = match reading {
        ParameterReading::One => (ParameterReader::of(location, false), None),
        // Where the path is cut, not what it holds: the router has decoded that.
        ParameterReading::Usual if location == ParameterLocation::Path => {
            let segment = segment(operation, parameter).to_string();
            (ParameterReader::PathList, Some(Code::plain(segment)))
        }
        ParameterReading::Usual => (ParameterReader::of(location, true), None),
        ParameterReading::Items => (
            ParameterReader::of(location, true),
            Some(Code::plain("None")),
        ),
        ParameterReading::Joined(separator) => (
            ParameterReader::of(location, true),
            Some(Code::plain(format!("Some({separator:?})"))),
        ),
        ParameterReading::Pairs => {
            let reader = match parameter.spread {
                true => ParameterReader::QuerySpread,
                false => ParameterReader::QueryForm,
            };
            let form = context.forms.form(context.types, &parameter.shape);
            (reader, Some(form))
        }
    };
    if reading != ParameterReading::Pairs {
        note_type(context, &parameter.shape);
    }
    let source = match reader.source() {
        ParameterSource::PathTexts => "&path",
        ParameterSource::QueryPairs => "&pairs",
        ParameterSource::QueryNode => "&node",
        ParameterSource::Path | ParameterSource::Head => "&head",
    };
    // The properties of an object that is spread have names of their own.
    let named = reader != ParameterReader::QuerySpread;
    let name = named.then(|| Code::plain(quoted));
    let arguments = [Some(Code::plain(source)), name, argument];
    let arguments = Code::join(arguments.into_iter().flatten(), ", ");
    let function = reader.function();
    let call = arguments.map(|arguments| format!("parameters::{function}({arguments})?"));
    ReaderCall {
        reader,
        code: call.using(Helper::Parameter(reader)),
    }
}

/// The segment of the path that a parameter stands in.
fn segment(operation: &Operation, parameter: &Parameter) -> usize {
    let placeholder = format!("{{{}}}", parameter.name);
    let mut segments = operation.path.split('/');
    let segment = segments.position(|segment| segment == placeholder);
    segment.unwrap_or_default()
}

/// Notes the type that texts are read into, where that takes more than a scalar.
fn note_type(context: &mut Context, shape: &TypeRef) {
    let resolved = context.types.resolve_alias(shape);
    let items = match &resolved.kind {
        TypeKind::Array(items) => context.types.resolve_alias(items),
        _ => resolved,
    };
    match items.kind {
        TypeKind::Named(id) => {
            context.parameter_types.insert(id);
        }
        TypeKind::Uuid => context.needs.helper(Helper::UuidParameter),
        TypeKind::Uri => context.needs.helper(Helper::UriParameter),
        _ => {}
    }
}
