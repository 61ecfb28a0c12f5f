use crate::diagnostic::constructs::parameter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Operation, Parameter, ParameterLocation, Style, TypeDef, TypeKind, TypeRef, TypeRegistry,
};
use crate::read::is_token;

/// How the texts of a parameter become a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterReading {
    /// One text is one value.
    One,
    /// Each text is an item.
    Items,
    /// One text holds all items, with this between them.
    Joined(char),
    /// One text holds all items, in the way of its place.
    Usual,
    /// Each part of an object is a pair by itself.
    Pairs,
}

/// Finds the parameters of an operation that the stub cannot read.
pub fn check(operation: &Operation, types: &TypeRegistry, diagnostics: &mut Diagnostics) {
    for one in &operation.parameters {
        diagnostics
            .found
            .extend(parameter_reading(types, one).err());
    }
}

/// How a parameter is read.
///
/// # Errors
/// Why it cannot be.
pub fn parameter_reading(
    types: &TypeRegistry,
    parameter: &Parameter,
) -> Result<ParameterReading, Diagnostic> {
    let at = &parameter.at;
    if parameter.has_media_type {
        return Err(parameter::PARAMETER_CONTENT.at(at.child("content")));
    }
    if parameter.location == ParameterLocation::Header && !is_token(&parameter.name) {
        return Err(parameter::HEADER_NAME.at(at));
    }
    let query = parameter.location == ParameterLocation::Query;
    let deep = query && parameter.style == Style::DeepObject;
    if !deep && let Some(list) = is_list(types, &parameter.shape) {
        return separated(parameter, list);
    }
    if query && (deep || parameter.style == Style::Form && parameter.explode) {
        return Ok(ParameterReading::Pairs);
    }
    Err(parameter::PARAMETER_NOT_PLAIN.at(at.child("schema")))
}

/// How a plain value or a list of them is read.
fn separated(parameter: &Parameter, list: bool) -> Result<ParameterReading, Diagnostic> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    use Style::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    let (style, explode) = (parameter.style, parameter.explode);
    match (parameter.location, style, list) {
        (Path | Header, Simple, false) | (Query | Cookie, Form, false) => Ok(ParameterReading::One),
        (Path | Header, Simple, true) => Ok(ParameterReading::Usual),
        (Query, Form | SpaceDelimited | PipeDelimited, true) if explode => {
            Ok(ParameterReading::Items)
        }
        (Query, Form, true) => Ok(ParameterReading::Joined(',')),
        (Query, SpaceDelimited, true) => Ok(ParameterReading::Joined(' ')),
        (Query, PipeDelimited, true) => Ok(ParameterReading::Joined('|')),
        (Cookie, _, true) => Err(parameter::COOKIE_ARRAY.at(&parameter.at)),
        (Path | Header, Form, _)
        | (Query | Cookie, Simple, _)
        | (_, Label | Matrix | DeepObject, _)
        | (_, SpaceDelimited | PipeDelimited, _) => Err(other_style(parameter)),
    }
}

/// The style is not that of its location.
fn other_style(parameter: &Parameter) -> Diagnostic {
    let (style, usual) = (parameter.style.name(), parameter.location.default_style());
    let reason = format!("parameters with the style `{style}` are not generated here");
    let help = format!("leave it out: `style: {}` is generated", usual.name());
    parameter::PARAMETER_STYLE
        .at(parameter.at.child("style"))
        .because(reason)
        .with_help(help)
}

/// Whether texts of a type are lists; `None` for a type that no text can be read into.
fn is_list(types: &TypeRegistry, shape: &TypeRef) -> Option<bool> {
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
        | TypeKind::Uuid => Some(list),
        TypeKind::Named(id) => {
            matches!(types.types[id].definition, TypeDef::Enumeration(_)).then_some(list)
        }
        TypeKind::Null | TypeKind::Array(_) | TypeKind::Map(_) => None,
    }
}
