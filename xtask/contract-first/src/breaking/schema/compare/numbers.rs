//! Rules of numbers.

use super::frame::{Frame, SchemaSite};
use super::pair::Fit;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::decimal::Decimal;
use crate::breaking::schema::shape::{
    Conjunct, Limit, NumberRules, Sourced, ValueType, ValueTypes, format_range,
};
use crate::model::description::SchemaId;

impl Frame<'_, '_> {
    pub fn numbers(&mut self, old: &Conjunct, new: &Conjunct) {
        let (narrow, wide) = self.ordered(old, new);
        let listed = narrow.values_of(ValueTypes::one(ValueType::Number));
        let listed: Option<Vec<Decimal>> = listed.map(|values| {
            values
                .iter()
                .filter_map(|value| value.as_number())
                .map(Decimal::from)
                .collect()
        });
        // Listed values are tried, others are told by the rules.
        let fit = |rule: Option<NumberRules>, by_rules: bool| {
            let listed = listed.as_ref().map(|values| {
                values
                    .iter()
                    .all(|value| rule.as_ref().is_none_or(|rule| rule.accepts(value)))
            });
            Fit::of(listed.unwrap_or(by_rules))
        };
        let (low, high) = (narrow.number.lowest(), narrow.number.highest());
        let limit = wide.number.minimum.clone();
        let inside = limit
            .as_ref()
            .is_none_or(|limit| low.is_some_and(|low| !limit.value.is_above(&low)));
        let rule = limit.map(|minimum| NumberRules {
            minimum: Some(minimum),
            ..NumberRules::default()
        });
        let minimum = fit(rule, inside);
        let limit = wide.number.maximum.clone();
        let inside = limit
            .as_ref()
            .is_none_or(|limit| high.is_some_and(|high| !limit.value.is_below(&high)));
        let rule = limit.map(|maximum| NumberRules {
            maximum: Some(maximum),
            ..NumberRules::default()
        });
        let maximum = fit(rule, inside);
        let step = wide.number.step.clone();
        let inside = step.as_ref().is_none_or(|step| {
            narrow
                .number
                .effective_step()
                .is_some_and(|narrow_step| narrow_step.is_multiple_of(&step.value))
        });
        let rule = step.map(|step| NumberRules {
            step: Some(step),
            ..NumberRules::default()
        });
        let step = fit(rule, inside);
        let owners = (old.schema, new.schema);
        self.limit(
            ("minimum", "exclusiveMinimum"),
            &old.number.minimum,
            &new.number.minimum,
            minimum,
            owners,
        );
        self.limit(
            ("maximum", "exclusiveMaximum"),
            &old.number.maximum,
            &new.number.maximum,
            maximum,
            owners,
        );
        self.step(&old.number.step, &new.number.step, step, owners);
        let format = format_fits(&narrow.number, &wide.number, listed.as_deref());
        self.number_format(&old.number.format, &new.number.format, format, owners);
    }

    fn limit(
        &mut self,
        keywords: (&str, &str),
        old: &Option<Sourced<Limit>>,
        new: &Option<Sourced<Limit>>,
        fit: Fit,
        owners: (SchemaId, SchemaId),
    ) {
        let limit = |rule: &Option<Sourced<Limit>>| rule.as_ref().map(|rule| rule.value.clone());
        let (before, after) = (limit(old), limit(new));
        if before == after {
            return;
        }
        let is_lower = keywords.0 == "minimum";
        let raised = match (&before, &after) {
            (Some(before), Some(after)) if is_lower => after.is_above(before),
            (Some(before), Some(after)) => before.is_below(after),
            (None, _) => is_lower,
            (_, None) => !is_lower,
        };
        let code = match (is_lower, raised) {
            (true, true) => ChangeCode::MinimumRaised,
            (true, false) => ChangeCode::MinimumLowered,
            (false, true) => ChangeCode::MaximumRaised,
            (false, false) => ChangeCode::MaximumLowered,
        };
        let site = |rule: &Option<Sourced<Limit>>, owner| match rule {
            Some(rule) if rule.value.exclusive => {
                let side = if is_lower { "more than" } else { "less than" };
                SchemaSite::keyword(
                    rule.schema,
                    keywords.1,
                    format!("{side} {}", rule.value.value),
                )
            }
            Some(rule) => SchemaSite::keyword(rule.schema, keywords.0, &rule.value.value),
            None => SchemaSite::absent(owner),
        };
        self.report(code, fit, site(old, owners.0), site(new, owners.1));
    }

