use serde_json::Value;

use crate::model::{
    Contract, Operation, Property, StringFormat, TypeDef, TypeKind, TypeRef, TypeRegistry,
};

/// How deep samples go; what is required without end has none.
const DEEPEST: usize = 6;

/// A value that a caller may send, with what is required only.
pub enum Sample {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    Uuid(String),
    List(Vec<Sample>),
    Map,
    /// An entry, and its required properties by their place among its fields.
    Object(usize, Vec<(usize, Sample)>),
    /// An entry, and the place of the value.
    Enumeration(usize, usize),
    /// An entry, and the place of the variant.
    Choice(usize, usize, Box<Sample>),
}

/// The operation that examples call: the first that takes credentials and can be called with a sample, else the first.
pub fn shown(contract: &Contract) -> Option<(&Operation, Option<Sample>)> {
    let all = || {
        contract.operations.iter().filter_map(|operation| {
            let body = operation.body.as_ref().filter(|body| body.required);
            let content = body.and_then(|body| body.content.as_ref());
            let sample = match content {
                // Its files are the caller's.
                Some(content) if content.multipart.is_some() => return None,
                Some(content) => Some(sample(&contract.types, &content.shape, None, 0)?),
                None => None,
            };
            let simple = operation
                .parameters
                .iter()
                .all(|parameter| !parameter.required);
            simple.then_some((operation, sample))
        })
    };
    let secured = all().find(|(operation, _)| !operation.security.is_empty());
    secured.or_else(|| all().next())
}

/// A value of a shape; `None` where there is none within reach.
pub fn sample(
    library: &TypeRegistry,
    shape: &TypeRef,
    example: Option<&Value>,
    depth: usize,
) -> Option<Sample> {
    if depth > DEEPEST {
        return None;
    }
    if shape.code_types.is_some() {
        return None;
    }
    let text = |usual: &str| example.and_then(Value::as_str).unwrap_or(usual).to_owned();
    let found = match &shape.kind {
        TypeKind::Any | TypeKind::Null => Sample::Null,
        TypeKind::Boolean => Sample::Boolean(example.and_then(Value::as_bool).unwrap_or(true)),
        TypeKind::Integer(_) => Sample::Integer(example.and_then(Value::as_i64).unwrap_or(1)),
        TypeKind::Number => Sample::Number(example.and_then(Value::as_f64).unwrap_or(1.5)),
        TypeKind::Uri => Sample::Text(text("https://example.com/")),
        TypeKind::Uuid => Sample::Uuid(text("3b241101-e2bb-4255-8caf-4136c566a962")),
        TypeKind::Array(items) => Sample::List(
            sample(library, items, None, depth + 1)
                .into_iter()
                .collect(),
        ),
        TypeKind::Map(_) => Sample::Map,
        TypeKind::Named(id) => return named(library, *id, example, depth + 1),
        _ => Sample::Text(text(match shape.format {
            Some(StringFormat::Date) => "2026-01-31",
            Some(StringFormat::DateTime) => "2026-01-31T12:00:00Z",
            Some(StringFormat::Email) => "someone@example.com",
            _ => "text",
        })),
    };
    Some(found)
}

fn named(
    library: &TypeRegistry,
    id: usize,
    example: Option<&Value>,
    depth: usize,
) -> Option<Sample> {
    match &library.types[id].definition {
        TypeDef::Struct { fields, .. } => {
            let required = fields
                .iter()
                .enumerate()
                .filter(|(_, field)| field.required);
            let of =
                |field: &Property| sample(library, &field.shape, field.example.as_ref(), depth);
            let fields = required.map(|(place, field)| Some((place, of(field)?)));
            Some(Sample::Object(id, fields.collect::<Option<_>>()?))
        }
        TypeDef::Enumeration(_) => Some(Sample::Enumeration(id, 0)),
        TypeDef::Union(union) => {
            let mut found = union
                .variants
                .iter()
                .enumerate()
                .filter_map(|(place, variant)| {
                    let inner = sample(library, &variant.shape, None, depth)?;
                    Some(Sample::Choice(id, place, Box::new(inner)))
                });
            found.next()
        }
        TypeDef::Alias(shape) => sample(library, shape, example, depth),
    }
}
