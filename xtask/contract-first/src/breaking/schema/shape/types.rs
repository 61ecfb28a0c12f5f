use serde_json::Value;

use crate::model::description::{JsonType, TypeSet};

/// The kinds of values that rules are about; an integer is a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ValueType {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl ValueType {
    pub const ALL: [Self; 6] = [
        Self::Null,
        Self::Boolean,
        Self::Number,
        Self::String,
        Self::Array,
        Self::Object,
    ];

    pub fn of(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
        }
    }
}

/// Some of the kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ValueTypes(u8);

impl ValueTypes {
    pub const ALL: Self = Self(0b11_1111);
    pub const NONE: Self = Self(0);

    pub fn of(types: TypeSet) -> Self {
        let bits = ValueType::ALL.into_iter().filter(|kind| match kind {
            ValueType::Null => types.contains(JsonType::Null),
            ValueType::Boolean => types.contains(JsonType::Boolean),
            ValueType::Number => {
                types.contains(JsonType::Number) || types.contains(JsonType::Integer)
            }
            ValueType::String => types.contains(JsonType::String),
            ValueType::Array => types.contains(JsonType::Array),
            ValueType::Object => types.contains(JsonType::Object),
        });
        bits.fold(Self::NONE, Self::with)
    }

    pub fn one(one: ValueType) -> Self {
        Self(1 << one as u8)
    }

    #[must_use]
    pub fn with(self, one: ValueType) -> Self {
        self.or(Self::one(one))
    }

    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    pub fn contains(self, one: ValueType) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub fn iter(self) -> impl Iterator<Item = ValueType> {
        ValueType::ALL
            .into_iter()
            .filter(move |kind| self.contains(*kind))
    }
}
