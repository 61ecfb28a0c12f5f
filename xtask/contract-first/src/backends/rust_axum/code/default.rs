use serde_json::Value;

use super::constant::variants;
use super::types::{Place, RustTypes};
use crate::backend::names::literal;
use crate::backends::rust_axum::helper::Code;
use crate::model::{DefaultValue, ObjectRule, Property, TypeDef, TypeKind, TypeRef};

impl RustTypes<'_> {
    /// A Rust expression for a property that a request leaves out. Where rules tell what has to be there together, nothing stands in
    /// for it.
    pub fn stand_in(&self, field: &Property, rules: &[ObjectRule]) -> Option<Code> {
        let default = field
            .default
            .as_ref()
            .filter(|_| !field.required && rules.is_empty())?;
        self.default(default, &field.shape, Place::Models)
    }

    /// A Rust expression for a default that a plain type can hold.
    pub fn default(&self, default: &DefaultValue, shape: &TypeRef, place: Place) -> Option<Code> {
        let meant = self.resolve_alias(shape);
        if self.accepts_null(shape) {
            return None;
        }
        let ruled = !shape.constraints.is_empty() || !meant.constraints.is_empty();
        if ruled && !default.is_valid {
            return None;
        }
        let default = &default.value;
        let plain = match meant.kind {
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
                let variant = variants(values).swap_remove(index).name;
                let model = place.model(&self.names[id]);
                return Some(model.map(|model| format!("{model}::{variant}")));
            }
            _ => None,
        };
        plain.map(Code::plain)
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
