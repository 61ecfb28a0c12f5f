//! Rules against rules, keyword by keyword.

use super::frame::{Frame, SchemaSite};
use super::pair::Fit;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Alternative, Conjunct, Sourced, ValueType, ValueTypes};
use crate::model::description::SchemaId;

/// The codes of a bound, where it went up and where it went down.
#[derive(Clone, Copy)]
pub struct BoundCodes {
    pub raised: ChangeCode,
    pub lowered: ChangeCode,
}

impl Frame<'_, '_> {
    /// Compares two alternatives: for some types of values, or for all, types included.
    pub fn alternatives(&mut self, old: &Alternative, new: &Alternative, only: Option<ValueTypes>) {
        let mentioning = self.ordered(old, new).0.mentioning.clone();
        let before = std::mem::replace(&mut self.mentioning, mentioning);
        self.rules(&old.rules, &new.rules, only);
        self.mentioning = before;
    }

    fn rules(&mut self, old: &Conjunct, new: &Conjunct, only: Option<ValueTypes>) {
        let (narrow, wide) = self.ordered(old, new);
        let shared = narrow.types.value.and(wide.types.value);
        let shared = only.map_or(shared, |only| shared.and(only));
        let missing = match only {
            Some(_) => ValueTypes::NONE,
            None => narrow.types.value.without(wide.types.value),
        };
        let fraction = shared.contains(ValueType::Number) && has_fractions_beyond(narrow, wide);
        self.types(
            (old.types.schema, types_text(old, only)),
            (new.types.schema, types_text(new, only)),
            Fit::of(missing.is_empty() && !fraction),
        );
        self.values(old, new, shared);
        // Whoever says nothing of values takes them all: the types say it, where they are compared.
        let differ = only.is_none() && old.types.value != new.types.value;
        if differ && (old.is_any() || new.is_any()) {
            return;
        }
        if self.direction.is_written() && new.is_any() {
            let (old, new) = (
                SchemaSite::absent(old.schema),
                SchemaSite::absent(new.schema),
            );
            self.report(ChangeCode::RulesRemoved, Fit::Yes, old, new);
            return;
        }
        let listed = narrow.values.is_some();
        for one in shared.iter() {
            match one {
                ValueType::Null | ValueType::Boolean => {}
                ValueType::Number => self.numbers(old, new),
                ValueType::String => self.strings(old, new),
                // Listed ones were tried one by one.
                ValueType::Array | ValueType::Object if listed => {}
                ValueType::Array => self.arrays(old, new),
                ValueType::Object => self.objects(old, new),
            }
        }
        if !shared.is_empty() {
            self.opaque_rules(old, new, shared);
        }
    }

    /// Compares the types.
    pub fn types(&mut self, old: (SchemaId, String), new: (SchemaId, String), fit: Fit) {
        if old.1 == new.1 {
            return;
        }
        let is_null_only = without_null(&old.1) == without_null(&new.1);
        let site = |(schema, text): (SchemaId, String), is_nullable: bool| match text.as_str() {
            ANY_TYPE => SchemaSite {
                text: Some(text),
                ..SchemaSite::absent(schema)
            },
            _ if is_null_only && is_nullable => SchemaSite::keyword(schema, "nullable", text),
            _ => SchemaSite::keyword(schema, "type", text),
        };
        let old_is_nullable = self.graph.old.keywords(old.0).is_nullable;
        let new_is_nullable = self.graph.new.keywords(new.0).is_nullable;
        let (old, new) = (site(old, old_is_nullable), site(new, new_is_nullable));
        self.report(ChangeCode::TypeChanged, fit, old, new);
    }

    /// Compares a lower or an upper bound of a count.
    pub fn count(
        &mut self,
        keyword: &str,
        codes: BoundCodes,
        old: (Option<Sourced<u64>>, SchemaId),
        new: (Option<Sourced<u64>>, SchemaId),
        fit: Fit,
    ) {
        let value = |bound: &Option<Sourced<u64>>| bound.map(|bound| bound.value);
        let (before, after) = (value(&old.0), value(&new.0));
        if before == after {
            return;
        }
        let is_lower = keyword.starts_with("min");
        let absent = if is_lower { 0 } else { u64::MAX };
        let raised = after.unwrap_or(absent) > before.unwrap_or(absent);
        let code = if raised { codes.raised } else { codes.lowered };
        let site = |(bound, owner): (Option<Sourced<u64>>, SchemaId)| match bound {
            Some(bound) => SchemaSite::keyword(bound.schema, keyword, bound.value),
            None => SchemaSite::absent(owner),
        };
        self.report(code, fit, site(old), site(new));
    }
}

const ANY_TYPE: &str = "any type";

/// Whether numbers with a fraction fit one and not the other.
fn has_fractions_beyond(narrow: &Conjunct, wide: &Conjunct) -> bool {
    let values = narrow.values_of(ValueTypes::one(ValueType::Number));
    let lists_integers_only = values.is_some_and(|values| {
        let mut numbers = values.iter().filter_map(|value| value.as_number());
        numbers.all(|number| crate::breaking::schema::decimal::Decimal::from(number).is_integer())
    });
    wide.number.integer.is_some() && narrow.number.integer.is_none() && !lists_integers_only
}

/// The types of values in words.
fn types_text(rules: &Conjunct, only: Option<ValueTypes>) -> String {
    let types = only.map_or(rules.types.value, |only| rules.types.value.and(only));
    words(types, rules.number.integer.is_some())
}

/// Types in words, but for null.
fn without_null(words: &str) -> &str {
    words.strip_suffix(" or null").unwrap_or(words)
}

/// Types in words.
pub fn words(types: ValueTypes, integer: bool) -> String {
    if types == ValueTypes::ALL && !integer {
        return ANY_TYPE.to_owned();
    }
    let word = |kind| match kind {
        ValueType::Null => "null",
        ValueType::Boolean => "boolean",
        ValueType::Number if integer => "integer",
        ValueType::Number => "number",
        ValueType::String => "string",
        ValueType::Array => "array",
        ValueType::Object => "object",
    };
    let words: Vec<&str> = types
        .iter()
        .filter(|word| *word != ValueType::Null)
        .map(word)
        .collect();
    let null = types.contains(ValueType::Null).then_some("null");
    let words: Vec<&str> = words.into_iter().chain(null).collect();
    match words.as_slice() {
        [] => "no value".to_owned(),
        [one] => (*one).to_owned(),
        [others @ .., last] => format!("{} or {last}", others.join(", ")),
    }
}
