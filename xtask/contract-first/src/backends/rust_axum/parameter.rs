use std::collections::BTreeSet;

use serde::Serialize;

use super::code::{Checks, Place, field_check};
use super::helper::{Code, Helper, ParameterReader, ParameterSource, TextSource};
use super::imports;
use super::operation::Context;
use crate::backend::OrFalse;
use crate::backend::check::{Held, ParameterReading, parameter_reading};
use crate::backend::names::{NameAllocator, literal};
use crate::backend::rust::docs::documentation;
use crate::backend::rust::names as rust;
use crate::model::{
    Operation, Parameter, ParameterForm, ParameterLocation, Style, TypeKind, TypeRef,
};
use crate::text::markdown::code;

/// The struct of an operation's parameters.
#[derive(Serialize)]
pub struct ParametersStruct {
    #[serde(rename = "type")]
    name: String,
    /// The statements that make ready what the fields are read from.
    sources: Vec<String>,
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
pub fn parameters(
    context: &mut Context,
    operation: &Operation,
    constant: &str,
) -> Option<ParametersStruct> {
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
            let (field, check) = field(context, parameter, name, read);
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
        sources: statements(&sources, constant),
        fields,
        checks: OrFalse(checks),
    })
}

/// The statements that make ready what parameters are read from; `constant` is the operation's description.
fn statements(sources: &BTreeSet<ParameterSource>, constant: &str) -> Vec<String> {
    let statement = |source: &ParameterSource| match source {
        ParameterSource::PathTexts => {
            "let path = parameters::path_texts(&mut head).await?".to_owned()
        }
        ParameterSource::Path if sources.contains(&ParameterSource::PathTexts) => String::new(),
        // Lists are read from what was sent, which has to be a text.
        ParameterSource::Path => "parameters::path_texts(&mut head).await?".to_owned(),
        ParameterSource::Segments => {
            format!("let segments = parameters::segment_texts(&head, {constant}.path)?")
        }
        ParameterSource::QueryPairs => "let pairs = parameters::QueryPairs::of(&head)".to_owned(),
        ParameterSource::QueryNode => "let node = parameters::query_node(&head)?".to_owned(),
        ParameterSource::Head => String::new(),
    };
    let statements = sources.iter().map(statement);
    statements.filter(|text| !text.is_empty()).collect()
}

