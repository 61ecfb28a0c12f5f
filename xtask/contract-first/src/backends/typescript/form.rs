//! The forms that values of answers are checked against (`form.mustache`).

use serde_json::{Value, json};

use super::names::OF_OBJECTS;
use super::text::{literal, literal_key};
use crate::backend::client::language::Types;
use crate::model::{AdditionalProperties, TypeDef, TypeKind, TypeRef};

/// The form of a shape, null included.
pub fn of(types: &Types, shape: &TypeRef) -> String {
    let plain = match &shape.kind {
        TypeKind::Any => return literal("any"),
        TypeKind::Null => return literal("null"),
        TypeKind::Boolean => literal("boolean"),
        TypeKind::Integer(_) => literal("integer"),
        TypeKind::Number => literal("number"),
        TypeKind::Array(items) => format!("{{ array: {} }}", of(types, items)),
        TypeKind::Map(values) => format!("{{ map: {} }}", of(types, values)),
        TypeKind::Named(id) => format!("{{ type: {} }}", literal(&types.names[*id])),
        _ => literal("string"),
    };
    if types.registry.is_nullable(shape) {
        format!("{{ nullable: {plain} }}")
    } else {
        plain
    }
}

/// The form of a named type.
pub fn entry(types: &Types, id: usize) -> Value {
    let name = &types.names[id];
    let form = match &types.registry.types[id].definition {
        TypeDef::Struct { fields, rest, .. } => {
            let fields: Vec<_> = fields
                .iter()
                .map(|field| {
                    let form = of(types, &field.shape);
                    let optional = format!("{{ optional: {form} }}");
                    let form = if field.required { form } else { optional };
                    json!({ "key": literal_key(&field.wire), "form": exact(&field.wire, form) })
                })
                .collect();
            let rest = match rest {
                AdditionalProperties::Captured(shape) if shape.kind != TypeKind::Any => {
                    of(types, shape).into()
                }
                _ => Value::Bool(false),
            };
            return json!({ "name": name, "object": { "fields": fields, "rest": rest }, "form": false });
        }
        TypeDef::Enumeration(values) => literal(kind(values)),
        TypeDef::Union(union) => match &union.tag {
            Some(tag) => {
                let variants = union.variants.iter().flat_map(|variant| {
                    let form = of(types, &variant.shape);
                    let tags = variant.tags.iter();
                    tags.map(move |tag| {
                        format!("{}: {}", literal_key(tag), exact(tag, form.clone()))
                    })
                });
                let variants = variants.collect::<Vec<_>>().join(", ");
                format!("{{ tag: {}, variants: {{ {variants} }} }}", literal(tag))
            }
            None => {
                let forms = union
                    .variants
                    .iter()
                    .map(|variant| of(types, &variant.shape));
                let forms = forms.collect::<Vec<_>>().join(", ");
                format!("{{ oneOf: [{forms}] }}")
            }
        },
        TypeDef::Alias(shape) => of(types, shape),
    };
    json!({ "name": name, "object": false, "form": form })
}

/// A form under a key. Where every object has such a member, the compiler takes the type for that one's, and a text for any text.
fn exact(key: &str, form: String) -> String {
    match OF_OBJECTS.split_whitespace().any(|member| member == key) {
        true => format!("{form} as const"),
        false => form,
    }
}

/// What all values of an enum are: new ones are no mistake, so the values themselves do not count.
fn kind(values: &[Value]) -> &'static str {
    let all = |test: fn(&Value) -> bool| values.iter().all(test);
    match () {
        () if all(Value::is_string) => "string",
        () if all(Value::is_number) => "number",
        () if all(Value::is_boolean) => "boolean",
        () => "any",
    }
}
