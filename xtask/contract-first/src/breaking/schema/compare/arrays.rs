//! Rules of arrays.

use super::annotations::Slot;
use super::frame::{Frame, Side, Spot};
use super::pair::Fit;
use super::rules::BoundCodes;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{ArrayRules, Conjunct, ContainsRule, Sourced};
use crate::model::description::SchemaId;

const MIN_ITEMS: BoundCodes = BoundCodes {
    raised: ChangeCode::MinItemsRaised,
    lowered: ChangeCode::MinItemsLowered,
};
const MAX_ITEMS: BoundCodes = BoundCodes {
    raised: ChangeCode::MaxItemsRaised,
    lowered: ChangeCode::MaxItemsLowered,
};

impl Frame<'_, '_> {
    pub fn arrays(&mut self, old: &Conjunct, new: &Conjunct) {
        let silent = (old.schema, new.schema);
        let (own_rules, other_rules) = self.ordered(&old.array, &new.array);
        let maxima = (self.longest(Side::Old, old), self.longest(Side::New, new));
        let count = |max: Option<Sourced<u64>>| max.map(|max| max.value);
        let (own_max, other_max) = self.ordered(count(maxima.0), count(maxima.1));
        let min = Fit::of(other_rules.min() <= own_rules.min());
        let max = Fit::of(other_max.is_none_or(|max| own_max.is_some_and(|own| own <= max)));
        let unique = other_rules.unique.is_none()
            || own_rules.unique.is_some()
            || own_max.is_some_and(|own| own <= 1);
        let (before, after) = (&old.array, &new.array);
        self.count(
            "minItems",
            MIN_ITEMS,
            (before.min_items, silent.0),
            (after.min_items, silent.1),
            min,
        );
        self.count(
            "maxItems",
            MAX_ITEMS,
            (maxima.0, silent.0),
            (maxima.1, silent.1),
            max,
        );
        self.unique((before.unique, after.unique), Fit::of(unique), silent);
        self.contains(before, after, silent);
        // Places of which one side speaks by itself.
        let length = before.prefix.len().max(after.prefix.len());
        let end = own_max
            .into_iter()
            .chain(other_max)
            .min()
            .unwrap_or(u64::MAX);
        for at in 0..length {
            if (at as u64) < end {
                self.part(before.item(at), after.item(at), Slot::Present, silent);
            }
        }
        if (length as u64) < end {
            self.part(&before.rest, &after.rest, Slot::Present, silent);
        }
    }

    /// The length of the longest array: items that no value fits are the end.
    fn longest(&mut self, side: Side, rules: &Conjunct) -> Option<Sourced<u64>> {
        let (silent, rules) = (rules.schema, &rules.array);
        let items = rules.prefix.iter().chain([&rules.rest]);
        let mut end = None;
        for (at, item) in items.enumerate() {
            if self.is_never(side, item) {
                end = Some(Sourced::new(at as u64, silent));
                break;
            }
        }
        rules
            .max_items
            .into_iter()
            .chain(end)
            .min_by_key(|max| max.value)
    }

    fn unique(
        &mut self,
        (old, new): (Option<Sourced<()>>, Option<Sourced<()>>),
        fit: Fit,
        silent: (SchemaId, SchemaId),
    ) {
        let code = match (old, new) {
            (None, Some(_)) => ChangeCode::UniqueItemsAdded,
            (Some(_), None) => ChangeCode::UniqueItemsRemoved,
            _ => return,
        };
        let spot = |one: Option<Sourced<()>>, silent| match one {
            Some(one) => Spot::keyword(one.schema, "uniqueItems", true),
            None => Spot::silent(silent),
        };
        self.report(code, fit, spot(old, silent.0), spot(new, silent.1));
    }

    fn contains(&mut self, old: &ArrayRules, new: &ArrayRules, silent: (SchemaId, SchemaId)) {
        let (narrow, wide) = self.ordered(old, new);
        let mut fit = Fit::Yes;
        for rule in &wide.contains {
            fit = fit.and(self.contains_fits(narrow, &rule.value));
        }
        let mut others = new.contains.clone();
        let mut differs = old.contains.len() != new.contains.len();
        for rule in &old.contains {
            let same = others.iter().position(|other| {
                rule.value.min == other.value.min
                    && rule.value.max == other.value.max
                    && self.is_same(&rule.value, &other.value)
            });
            match same {
                Some(at) => drop(others.remove(at)),
                None => differs = true,
            }
        }
        if differs {
            let spot = |rules: &ArrayRules, silent| match rules.contains.first() {
                Some(rule) => Spot::keyword(rule.schema, "contains", counted(&rule.value)),
                None => Spot::silent(silent),
            };
            let (old, new) = (spot(old, silent.0), spot(new, silent.1));
            self.report(ChangeCode::ContainsChanged, fit, old, new);
        }
    }

    fn is_same(&mut self, old: &ContainsRule, new: &ContainsRule) -> bool {
        let schemas = old.item.only_schema().zip(new.item.only_schema());
        schemas.is_some_and(|(old, new)| self.graph.congruence.same(old, new))
    }

    /// Whether arrays have as many fitting items as a rule says.
    fn contains_fits(&mut self, narrow: &ArrayRules, rule: &ContainsRule) -> Fit {
        let mut enough = rule.min == 0;
        let mut told_apart = false;
        let mut few = rule
            .max
            .is_none_or(|max| narrow.max().is_some_and(|own| own <= max));
        for own in &narrow.contains {
            let own = &own.value;
            let within = self.implies(&own.item, &rule.item);
            let around = self.implies_backwards(&own.item, &rule.item);
            enough = enough || own.min >= rule.min && within;
            let bounded = rule
                .max
                .is_none_or(|max| own.max.is_some_and(|own| own <= max));
            few = few || bounded && around;
            told_apart = told_apart || !(within && around);
        }
        if !enough && narrow.min() >= rule.min {
            let items: Vec<_> = narrow
                .prefix
                .iter()
                .chain([&narrow.rest])
                .cloned()
                .collect();
            enough = items.iter().all(|item| self.implies(item, &rule.item));
        }
        match enough && few {
            true => Fit::Yes,
            // Other items that have to be there may be the ones.
            false if told_apart => Fit::Unknown,
            false => Fit::No,
        }
    }
}

fn counted(rule: &ContainsRule) -> String {
    match rule.max {
        Some(max) => format!("{} to {max}", rule.min),
        None => format!("at least {}", rule.min),
    }
}
