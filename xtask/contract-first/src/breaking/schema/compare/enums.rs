//! Listed values.

use serde_json::Value;

use super::frame::{Frame, SchemaSite};
use super::pair::Fit;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Conjunct, ValueType, ValueTypes};
use crate::breaking::schema::values;

/// Ranges of integers up to this size are as good as lists.
const MAX_RANGE: i64 = 64;

impl Frame<'_, '_> {
    /// Compares the listed values of some types.
    pub fn values(&mut self, old: &Conjunct, new: &Conjunct, types: ValueTypes) {
        let listed = |rules: &Conjunct| {
            // Nothing is gained by a list of null, or of both booleans.
            let values = rules.values_of(types)?;
            Some(values.into_iter().cloned().collect::<Vec<Value>>())
        };
        match (listed(old), listed(new)) {
            (None, None) => {}
            (Some(before), Some(after)) => {
                self.listed(old, new, &before, &after);
                self.nested(old, new, &before, &after);
            }
            (before, after) => {
                let (narrow, wide) = self.ordered(old, new);
                let (narrow_values, wide_values) = self.ordered(&before, &after);
                let fit = match (narrow_values, wide_values) {
                    (None, Some(wide_values)) => Fit::of(
                        all_listed(narrow, types)
                            .is_some_and(|all| values::without(&all, wide_values).is_empty()),
                    ),
                    // Whether numbers and strings fit the other rules is told by the comparison of these.
                    (Some(narrow_values), _) => {
                        let side = self.wide_side();
                        let nested = narrow_values
                            .iter()
                            .filter(|value| value.is_object() || value.is_array());
                        let fits = nested.map(|value| self.rules_accept(side, wide, value));
                        fits.fold(Fit::Yes, Fit::and)
                    }
                    _ => Fit::Yes,
                };
                let code = if before.is_some() {
                    ChangeCode::EnumRemoved
                } else {
                    ChangeCode::EnumAdded
                };
                let site =
                    |rules: &Conjunct, values: &Option<Vec<Value>>| match (values, &rules.values) {
                        (Some(values), Some(listed)) => {
                            SchemaSite::keyword(listed.schema, "enum", values::listed(values))
                        }
                        _ => SchemaSite::absent(rules.schema),
                    };
                self.report(code, fit, site(old, &before), site(new, &after));
            }
        }
    }

    /// Objects and lists that both sides list may not fit what else the wide side says about them.
    fn nested(&mut self, old: &Conjunct, new: &Conjunct, before: &[Value], after: &[Value]) {
        let (narrow, wide) = self.ordered(old, new);
        let (narrow_side, wide_side) = (self.narrow_side(), self.wide_side());
        let is_kept = |value: &&Value| {
            (value.is_object() || value.is_array()) && values::contains(after, value)
        };
        let (mut fit, mut refused) = (Fit::Yes, Vec::new());
        for value in before.iter().filter(is_kept) {
            if self.rules_accept(narrow_side, narrow, value) != Fit::No {
                let fits = self.rules_accept(wide_side, wide, value);
                refused.extend((fits != Fit::Yes).then_some(value));
                fit = fit.and(fits);
            }
        }
        if fit != Fit::Yes {
            let schema = old
                .values
                .as_ref()
                .map_or(old.schema, |listed| listed.schema);
            let old = SchemaSite::keyword(schema, "enum", values::listed(refused));
            self.report(
                ChangeCode::EnumValueRemoved,
                fit,
                old,
                SchemaSite::absent(new.schema),
            );
        }
    }

    fn listed(&mut self, old: &Conjunct, new: &Conjunct, before: &[Value], after: &[Value]) {
        let removed = values::without(before, after);
        let added = values::without(after, before);
        let schemas = old.values.as_ref().zip(new.values.as_ref());
        let Some((old_schema, new_schema)) = schemas.map(|(old, new)| (old.schema, new.schema))
        else {
            return;
        };
        let (gone, come) = self.ordered(Fit::No, Fit::Yes);
        for (code, values, fit) in [
            (ChangeCode::EnumValueRemoved, removed, gone),
            (ChangeCode::EnumValueAdded, added, come),
        ] {
            if values.is_empty() {
                continue;
            }
            let text = values::listed(values);
            let is_removed = code == ChangeCode::EnumValueRemoved;
            let mut old = SchemaSite::keyword(old_schema, "enum", &text);
            let mut new = SchemaSite::keyword(new_schema, "enum", &text);
            match is_removed {
                true => new.text = None,
                false => old.text = None,
            }
            self.report(code, fit, old, new);
        }
    }
}

/// Every value of some types, where rules leave few.
pub fn all_listed(rules: &Conjunct, types: ValueTypes) -> Option<Vec<Value>> {
    let types = types.and(rules.types.value);
    if let Some(values) = rules.values_of(types) {
        return Some(values.into_iter().cloned().collect());
    }
    let mut all = Vec::new();
    for kind in types.iter() {
        match kind {
            ValueType::Null => all.push(Value::Null),
            ValueType::Boolean => all.extend([Value::Bool(false), Value::Bool(true)]),
            ValueType::Number => {
                rules.number.integer?;
                let end = |limit: Option<crate::breaking::schema::shape::Limit>| {
                    limit?.value.to_string().parse::<i64>().ok()
                };
                let (low, high) = (end(rules.number.lowest())?, end(rules.number.highest())?);
                if high.checked_sub(low)? > MAX_RANGE {
                    return None;
                }
                let numbers = (low..=high).map(Value::from);
                let step = rules.number.effective_step();
                all.extend(numbers.filter(|number| {
                    let number = number
                        .as_number()
                        .map(crate::breaking::schema::decimal::Decimal::from);
                    number
                        .zip(step.clone())
                        .is_none_or(|(number, step)| number.is_multiple_of(&step))
                }));
            }
            ValueType::String | ValueType::Array | ValueType::Object => return None,
        }
    }
    Some(all)
}
