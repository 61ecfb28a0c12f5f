use serde_json::{Map, Value};

use super::constant::variants;
use super::types::RustTypes;
use crate::lowering::names::literal;
use crate::model::{ObjectRule, Property, TypeDef, TypeKind, TypeRef};

impl RustTypes<'_> {
    /// A Rust expression for a property that a request leaves out. Where rules tell what has to be there together, nothing stands in
    /// for it.
    pub fn stand_in(&self, field: &Property, rules: &[ObjectRule]) -> Option<String> {
        let schema = field
            .defaulted
            .as_ref()
            .filter(|_| !field.required && rules.is_empty())?;
        self.default(schema, &field.shape, "")
    }

    /// A Rust expression for a schema's `default`, where it is a value of the schema that a plain type can hold; `models` is the path to
    /// the models.
    pub fn default(&self, schema: &Value, shape: &TypeRef, models: &str) -> Option<String> {
        let default = schema.get("default")?;
        let meant = self.resolve_alias(shape);
        if self.accepts_null(shape) {
            return None;
        }
        let ruled = !shape.constraints.is_empty() || !meant.constraints.is_empty();
        if ruled && !is_valid(schema, default) {
            return None;
        }
        match meant.kind {
            TypeKind::Boolean => default.as_bool().map(|value| value.to_string()),
            TypeKind::Integer(width) => whole(default)
                .filter(|value| (width.least()..=width.most()).contains(value))
                .map(|value| value.to_string()),
            TypeKind::Number => default
                .as_f64()
                .filter(|value| value.is_finite())
                .map(|value| format!("{value:?}")),
            TypeKind::String => default
                .as_str()
                .map(|text| format!("{}.to_owned()", literal(text))),
            TypeKind::Named(id) => {
                let TypeDef::Enumeration(values) = &self.types[id].definition else {
                    return None;
                };
                let index = values.iter().position(|value| value == default)?;
                let variant = &variants(values)[index]["name"];
                Some(format!("{models}{}::{}", self.names[id], variant.as_str()?))
            }
            _ => None,
        }
    }
}

fn whole(value: &Value) -> Option<i128> {
    let exact = value.as_i64().map(i128::from);
    exact.or(value.as_u64().map(i128::from)).or_else(|| {
        let number = value.as_f64()?;
        let fits = number.fract() == 0.0 && number.abs() <= 9e15;
        fits.then(|| format!("{number:.0}").parse().ok())?
    })
}

/// Whether a schema without references takes a value.
fn is_valid(schema: &Value, value: &Value) -> bool {
    let said = |schema: &Map<String, Value>| {
        schema
            .keys()
            .all(|key| !matches!(key.as_str(), "$ref" | "allOf" | "oneOf" | "anyOf"))
    };
    // Exclusive bounds of 3.0 are no JSON Schema of today: what cannot be compiled cannot be told.
    schema.as_object().is_some_and(said)
        && jsonschema::draft202012::new(schema).is_ok_and(|schema| schema.is_valid(value))
}