    fn step(
        &mut self,
        old: &Option<Sourced<Decimal>>,
        new: &Option<Sourced<Decimal>>,
        fit: Fit,
        owners: (SchemaId, SchemaId),
    ) {
        let value = |rule: &Option<Sourced<Decimal>>| rule.as_ref().map(|rule| rule.value.clone());
        if value(old) == value(new) {
            return;
        }
        let site = |rule: &Option<Sourced<Decimal>>, owner| match rule {
            Some(rule) => SchemaSite::keyword(rule.schema, "multipleOf", &rule.value),
            None => SchemaSite::absent(owner),
        };
        self.report(
            ChangeCode::MultipleOfChanged,
            fit,
            site(old, owners.0),
            site(new, owners.1),
        );
    }

    fn number_format(
        &mut self,
        old: &Option<Sourced<String>>,
        new: &Option<Sourced<String>>,
        fit: Fit,
        owners: (SchemaId, SchemaId),
    ) {
        let value = |rule: &Option<Sourced<String>>| rule.as_ref().map(|rule| rule.value.clone());
        let (before, after) = (value(old), value(new));
        let code = match (&before, &after) {
            _ if before == after => return,
            (None, _) => ChangeCode::FormatAdded,
            (_, None) => ChangeCode::FormatRemoved,
            _ => ChangeCode::FormatChanged,
        };
        let site = |rule: &Option<Sourced<String>>, owner| match rule {
            Some(rule) => SchemaSite::keyword(rule.schema, "format", &rule.value),
            None => SchemaSite::absent(owner),
        };
        self.report(code, fit, site(old, owners.0), site(new, owners.1));
    }
}

/// Whether numbers fit the format of others.
fn format_fits(narrow: &NumberRules, wide: &NumberRules, listed: Option<&[Decimal]>) -> Fit {
    let Some(format) = wide.format.as_ref().map(|format| format.value.as_str()) else {
        return Fit::Yes;
    };
    let narrow_format = narrow.format.as_ref().map(|format| format.value.as_str());
    if narrow_format == Some(format) {
        return Fit::Yes;
    }
    if let Some((lowest, highest)) = format_range(format) {
        if let Some(listed) = listed {
            return Fit::of(
                listed
                    .iter()
                    .all(|value| *value >= lowest && *value <= highest),
            );
        }
        // An integer without a format and without bounds has 64 bits to everybody who writes code for it.
        let unbounded = narrow.integer.is_some() && narrow_format.is_none() && format == "int64";
        let inside = |limit: Option<Limit>, below: &dyn Fn(&Decimal) -> bool| {
            limit.map_or(unbounded, |limit| below(&limit.value))
        };
        let low = inside(narrow.lowest(), &|low| *low >= lowest);
        let high = inside(narrow.highest(), &|high| *high <= highest);
        return Fit::of(low && high);
    }
    let exact = listed.is_some_and(|listed| listed.iter().all(Decimal::is_integer));
    match (narrow_format, format) {
        (Some("float"), "double") | (_, "decimal") => Fit::Yes,
        // These have no digits that a number of 64 bits loses.
        (Some("int8" | "int16" | "int32" | "uint8" | "uint16" | "uint32"), "double") => Fit::Yes,
        (Some("int8" | "int16" | "uint8" | "uint16"), "float") => Fit::Yes,
        (None, "double") if narrow.integer.is_some() || exact => Fit::Yes,
        (Some(_), _) => Fit::No,
        (None, _) => Fit::No,
    }
}
