//! Whether no value fits two alternatives.

use super::frame::Frame;
use super::pair::Fit;
use crate::breaking::schema::compare::enums::all_listed;
use crate::breaking::schema::shape::{
    Alternative, Conjunct, Expr, ObjectRules, Sourced, StringRules, ValueType, ValueTypes,
};
use crate::model::description::SchemaId;

/// How deep properties are looked into.
const MAX_DEPTH: usize = 4;

impl Frame<'_, '_> {
    /// Whether no value of an alternative of the narrow side fits one of the wide side, of what the narrow one mentions.
    pub fn are_disjoint(&mut self, narrow: &Alternative, wide: &Alternative) -> bool {
        self.apart(narrow, wide, 0)
    }

    fn apart(&mut self, narrow: &Alternative, wide: &Alternative, depth: usize) -> bool {
        if let (Some(one), Some(other)) = (&narrow.tag, &wide.tag)
            && one.property == other.property
            && one.values.iter().all(|value| !other.values.contains(value))
        {
            return true;
        }
        let (one, other) = (&*narrow.rules, &*wide.rules);
        let shared = one.types.value.and(other.types.value);
        shared
            .iter()
            .all(|kind| self.apart_as(kind, one, other, &narrow.mentioning, depth))
    }

    fn apart_as(
        &mut self,
        kind: ValueType,
        narrow: &Conjunct,
        wide: &Conjunct,
        mentioning: &[SchemaId],
        depth: usize,
    ) -> bool {
        let only = ValueTypes::one(kind);
        let (narrow_side, wide_side) = (self.narrow_side(), self.wide_side());
        if let Some(values) = all_listed(narrow, only) {
            return values
                .iter()
                .all(|value| self.rules_accept(wide_side, wide, value) == Fit::No);
        }
        if let Some(values) = all_listed(wide, only) {
            return values
                .iter()
                .all(|value| self.rules_accept(narrow_side, narrow, value) == Fit::No);
        }
        match kind {
            ValueType::Null | ValueType::Boolean => false,
            ValueType::Number => narrow.number.and(&wide.number).is_empty(),
            ValueType::String => {
                narrow.string.and(&wide.string).is_empty()
                    || other_format(&narrow.string, &wide.string)
            }
            ValueType::Array => {
                let (one, other) = (&narrow.array, &wide.array);
                let joined = one.and(other);
                joined.max().is_some_and(|max| joined.min() > max)
                    || joined.min() > 0 && depth < MAX_DEPTH && {
                        let (a, b) = (one.item(0).clone(), other.item(0).clone());
                        !a.is_any() && !b.is_any() && self.exprs_apart(&a, &b, depth)
                    }
            }
            ValueType::Object => {
                self.objects_apart(&narrow.object, &wide.object, mentioning, depth)
            }
        }
    }

    fn objects_apart(
        &mut self,
        narrow: &ObjectRules,
        wide: &ObjectRules,
        mentioning: &[SchemaId],
        depth: usize,
    ) -> bool {
        let (narrow_side, wide_side) = (self.narrow_side(), self.wide_side());
        let required = wide.required.keys().chain(narrow.required.keys());
        for name in required.collect::<Vec<_>>() {
            let (narrow_value, wide_value) = (narrow.value_of(name), wide.value_of(name));
            // Values that mention declared names only do not have it; an object without any mentions all.
            let is_unmentioned = !narrow.properties.is_empty()
                && narrow_value.is_any()
                && !narrow.properties.contains_key(name)
                && !narrow.requires(name)
                && !self.is_mentioned(mentioning, name);
            if is_unmentioned
                || self.is_never(narrow_side, &narrow_value)
                || self.is_never(wide_side, &wide_value)
            {
                return true;
            }
            if !narrow_value.is_any()
                && !wide_value.is_any()
                && depth < MAX_DEPTH
                && self.exprs_apart(&narrow_value, &wide_value, depth)
            {
                return true;
            }
        }
        let count = |bound: Option<Sourced<u64>>| bound.map(|bound| bound.value);
        let too_few = |few: &ObjectRules, many: &ObjectRules| {
            let most = count(few.max_properties);
            most.is_some_and(|most| {
                count(many.min_properties)
                    .unwrap_or(0)
                    .max(many.required.len() as u64)
                    > most
            })
        };
        too_few(narrow, wide) || too_few(wide, narrow)
    }

    fn exprs_apart(&mut self, narrow: &Expr, wide: &Expr, depth: usize) -> bool {
        let (narrow_side, wide_side) = (self.narrow_side(), self.wide_side());
        let (one, other) = (
            self.shape_of(narrow_side, narrow),
            self.shape_of(wide_side, wide),
        );
        one.alternatives.iter().all(|a| {
            other
                .alternatives
                .iter()
                .all(|b| self.apart(a, b, depth + 1))
        })
    }
}

/// Whether strings have formats that no string has both of.
fn other_format(one: &StringRules, other: &StringRules) -> bool {
    const APART: [&str; 6] = ["date", "date-time", "uuid", "ipv4", "ipv6", "email"];
    let format = |rules: &StringRules| {
        let mut known = rules
            .formats
            .iter()
            .filter(|format| APART.contains(&format.value.as_str()));
        known.next().map(|format| format.value.clone())
    };
    matches!((format(one), format(other)), (Some(one), Some(other)) if one != other)
}
