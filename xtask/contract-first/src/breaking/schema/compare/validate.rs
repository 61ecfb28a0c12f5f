//! Whether a value fits.

use serde_json::Value;

use super::frame::{Frame, Side};
use super::pair::Fit;
use crate::breaking::schema::decimal::Decimal;
use crate::breaking::schema::shape::{ArrayRules, Conjunct, Expr, ObjectRules, Shape, ValueType};
use crate::breaking::schema::values;

impl Frame<'_, '_> {
    /// Whether a value fits a shape of a document.
    pub fn accepts(&mut self, side: Side, shape: &Shape, value: &Value) -> Fit {
        let mut fit = Fit::No;
        let fits: Vec<Fit> = shape
            .alternatives
            .iter()
            .map(|alternative| self.rules_accept(side, &alternative.rules, value))
            .collect();
        for (at, one) in fits.iter().enumerate() {
            let excluded =
                shape.alternatives.iter().zip(&fits).any(|(other, fits)| {
                    *fits != Fit::No && other.excludes(&shape.alternatives[at])
                });
            fit = fit.or(if excluded && *one != Fit::No {
                Fit::Unknown
            } else {
                *one
            });
        }
        fit
    }

    fn accepts_expr(&mut self, side: Side, expr: &Expr, value: &Value) -> Fit {
        if expr.is_any() {
            return Fit::Yes;
        }
        let shape = self.shape_of(side, expr);
        self.accepts(side, &shape, value)
    }

    pub fn rules_accept(&mut self, side: Side, rules: &Conjunct, value: &Value) -> Fit {
        let listed = rules
            .values
            .as_ref()
            .is_none_or(|listed| values::contains(&listed.value, value));
        if !rules.types.value.contains(ValueType::of(value)) || !listed {
            return Fit::No;
        }
        let fit = match value {
            Value::Null | Value::Bool(_) => Fit::Yes,
            Value::Number(number) => Fit::of(rules.number.accepts(&Decimal::from(number))),
            Value::String(text) => Fit::from(rules.string.accepts(text)),
            Value::Array(items) => self.array_accepts(side, &rules.array, items),
            Value::Object(object) => self.object_accepts(side, &rules.object, object),
        };
        // A listed value has its format.
        let fit = match (fit, &rules.values) {
            (Fit::Unknown, Some(_)) if value.is_string() => Fit::Yes,
            _ => fit,
        };
        if rules.opaque.is_empty() {
            fit
        } else {
            fit.and(Fit::Unknown)
        }
    }

    fn array_accepts(&mut self, side: Side, rules: &ArrayRules, items: &[Value]) -> Fit {
        let count = items.len() as u64;
        let repeated = (1..items.len()).any(|at| values::contains(&items[..at], &items[at]));
        if count < rules.min()
            || rules.max().is_some_and(|max| count > max)
            || rules.unique.is_some() && repeated
        {
            return Fit::No;
        }
        let start = if rules.contains.is_empty() {
            Fit::Yes
        } else {
            Fit::Unknown
        };
        items.iter().enumerate().fold(start, |fit, (at, item)| {
            fit.and(self.accepts_expr(side, rules.item(at), item))
        })
    }

    fn object_accepts(
        &mut self,
        side: Side,
        rules: &ObjectRules,
        object: &serde_json::Map<String, Value>,
    ) -> Fit {
        let count = object.len() as u64;
        let few = rules.min_properties.is_some_and(|min| count < min.value);
        let many = rules.max_properties.is_some_and(|max| count > max.value);
        if few || many || rules.required.keys().any(|name| !object.contains_key(name)) {
            return Fit::No;
        }
        let dependent = rules.dependent_required.iter().any(|(name, names)| {
            object.contains_key(name) && names.value.iter().any(|name| !object.contains_key(name))
        });
        if dependent {
            return Fit::No;
        }
        let conditional = rules.names.is_empty()
            && rules
                .dependent_schemas
                .keys()
                .all(|name| !object.contains_key(name));
        let start = if conditional { Fit::Yes } else { Fit::Unknown };
        object.iter().fold(start, |fit, (name, value)| {
            fit.and(self.accepts_expr(side, &rules.value_of(name), value))
        })
    }
}
