use crate::diagnostic::constructs::parameter;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{
    AdditionalProperties, Operation, Parameter, ParameterContent, ParameterLocation, Style,
    TypeDef, TypeKind, TypeRef, TypeRegistry,
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
    /// One text holds whatever the value has, as the style says.
    Styled(Held),
    /// Each property is a cookie by itself.
    SpreadCookies,
    /// One text is JSON.
    Json,
}

/// What a value may be that is one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// One value.
    pub plain: bool,
    /// A list of such.
    pub list: bool,
    /// An object of such.
    pub object: bool,
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
    if parameter.location == ParameterLocation::Header && !is_token(&parameter.name) {
        return Err(parameter::HEADER_NAME.at(at));
    }
    match &parameter.content {
        Some(ParameterContent::Json) => return Ok(ParameterReading::Json),
        Some(ParameterContent::Text) if is_list(types, &parameter.shape) == Some(false) => {
            return Ok(ParameterReading::One);
        }
        Some(ParameterContent::Text | ParameterContent::Other(_)) => {
            return Err(parameter::PARAMETER_CONTENT.at(at.child("content")));
        }
        None => {}
    }
    let query = parameter.location == ParameterLocation::Query;
    let deep = query && parameter.style == Style::DeepObject;
    let list = is_list(types, &parameter.shape).filter(|_| !deep);
    if let Some(reading) = list.and_then(|list| separated(parameter, list)) {
        return Ok(reading);
    }
    if list.is_none() && query && (deep || parameter.style == Style::Form && parameter.explode) {
        return Ok(ParameterReading::Pairs);
    }
    styled(types, parameter)
}

/// How a plain value or a list of them is read.
fn separated(parameter: &Parameter, list: bool) -> Option<ParameterReading> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    use Style::{DeepObject, Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    let (style, explode) = (parameter.style, parameter.explode);
    match (parameter.location, style, list) {
        (Path | Header, Simple, false) | (Query | Cookie, Form, false) => {
            Some(ParameterReading::One)
        }
        (Path | Header, Simple, true) => Some(ParameterReading::Usual),
        (Query, Form | SpaceDelimited | PipeDelimited, true) | (Cookie, Form, true) if explode => {
            Some(ParameterReading::Items)
        }
        (Query, Form, true) => Some(ParameterReading::Joined(',')),
        (Query, SpaceDelimited, true) => Some(ParameterReading::Joined(' ')),
        (Query, PipeDelimited, true) => Some(ParameterReading::Joined('|')),
        (Cookie, _, true)
        | (Path | Header, Form, _)
        | (Query | Cookie, Simple, _)
        | (_, Label | Matrix | DeepObject, _)
        | (_, SpaceDelimited | PipeDelimited, _) => None,
    }
}

/// How a value of any kind is read from one text, or from cookies.
fn styled(types: &TypeRegistry, parameter: &Parameter) -> Result<ParameterReading, Diagnostic> {
    use ParameterLocation::{Cookie, Header, Path, Query};
    use Style::{Form, Label, Matrix, PipeDelimited, Simple, SpaceDelimited};
    let not_plain = || parameter::PARAMETER_NOT_PLAIN.at(parameter.at.child("schema"));
    let held = Held::of(types, &parameter.shape).ok_or_else(not_plain)?;
    let (style, explode) = (parameter.style, parameter.explode);
    let several = held.list || held.object;
    match (parameter.location, style) {
        // Without a list of its properties, nothing says which cookies an object has.
        (Cookie, Form) if explode && several => match has_cookie_names(types, parameter) {
            true => Ok(ParameterReading::SpreadCookies),
            false => Err(not_plain()),
        },
        (Query, SpaceDelimited | PipeDelimited) if explode || !several => {
            Err(other_style(parameter))
        }
        // Nothing says which of the two a text is.
        _ if held.list && held.object && !explode => Err(not_plain()),
        (Path, Simple | Label | Matrix)
        | (Header, Simple)
        | (Query, Form | SpaceDelimited | PipeDelimited)
        | (Cookie, Form) => Ok(ParameterReading::Styled(held)),
        _ => Err(other_style(parameter)),
    }
}

/// Whether the properties of an object that is spread are listed, and each can be a cookie.
fn has_cookie_names(types: &TypeRegistry, parameter: &Parameter) -> bool {
    match types.definition(&parameter.shape) {
        Some(TypeDef::Struct { fields, .. }) => {
            parameter.spread && fields.iter().all(|field| is_token(&field.wire))
        }
        _ => false,
    }
}

impl Held {
    /// Whether every value is one text.
    pub fn is_plain(self) -> bool {
        !self.list && !self.object
    }

    const PLAIN: Self = Self {
        plain: true,
        list: false,
        object: false,
    };
    const LIST: Self = Self {
        plain: false,
        list: true,
        object: false,
    };
    const OBJECT: Self = Self {
        plain: false,
        list: false,
        object: true,
    };

    /// Of a type; `None` for one whose values have parts of parts.
    fn of(types: &TypeRegistry, shape: &TypeRef) -> Option<Self> {
        let shape = types.resolve_alias(shape);
        if is_plain(types, shape, 0) {
            return Some(Self::PLAIN);
        }
        let plain = |shape: &TypeRef| is_plain(types, shape, 0);
        match (&shape.kind, types.definition(shape)) {
            (TypeKind::Array(items), _) => plain(items).then_some(Self::LIST),
            (TypeKind::Map(values), _) => plain(values).then_some(Self::OBJECT),
            (_, Some(TypeDef::Struct { fields, rest, .. })) => {
                let further = match rest {
                    AdditionalProperties::Captured(shape) => plain(shape),
                    AdditionalProperties::Ignored | AdditionalProperties::Denied => true,
                };
                let all = further && fields.iter().all(|field| plain(&field.shape));
                all.then_some(Self::OBJECT)
            }
            (_, Some(TypeDef::Union(union))) => {
                let mut variants = union.variants.iter();
                variants.try_fold(Self::default(), |all, variant| {
                    // No union is a variant of one that is not plain.
                    let shape = types.resolve_alias(&variant.shape);
                    let inner = matches!(types.definition(shape), Some(TypeDef::Union(_)));
                    let held = match inner && !plain(shape) {
                        true => None,
                        false => Self::of(types, shape),
                    }?;
                    Some(Self {
                        plain: all.plain || held.plain,
                        list: all.list || held.list,
                        object: all.object || held.object,
                    })
                })
            }
            _ => None,
        }
    }
}

/// How deep unions of plain values are looked into.
const DEEPEST: usize = 8;

/// Whether each value of a type is one text.
fn is_plain(types: &TypeRegistry, shape: &TypeRef, depth: usize) -> bool {
    let shape = types.resolve_alias(shape);
    match (&shape.kind, types.definition(shape)) {
        (TypeKind::Array(_) | TypeKind::Map(_), _) => false,
        (_, Some(TypeDef::Enumeration(_))) => true,
        (_, Some(TypeDef::Union(union))) => {
            let mut variants = union.variants.iter();
            depth < DEEPEST && variants.all(|one| is_plain(types, &one.shape, depth + 1))
        }
        (_, Some(TypeDef::Struct { .. } | TypeDef::Alias(_))) => false,
        (_, None) => true,
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