/// A parameter's field, and the check of it.
fn field(
    context: &mut Context,
    parameter: &Parameter,
    name: String,
    read: ReaderCall,
) -> (ParameterField, Option<Code>) {
    let types = context.types;
    let shape = &parameter.shape;
    let quoted = literal(&parameter.name);
    let always = read.reader.is_always_there();
    let default = parameter
        .default
        .as_ref()
        .filter(|_| !parameter.required)
        .and_then(|default| types.default(default, shape, Place::Operations))
        .map(|default| context.needs.take(default));
    let read = context.needs.take(read.code);
    let optional = !parameter.required && default.is_none();
    let read = match default {
        _ if always => read,
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
    match reading {
        ParameterReading::Styled(held) => {
            let source = text_source(parameter);
            let form = context.forms.form(context.types, &parameter.shape);
            let layout = Code::plain(layout(parameter, held));
            let decoder = source.decoder(held);
            let function = Code::plain(decoder.function());
            let arguments = [text(parameter, source), layout, form, function];
            read(
                ParameterReader::Styled(source, decoder),
                parameter,
                arguments,
            )
        }
        ParameterReading::Json => {
            let source = TextSource::of(parameter.location);
            let decoder = Code::plain(source.json_decoder().function());
            let arguments = [text(parameter, source), decoder];
            read(ParameterReader::Json(source), parameter, arguments)
        }
        ParameterReading::SpreadCookies => {
            let form = context.forms.form(context.types, &parameter.shape);
            let reader = ParameterReader::CookieSpread;
            let call = form.map(|form| format!("parameters::cookie_spread(&head, {form})?"));
            ReaderCall {
                reader,
                code: call.using(Helper::Parameter(reader)),
            }
        }
        ParameterReading::One
        | ParameterReading::Items
        | ParameterReading::Joined(_)
        | ParameterReading::Usual
        | ParameterReading::Pairs => separate(context, operation, parameter, reading),
    }
}

/// A call whose first argument is the parameter's name.
fn read(
    reader: ParameterReader,
    parameter: &Parameter,
    arguments: impl IntoIterator<Item = Code>,
) -> ReaderCall {
    let name = Code::plain(literal(&parameter.name));
    let arguments = Code::join(std::iter::once(name).chain(arguments), ", ");
    let function = reader.function();
    let call = arguments.map(|arguments| format!("parameters::{function}({arguments})?"));
    ReaderCall {
        reader,
        code: call.using(Helper::Parameter(reader)),
    }
}

fn text_source(parameter: &Parameter) -> TextSource {
    match parameter.style {
        Style::Label => TextSource::Label,
        Style::Matrix => TextSource::Matrix,
        Style::Simple
        | Style::Form
        | Style::SpaceDelimited
        | Style::PipeDelimited
        | Style::DeepObject => TextSource::of(parameter.location),
    }
}

/// The text of a parameter as it was sent, if it is there.
fn text(parameter: &Parameter, source: TextSource) -> Code {
    let name = literal(&parameter.name);
    let spread = parameter.explode && parameter.form == ParameterForm::Object;
    Code::plain(match source {
        TextSource::Path => format!("Some(parameters::segment_sent(&segments, {name}))"),
        TextSource::Label => format!("Some(parameters::label(&segments, {name})?)"),
        TextSource::Matrix => {
            format!("Some(&parameters::matrix(&segments, {name}, {spread})?)")
        }
        TextSource::Query => format!("parameters::query_sent(&pairs, {name})?"),
        TextSource::Header => format!("parameters::header_sent(&head, {name})?.as_deref()"),
        TextSource::Cookie => format!("parameters::cookie_sent(&head, {name})?"),
    })
}

/// What the parts of a value are written like.
fn layout(parameter: &Parameter, held: Held) -> String {
    let explode = parameter.explode;
    let separator = match parameter.style {
        Style::Label if explode => '.',
        Style::Matrix if explode => ';',
        Style::SpaceDelimited => ' ',
        Style::PipeDelimited => '|',
        Style::Label | Style::Matrix | Style::Simple | Style::Form | Style::DeepObject => ',',
    };
    let blanks = parameter.location == ParameterLocation::Query;
    let Held {
        plain,
        list,
        object,
    } = held;
    format!(
        "&parameters::Layout {{ separator: {separator:?}, blanks: {blanks}, pairs: {explode}, plain: {plain}, list: {list}, object: {object} }}"
    )
}

/// A value whose parts have a reader of their own.
fn separate(
    context: &mut Context,
    operation: &Operation,
    parameter: &Parameter,
    reading: ParameterReading,
) -> ReaderCall {
    let location = parameter.location;
    let matched = location == ParameterLocation::Path && context.routes.is_matched(&operation.path);
    let several = ParameterReader::of(location, true);
    let (reader, argument) = match reading {
        ParameterReading::Usual if matched => (ParameterReader::SegmentList, None),
        ParameterReading::One if matched => (ParameterReader::Segment, None),
        // Where the path is cut, not what it holds: the router has decoded that.
        ParameterReading::Usual if location == ParameterLocation::Path => {
            let segment = segment(operation, parameter).to_string();
            (several, Some(Code::plain(segment)))
        }
        ParameterReading::Usual => (several, None),
        ParameterReading::Items if location == ParameterLocation::Cookie => (several, None),
        ParameterReading::Items => (several, Some(Code::plain("None"))),
        ParameterReading::Joined(separator) => {
            let separator = format!("Some({separator:?})");
            (several, Some(Code::plain(separator)))
        }
        ParameterReading::Pairs => {
            let reader = match parameter.spread {
                true => ParameterReader::QuerySpread,
                false => ParameterReader::QueryForm,
            };
            let form = context.forms.form(context.types, &parameter.shape);
            (reader, Some(form))
        }
        _ => (ParameterReader::of(location, false), None),
    };
    if reading != ParameterReading::Pairs {
        note_type(context, &parameter.shape);
    }
    let source = match reader.source() {
        ParameterSource::PathTexts => "&path",
        ParameterSource::Segments => "&segments",
        ParameterSource::QueryPairs => "&pairs",
        ParameterSource::QueryNode => "&node",
        ParameterSource::Path | ParameterSource::Head => "&head",
    };
    // The properties of an object that is spread have names of their own.
    let named = reader != ParameterReader::QuerySpread;
    let name = named.then(|| Code::plain(literal(&parameter.name)));
    let arguments = [Some(Code::plain(source)), name, argument];
    let arguments = Code::join(arguments.into_iter().flatten(), ", ");
    let function = reader.function();
    let call = arguments.map(|arguments| format!("parameters::{function}({arguments})?"));
    ReaderCall {
        reader,
        code: call.using(Helper::Parameter(reader)),
    }
}

/// The segment of the path that a parameter stands in; the first is 1, behind the first slash.
fn segment(operation: &Operation, parameter: &Parameter) -> usize {
    let mut segments = operation.template.segments.iter();
    let place = segments.position(|segment| segment.whole() == Some(&parameter.name));
    place.map_or(0, |place| place + 1)
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
