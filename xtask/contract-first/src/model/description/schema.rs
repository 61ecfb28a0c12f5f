use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Number, Value};

use super::schemas::SchemaId;
use crate::document::Pointer;

/// A schema: a place of a document, and what is said there.
pub struct Schema {
    pub at: Pointer,
    /// Its key in `components.schemas` (or `$defs`), when it stands there.
    pub name: Option<String>,
    pub keywords: SchemaKeywords,
}

/// The keywords of JSON Schema 2020-12 that say which values are valid, and those of OpenAPI that say how values are used. A value is
/// valid when every keyword holds. `nullable` is in `types`, `const` is an enumeration of one, `false` has no type at all, the booleans
/// `exclusiveMinimum` and `exclusiveMaximum` of OpenAPI 3.0 are bounds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SchemaKeywords {
    /// The types of valid values.
    pub types: TypeSet,
    /// Whether `nullable` adds null to what `type` says.
    pub is_nullable: bool,
    /// `enum` and `const`.
    pub values: Option<Vec<Value>>,
    /// Whether `const` says which.
    pub is_constant: bool,
    pub number: NumberKeywords,
    pub string: StringKeywords,
    pub array: ArrayKeywords,
    pub object: ObjectKeywords,
    /// `$ref`, `$dynamicRef`; beside other keywords only under OpenAPI 3.1.
    pub reference: Option<SchemaId>,
    pub all_of: Vec<SchemaId>,
    /// `None` without the keyword.
    pub any_of: Option<Vec<SchemaId>>,
    /// `None` without the keyword.
    pub one_of: Option<Vec<SchemaId>>,
    pub not: Option<SchemaId>,
    pub condition: Option<SchemaId>,
    pub then: Option<SchemaId>,
    pub otherwise: Option<SchemaId>,
    pub discriminator: Option<Discriminator>,
    pub default: Option<Value>,
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: bool,
    /// `xml`: how values are written in XML bodies.
    pub xml: Option<Value>,
}

/// The types of JSON Schema (Validation 2020-12, 6.1.1); an integer is a number without a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum JsonType {
    Null,
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// Some of the types, the integers wherever there are numbers; all of them by default.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TypeSet(u8);

/// `minimum`, `maximum` and their exclusive forms, `multipleOf`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberKeywords {
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub multiple_of: Option<Number>,
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Bound {
    pub value: Number,
    /// Whether the value itself is outside.
    pub exclusive: bool,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct StringKeywords {
    /// Characters.
    pub min_length: u64,
    /// Characters.
    pub max_length: Option<u64>,
    /// ECMA-262.
    pub pattern: Option<String>,
    /// Of numbers too: `int32`.
    pub format: Option<String>,
    pub content_encoding: Option<String>,
    pub content_media_type: Option<String>,
    pub content_schema: Option<SchemaId>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArrayKeywords {
    pub prefix_items: Vec<SchemaId>,
    /// Of the items behind `prefix_items`.
    pub items: Option<SchemaId>,
    pub contains: Option<Contains>,
    pub min_items: u64,
    pub max_items: Option<u64>,
    pub unique_items: bool,
    pub unevaluated_items: Option<SchemaId>,
}

/// `contains`, `minContains` and `maxContains`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contains {
    pub schema: SchemaId,
    pub min: u64,
    pub max: Option<u64>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectKeywords {
    /// In the document's order.
    pub properties: Vec<(String, SchemaId)>,
    pub required: BTreeSet<String>,
    pub pattern_properties: Vec<(String, SchemaId)>,
    /// `None` without the keyword, and for `true` and `{}`, which say the same.
    pub additional_properties: Option<SchemaId>,
    pub property_names: Option<SchemaId>,
    pub min_properties: u64,
    pub max_properties: Option<u64>,
    pub dependent_required: BTreeMap<String, BTreeSet<String>>,
    pub dependent_schemas: Vec<(String, SchemaId)>,
    pub unevaluated_properties: Option<SchemaId>,
}

/// Which alternative a property tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    pub property: String,
    /// Value of the property -> schema: the document's mapping, and the names of the alternatives that it leaves out. Of a parent
    /// without `oneOf` and `anyOf`: the schemas that have it in `allOf`.
    pub mapping: BTreeMap<String, SchemaId>,
}

impl SchemaKeywords {
    /// The schemas that look at the same value.
    pub fn same_value(&self) -> Vec<SchemaId> {
        let several = [&self.any_of, &self.one_of];
        let several = several.into_iter().flatten().flatten().copied();
        let dependent = self.object.dependent_schemas.iter().map(|(_, id)| *id);
        [
            self.reference,
            self.not,
            self.condition,
            self.then,
            self.otherwise,
        ]
        .into_iter()
        .flatten()
        .chain(self.all_of.iter().copied())
        .chain(several)
        .chain(dependent)
        .collect()
    }

    /// The schemas that look at parts of the value.
    pub fn parts(&self) -> Vec<SchemaId> {
        let (array, object) = (&self.array, &self.object);
        let named = object.properties.iter().chain(&object.pattern_properties);
        [
            array.items,
            array.unevaluated_items,
            array.contains.map(|contains| contains.schema),
            object.additional_properties,
            object.property_names,
            object.unevaluated_properties,
        ]
        .into_iter()
        .flatten()
        .chain(array.prefix_items.iter().copied())
        .chain(named.map(|(_, id)| *id))
        .collect()
    }
}

impl JsonType {
    /// The type of a value.
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

    /// The type that `type` names.
    pub fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "boolean" => Self::Boolean,
            "integer" => Self::Integer,
            "number" => Self::Number,
            "string" => Self::String,
            "array" => Self::Array,
            "object" => Self::Object,
            _ => return None,
        })
    }
}

