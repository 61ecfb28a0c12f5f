use serde_json::Value;

use super::array::ArrayRules;
use super::expr::Expr;
use super::number::NumberRules;
use super::object::ObjectRules;
use super::opaque::{Opaque, OpaqueKind};
use super::sourced::Sourced;
use super::text::StringRules;
use super::types::{ValueType, ValueTypes};
use crate::breaking::schema::decimal::Decimal;
use crate::breaking::schema::values;
use crate::model::description::{SchemaId, SchemaKeywords};

/// Rules that all hold, without alternatives.
#[derive(Clone, Debug, PartialEq)]
pub struct Conjunct {
    /// The schema that stands for it in reports.
    pub schema: SchemaId,
    pub types: Sourced<ValueTypes>,
    /// The only values.
    pub values: Option<DeclaredValues>,
    pub number: NumberRules,
    pub string: StringRules,
    pub array: ArrayRules,
    pub object: ObjectRules,
    pub opaque: Vec<Opaque>,
}

/// `enum`.
pub type DeclaredValues = Sourced<Vec<Value>>;

impl Conjunct {
    /// What a schema says itself, without references and unions.
    pub fn of(keywords: &SchemaKeywords, schema: SchemaId) -> Self {
        let not = keywords.not.map(|id| OpaqueKind::Not(Expr::schema(id)));
        let or_any = |id: Option<SchemaId>| id.map_or_else(Expr::any, Expr::schema);
        let condition = keywords.condition.map(|id| OpaqueKind::Condition {
            condition: Expr::schema(id),
            then: or_any(keywords.then),
            otherwise: or_any(keywords.otherwise),
        });
        let says_something = |kind: &OpaqueKind| !matches!(kind, OpaqueKind::Condition { then, otherwise, .. } if then.is_any() && otherwise.is_any());
        let opaque = not.into_iter().chain(condition).filter(says_something);
        let values = keywords.values.clone();
        let mut conjunct = Self {
            schema,
            types: Sourced::new(ValueTypes::of(keywords.types), schema),
            values: values.map(|values| Sourced::new(values, schema)),
            number: NumberRules::of(keywords, schema),
            string: StringRules::of(keywords, schema),
            array: ArrayRules::of(keywords, schema),
            object: ObjectRules::of(keywords, schema),
            opaque: opaque.map(|kind| Opaque { kind, schema }).collect(),
        };
        conjunct.settle();
        conjunct
    }

    /// Only a rule about which nothing is known.
    pub fn opaque(kind: OpaqueKind, schema: SchemaId) -> Self {
        let mut conjunct = Self::of(&SchemaKeywords::default(), schema);
        conjunct.opaque.push(Opaque { kind, schema });
        conjunct
    }

    pub fn is_any(&self) -> bool {
        self.types.value == ValueTypes::ALL
            && self.values.is_none()
            && self.opaque.is_empty()
            && self.number.says_nothing()
            && self.string == StringRules::default()
            && self.array == ArrayRules::default()
            && self.object == ObjectRules::default()
    }

    /// Whether no value fits, as far as that is seen from here.
    pub fn is_never(&self) -> bool {
        self.types.value.is_empty()
    }

    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let types = self.types.value.and(other.types.value);
        let by_other = types != self.types.value;
        let listed = match (&self.values, &other.values) {
            (Some(one), Some(two)) => {
                let both = one
                    .value
                    .iter()
                    .filter(|value| values::contains(&two.value, value));
                let schema = if one.value.len() <= two.value.len() {
                    one.schema
                } else {
                    two.schema
                };
                Some(Sourced::new(both.cloned().collect(), schema))
            }
            (one, two) => one.clone().or_else(|| two.clone()),
        };
        let mut opaque = self.opaque.clone();
        opaque.extend(
            other
                .opaque
                .iter()
                .filter(|rule| !self.opaque.contains(rule))
                .cloned(),
        );
        let mut conjunct = Self {
            schema: self.schema,
            types: Sourced::new(
                types,
                if by_other {
                    other.types.schema
                } else {
                    self.types.schema
                },
            ),
            values: listed,
            number: self.number.and(&other.number),
            string: self.string.and(&other.string),
            array: self.array.and(&other.array),
            object: self.object.and(&other.object),
            opaque,
        };
        conjunct.settle();
        conjunct
    }

    /// Drops values and types that other rules leave nothing of.
    fn settle(&mut self) {
        self.object.require_dependents();
        let mut types = self.types.value;
        if self.number.is_empty() {
            types = types.without(ValueTypes::one(ValueType::Number));
        }
        if self.string.is_empty() {
            types = types.without(ValueTypes::one(ValueType::String));
        }
        if let (min, Some(max)) = (self.array.min(), self.array.max())
            && min > max
        {
            types = types.without(ValueTypes::one(ValueType::Array));
        }
        if let Some(mut listed) = self.values.take() {
            listed
                .value
                .retain(|value| types.contains(ValueType::of(value)) && self.may_be(value));
            let of_values = listed
                .value
                .iter()
                .map(ValueType::of)
                .fold(ValueTypes::NONE, ValueTypes::with);
            types = types.and(of_values);
            // Every value of these types is listed, which is what the types say.
            let bools = listed
                .value
                .iter()
                .filter(|value| value.is_boolean())
                .count();
            let all_listed = |kind| match kind {
                ValueType::Null => true,
                ValueType::Boolean => bools >= 2,
                _ => false,
            };
            self.values = (!types.iter().all(all_listed) || types.is_empty()).then_some(listed);
        }
        self.types.value = types;
    }

    fn may_be(&self, value: &Value) -> bool {
        match value {
            Value::Number(number) => self.number.accepts(&Decimal::from(number)),
            Value::String(text) => self.string.accepts(text) != Some(false),
            _ => true,
        }
    }

    /// The listed values of some types.
    pub fn values_of(&self, types: ValueTypes) -> Option<Vec<&Value>> {
        let listed = self.values.as_ref()?;
        let of_types = |value: &&Value| types.contains(ValueType::of(value));
        Some(listed.value.iter().filter(of_types).collect())
    }
}
