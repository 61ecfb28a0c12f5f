//! The forms that values of responses are checked against (`runtime/form.ts`).

use serde::Serialize;
use serde_json::Value;

use super::names::OF_OBJECTS;
use super::text::{literal, literal_key};
use crate::backend::OrFalse;
use crate::backend::client::language::Types;
use crate::backend::client::model::{
    ClientDefinition, ClientField, ClientModel, ClientRest, ClientValue, ClientVariant,
};
use crate::model::{Property, TypeKind, TypeRef};

/// The form of a named type.
#[derive(Serialize)]
pub struct TypeForm<'c> {
    name: &'c str,
    object: OrFalse<ObjectForm>,
    /// Where it is no object.
    form: OrFalse<String>,
}

#[derive(Serialize)]
struct ObjectForm {
    fields: Vec<FieldForm>,
    /// The form of what has other names.
    rest: OrFalse<String>,
}

#[derive(Serialize)]
struct FieldForm {
    key: String,
    form: String,
}

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
        TypeKind::String | TypeKind::Uri | TypeKind::Uuid => literal("string"),
    };
    if types.registry.is_nullable(shape) {
        format!("{{ nullable: {plain} }}")
    } else {
        plain
    }
}

impl<'c> TypeForm<'c> {
    pub fn of(types: &Types, model: &'c ClientModel) -> Self {
        let form = match &model.definition {
            ClientDefinition::Object { fields, rest } => {
                let object = ObjectForm::of(types, fields, rest.as_ref());
                return Self::new(model, Some(object), None);
            }
            ClientDefinition::Enumeration(values) => literal(kind(values)),
            ClientDefinition::Union { variants, tag } => union_form(types, variants, *tag),
            ClientDefinition::Alias { described, .. } => of(types, described),
        };
        Self::new(model, None, Some(form))
    }

    fn new(model: &'c ClientModel, object: Option<ObjectForm>, form: Option<String>) -> Self {
        Self {
            name: &model.name,
            object: OrFalse(object),
            form: OrFalse(form),
        }
    }
}

impl ObjectForm {
    fn of(types: &Types, fields: &[ClientField], rest: Option<&ClientRest>) -> Self {
        let rest = rest.filter(|rest| rest.described.kind != TypeKind::Any);
        let fields = fields.iter();
        Self {
            fields: fields
                .map(|field| FieldForm::of(types, field.described))
                .collect(),
            rest: OrFalse(rest.map(|rest| of(types, rest.described))),
        }
    }
}

impl FieldForm {
    fn of(types: &Types, property: &Property) -> Self {
        let form = of(types, &property.shape);
        let form = match property.required {
            true => form,
            false => format!("{{ optional: {form} }}"),
        };
        Self {
            key: literal_key(&property.wire),
            form: exact(&property.wire, form),
        }
    }
}

fn union_form(types: &Types, variants: &[ClientVariant], tag: Option<&str>) -> String {
    let variants = variants.iter().map(|variant| variant.described);
    let Some(tag) = tag else {
        let forms: Vec<_> = variants.map(|variant| of(types, &variant.shape)).collect();
        return format!("{{ oneOf: [{}] }}", forms.join(", "));
    };
    let variants = variants.flat_map(|variant| {
        let form = of(types, &variant.shape);
        let tags = variant.tags.iter();
        tags.map(move |tag| format!("{}: {}", literal_key(tag), exact(tag, form.clone())))
    });
    let variants = variants.collect::<Vec<_>>().join(", ");
    format!("{{ tag: {}, variants: {{ {variants} }} }}", literal(tag))
}

/// A form under a key. Where every object has such a member, the compiler takes the type for that one's, and a text for any text.
fn exact(key: &str, form: String) -> String {
    match OF_OBJECTS.split_whitespace().any(|member| member == key) {
        true => format!("{form} as const"),
        false => form,
    }
}

/// What all values of an enum are: new ones are no mistake, so the values themselves do not count.
fn kind(values: &[ClientValue]) -> &'static str {
    let all = |test: fn(&Value) -> bool| values.iter().all(|value| test(value.value));
    match () {
        () if all(Value::is_string) => "string",
        () if all(Value::is_number) => "number",
        () if all(Value::is_boolean) => "boolean",
        () => "any",
    }
}
