use crate::diagnostic::constructs::parameter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    Operation, Parameter, ParameterLocation, TypeDef, TypeKind, TypeRef, TypeRegistry,
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
    let deep = query && parameter.style == "deepObject";
    if !deep && let Some(list) = is_list(types, &parameter.shape) {
        return separated(parameter, list);
    }
    if query && (deep || parameter.style == "form" && parameter.explode) {
        return Ok(ParameterReading::Pairs);
    }
    Err(parameter::PARAMETER_NOT_PLAIN.at(at.child("schema")))
}

/// How a plain value or a list of them is read.
fn separated(parameter: &Parameter, list: bool) -> Result<ParameterReading, Diagnostic> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    let usual = parameter.location.default_style();
    let (style, explode) = (parameter.style.as_str(), parameter.explode);
    match (parameter.location, style, list) {
        (_, _, false) if style == usual => Ok(ParameterReading::One),
        (Path | Header, "simple", true) => Ok(ParameterReading::Usual),
        (Query, "form" | "spaceDelimited" | "pipeDelimited", true) if explode => {
            Ok(ParameterReading::Items)
        }
        (Query, "form", true) => Ok(ParameterReading::Joined(',')),
        (Query, "spaceDelimited", true) => Ok(ParameterReading::Joined(' ')),
        (Query, "pipeDelimited", true) => Ok(ParameterReading::Joined('|')),
        (Cookie, _, true) => Err(parameter::COOKIE_ARRAY.at(&parameter.at)),
        _ => Err(parameter::PARAMETER_STYLE
            .at(parameter.at.child("style"))
            .because(format!(
                "parameters with the style `{style}` are not generated here"
            ))
            .with_help(format!("leave it out: `style: {usual}` is generated"))),
    }
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