impl TypeSet {
    pub const ALL: Self = Self(0b111_1111);
    pub const NONE: Self = Self(0);

    pub fn contains(self, one: JsonType) -> bool {
        self.0 & Self::bit(one) != 0
    }

    /// With one more; with the numbers come the integers.
    #[must_use]
    pub fn with(self, one: JsonType) -> Self {
        let integer = match one {
            JsonType::Number => Self::bit(JsonType::Integer),
            _ => 0,
        };
        Self(self.0 | Self::bit(one) | integer)
    }

    /// What is in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    fn bit(one: JsonType) -> u8 {
        1 << one as u8
    }
}

impl Default for TypeSet {
    fn default() -> Self {
        Self::ALL
    }
}

#[cfg(test)]
mod tests {
    use super::JsonType::{Array, Boolean, Integer, Null, Number, Object, String};
    use super::*;

    const EACH: [JsonType; 7] = [Null, Boolean, Integer, Number, String, Array, Object];

    fn set(types: &[JsonType]) -> TypeSet {
        types.iter().fold(TypeSet::NONE, |set, one| set.with(*one))
    }

    fn members(set: TypeSet) -> Vec<JsonType> {
        EACH.into_iter().filter(|one| set.contains(*one)).collect()
    }

    #[test]
    fn types_have_their_names() {
        let names = [
            "null", "boolean", "integer", "number", "string", "array", "object",
        ];
        assert_eq!(names.map(JsonType::of_name), EACH.map(Some));
        for other in ["", "String", "file", "any", "int"] {
            assert_eq!(JsonType::of_name(other), None, "{other}");
        }
    }

    #[test]
    fn integers_come_with_numbers_and_not_the_other_way_round() {
        assert_eq!(members(set(&[Number])), [Integer, Number]);
        assert_eq!(members(set(&[Integer])), [Integer]);
        assert_eq!(set(&[Integer, Number]), set(&[Number]));
        assert_eq!(members(set(&[Number]).and(set(&[Integer]))), [Integer]);
    }

    #[test]
    fn sets_have_what_was_put_in() {
        assert!(members(TypeSet::NONE).is_empty());
        assert_eq!(set(&EACH), TypeSet::ALL);
        assert_eq!(TypeSet::default(), TypeSet::ALL);
        assert_eq!(SchemaKeywords::default().types, TypeSet::ALL);
        assert_eq!(members(set(&[Object, Null])), [Null, Object]);
        let both = set(&[Null, String]).and(set(&[String, Array]));
        assert_eq!(members(both), [String]);
    }
}
