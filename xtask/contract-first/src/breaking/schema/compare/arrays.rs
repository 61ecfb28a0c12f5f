//! Rules of arrays.

use super::annotations::Slot;
use super::frame::{Frame, SchemaSite, Side};
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
        let owners = (old.schema, new.schema);
        let (own_rules, other_rules) = self.ordered(&old.array, &new.array);
        let maxima = (self.longest(Side::Old, old), self.longest(Side::New, new));
        let count = |max: Option<Sourced<u64>>| max.map(|max| max.value);
        let (own_max, other_max) = self.ordered(count(maxima.0), count(maxima.1));
        let min = Fit::of(other_rules.min() <= own_rules.min());
        let max = Fit::of(other_max.is_none_or(|max| own_max.is_some_and(|length| length <= max)));
        let unique = other_rules.unique.is_none()
            || own_rules.unique.is_some()
            || own_max.is_some_and(|max| max <= 1);
        let (before, after) = (&old.array, &new.array);
        self.count(
            "minItems",
            MIN_ITEMS,
            (before.min_items, owners.0),
            (after.min_items, owners.1),
            min,
        );
        self.count(
            "maxItems",
            MAX_ITEMS,
            (maxima.0, owners.0),
            (maxima.1, owners.1),
            max,
        );
        self.unique((before.unique, after.unique), Fit::of(unique), owners);
        self.contains(before, after, owners);
        // Positions that only one side describes.
        let length = before.prefix.len().max(after.prefix.len());
        let end = own_max
            .into_iter()
            .chain(other_max)
            .min()
            .unwrap_or(u64::MAX);
        for at in 0..length {
            if (at as u64) < end {
                self.part(before.item(at), after.item(at), Slot::Present, owners);
            }
        }
        if (length as u64) < end {
            self.part(&before.rest, &after.rest, Slot::Present, owners);
        }
    }

    /// The length of the longest array: items that no value fits are the end.
    fn longest(&mut self, side: Side, rules: &Conjunct) -> Option<Sourced<u64>> {
        let (owner, rules) = (rules.schema, &rules.array);
        let items = rules.prefix.iter().chain([&rules.rest]);
        let mut end = None;
        for (at, item) in items.enumerate() {
            if self.is_never(side, item) {
                end = Some(Sourced::new(at as u64, owner));
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
        owners: (SchemaId, SchemaId),
    ) {
        let code = match (old, new) {
            (None, Some(_)) => ChangeCode::UniqueItemsAdded,
            (Some(_), None) => ChangeCode::UniqueItemsRemoved,
            _ => return,
        };
        let site = |rule: Option<Sourced<()>>, owner| match rule {
            Some(rule) => SchemaSite::keyword(rule.schema, "uniqueItems", true),
            None => SchemaSite::absent(owner),
        };
        self.report(code, fit, site(old, owners.0), site(new, owners.1));
    }

    fn contains(&mut self, old: &ArrayRules, new: &ArrayRules, owners: (SchemaId, SchemaId)) {
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
            let site = |rules: &ArrayRules, owner| match rules.contains.first() {
                Some(rule) => SchemaSite::keyword(rule.schema, "contains", counted(&rule.value)),
                None => SchemaSite::absent(owner),
            };
            let (old, new) = (site(old, owners.0), site(new, owners.1));
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
        let mut are_distinct = false;
        let mut few = rule
            .max
            .is_none_or(|max| narrow.max().is_some_and(|length| length <= max));
        for contains in &narrow.contains {
            let contains = &contains.value;
            let within = self.implies(&contains.item, &rule.item);
            let around = self.implies_backwards(&contains.item, &rule.item);
            enough = enough || contains.min >= rule.min && within;
            let bounded = rule
                .max
                .is_none_or(|max| contains.max.is_some_and(|count| count <= max));
            few = few || bounded && around;
            are_distinct = are_distinct || !(within && around);
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
            // Other items that must be there may be the ones.
            false if are_distinct => Fit::Unknown,
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
