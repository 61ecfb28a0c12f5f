//! Alternatives against alternatives.

use std::cmp::Reverse;

use super::annotations::Slot;
use super::frame::{Frame, LocalChanges, SchemaSite, Side};
use super::pair::{Fit, Pair, Question};
use super::rules::words;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Alternative, Atom, Expr, Shape, ValueType, ValueTypes};
use crate::model::description::SchemaId;

/// The alternatives of both sides.
pub struct Unions<'s> {
    pub narrow: &'s [Alternative],
    pub wide: &'s [Alternative],
    /// The schemas that stand for both, of the narrow side first.
    pub schemas: (SchemaId, SchemaId),
    /// The types of each alternative of the wide side that something of the narrow side fits.
    pub used: Vec<ValueTypes>,
}

impl Unions<'_> {
    /// Whether a branch of a `oneOf` that is not a candidate may refuse what fits a candidate.
    fn refuses_beside(&self, open: &Open) -> bool {
        let others = self.wide.iter().enumerate().filter(|(at, one)| {
            !open.candidates.contains(at) && !one.rules.types.value.and(open.types).is_empty()
        });
        let mut others = others.map(|(_, alternative)| alternative);
        let candidates: Vec<_> = open.candidates.iter().map(|at| &self.wide[*at]).collect();
        others.any(|other| candidates.iter().any(|candidate| candidate.excludes(other)))
    }

    pub fn uses(&mut self, at: usize, types: ValueTypes) {
        self.used[at] = self.used[at].or(types);
    }
}

/// What is left to find a place for: an alternative of the narrow side, in some of its types.
struct Open {
    at: usize,
    types: ValueTypes,
    candidates: Vec<usize>,
}

impl Open {
    /// The candidates that nothing fits so far.
    fn free(&self, unions: &Unions<'_>) -> Vec<usize> {
        let candidates = self.candidates.iter().copied();
        candidates
            .filter(|at| unions.used[*at].and(self.types).is_empty())
            .collect()
    }
}

/// An alternative that another one fits.
struct Found {
    at: usize,
    attempt: LocalChanges,
    /// Another branch that values may fit too.
    overlap: Option<SchemaId>,
}

impl Frame<'_, '_> {
    pub fn unions(&mut self, old: &Shape, new: &Shape, pair: &Pair) {
        let old_schema = self.graph.old.representative(&pair.old);
        let new_schema = self.graph.new.representative(&pair.new);
        let (narrow, wide) = self.ordered(old, new);
        let missing = narrow.types().without(wide.types());
        if old.types() != new.types() {
            let text = |shape: &Shape| words(shape.types(), is_integer(shape));
            let (old, new) = ((old_schema, text(old)), (new_schema, text(new)));
            self.types(old, new, Fit::of(missing.is_empty()));
        }
        let mut unions = Unions {
            narrow: &narrow.alternatives,
            wide: &wide.alternatives,
            schemas: self.ordered(old_schema, new_schema),
            used: vec![ValueTypes::NONE; wide.alternatives.len()],
        };
        self.discriminators(&mut unions);
        let mut failed = Vec::new();
        for at in 0..unions.narrow.len() {
            for open in candidates(&unions, at) {
                if !self.find(&mut unions, &open) {
                    failed.push(open);
                }
            }
        }
        self.use_repeated(&mut unions);
        failed.sort_by_key(|open| Reverse(likeness(&unions, open)));
        for open in failed {
            self.explain(&mut unions, &open);
        }
        self.unused(&unions, narrow.types());
    }

    /// Finds what an alternative fits, and keeps how it differs from that.
    fn find(&mut self, unions: &mut Unions<'_>, open: &Open) -> bool {
        let narrow = &unions.narrow[open.at];
        if self.by_tag(unions, open.at, &open.candidates) {
            return true;
        }
        let rivals = unions
            .narrow
            .iter()
            .filter(|alternative| !alternative.rules.types.value.and(open.types).is_empty());
        let refuses = unions.refuses_beside(open);
        if let [only] = open.candidates[..]
            && rivals.count() == 1
            && !refuses
        {
            unions.uses(only, open.types);
            self.pair_up(narrow, &unions.wide[only], open.types);
            return true;
        }
        if let Some(found) = self.best(unions, open) {
            unions.uses(found.at, open.types);
            self.accept(found.attempt);
            if let Some(other) = found.overlap {
                let (old, new) =
                    self.ordered(SchemaSite::absent(narrow.schema), SchemaSite::absent(other));
                self.report(ChangeCode::AlternativesOverlap, Fit::Unknown, old, new);
            }
            return true;
        }
        let candidates: Vec<&Alternative> =
            open.candidates.iter().map(|at| &unions.wide[*at]).collect();
        if !refuses && self.is_covered(narrow, &candidates, open.types, 0) {
            for candidate in &open.candidates {
                unions.uses(*candidate, open.types);
            }
            let (old, new) = self.ordered(
                SchemaSite::absent(narrow.schema),
                SchemaSite::absent(unions.schemas.1),
            );
            self.report(ChangeCode::AlternativesRearranged, Fit::Yes, old, new);
            return true;
        }
        false
    }

    /// The alternative that another fits: one that no other branch excludes, and one that is equal, where there is such a one.
    fn best(&mut self, unions: &Unions<'_>, open: &Open) -> Option<Found> {
        let narrow = &unions.narrow[open.at];
        let mut best: Option<Found> = None;
        for at in in_order(unions, open) {
            let wide = &unions.wide[at];
            let attempt = self.attempt(|frame| frame.pair_up(narrow, wide, open.types));
            let equal = attempt.changes.is_empty() && attempt.parts.is_empty();
            let better = |best: &Found| best.overlap.is_some() || equal;
            if best.as_ref().is_some_and(|best| !better(best)) || !equal && !self.holds(&attempt) {
                continue;
            }
            let overlap = self.overlap(unions, open.at, at, open.types);
            let worse = |best: &Found| overlap.is_some() && best.overlap.is_none();
            if best.as_ref().is_some_and(worse) {
                continue;
            }
            let done =
                overlap.is_none() && (equal || narrow.name.is_some() && narrow.name == wide.name);
            best = Some(Found {
                at,
                attempt,
                overlap,
            });
            if done {
                break;
            }
        }
        best
    }

    /// Tells why an alternative fits nothing: how it differs from its counterpart, or that it has none.
    fn explain(&mut self, unions: &mut Unions<'_>, open: &Open) {
        let narrow = &unions.narrow[open.at];
        let free = open.free(unions);
        let named = open
            .candidates
            .iter()
            .copied()
            .find(|at| narrow.name.is_some() && narrow.name == unions.wide[*at].name);
        let is_alike = |at: &usize| are_alike(narrow, &unions.wide[*at], open.types);
        let counterpart = named
            .or_else(|| free.iter().copied().find(|at| *at == open.at))
            .or(match free[..] {
                [only] => Some(only),
                _ => None,
            })
            .filter(|at| named.is_some() || is_alike(at));
        if let Some(counterpart) = counterpart {
            let wide = &unions.wide[counterpart];
            let attempt = self.attempt(|frame| frame.pair_up(narrow, wide, open.types));
            unions.uses(counterpart, open.types);
            if !self.holds(&attempt) {
                self.accept(attempt);
                return;
            }
        }
        let name = narrow
            .name
            .as_ref()
            .map_or_else(|| "an alternative".to_owned(), |name| name.to_string());
        let mine = SchemaSite {
            text: Some(name),
            ..SchemaSite::absent(narrow.schema)
        };
        let code = match self.narrow_side() {
            Side::Old => ChangeCode::AlternativeRemoved,
            Side::New => ChangeCode::AlternativeAdded,
        };
        let (old, new) = self.ordered(mine, SchemaSite::absent(unions.schemas.1));
        self.report(code, Fit::No, old, new);
    }

    /// Alternatives of the wide side that nothing needs.
    fn unused(&mut self, unions: &Unions<'_>, types: ValueTypes) {
        let code = match self.narrow_side() {
            Side::Old => ChangeCode::AlternativeAdded,
            Side::New => ChangeCode::AlternativeRemoved,
        };
        for (wide, used) in unions.wide.iter().zip(&unions.used) {
            if wide.rules.types.value.and(types).without(*used).is_empty() {
                continue;
            }
            let name = wide
                .name
                .as_ref()
                .map_or_else(|| "an alternative".to_owned(), |name| name.to_string());
            let mine = SchemaSite {
                text: Some(name),
                ..SchemaSite::absent(wide.schema)
            };
            let (old, new) = self.ordered(SchemaSite::absent(unions.schemas.0), mine);
            self.report(code, Fit::Yes, old, new);
        }
    }

    /// Of several alternatives that are written alike, one is used; so are the others.
    fn use_repeated(&mut self, unions: &mut Unions<'_>) {
        for at in 0..unions.wide.len() {
            let wide = &unions.wide[at];
            let is_known = unions.used[at].is_empty()
                && unions.narrow.iter().any(|alternative| {
                    let (old, new) = self.ordered(alternative.schema, wide.schema);
                    alternative.name == wide.name && self.graph.congruence.same(old, new)
                });
            if is_known {
                unions.uses(at, wide.rules.types.value);
            }
        }
    }

    /// Compares two alternatives in some of their types: as schemas where they are that.
    pub fn pair_up(&mut self, narrow: &Alternative, wide: &Alternative, types: ValueTypes) {
        let all = narrow.rules.types.value == types && wide.rules.types.value == types;
        if let (Some(narrow_atom), Some(wide_atom)) = (narrow.atom, wide.atom)
            && all
            && (self.is_same_atom(narrow_atom, wide_atom) || !self.is_about_mentioned(narrow, wide))
        {
            let owners = (narrow.schema, wide.schema);
            self.part_of(
                &Expr::atom(narrow_atom),
                &Expr::atom(wide_atom),
                Slot::Present,
                owners,
            );
            return;
        }
        let (old, new) = self.ordered(narrow, wide);
        self.alternatives(old, new, Some(types));
    }

    fn is_same_atom(&mut self, narrow: Atom, wide: Atom) -> bool {
        let (old, new) = self.ordered(Expr::atom(narrow), Expr::atom(wide));
        self.is_same_schema(&old, &new)
    }

    /// Whether an alternative has rules for names that the other does not have, but a schema beside it mentions.
    fn is_about_mentioned(&mut self, narrow: &Alternative, wide: &Alternative) -> bool {
        if narrow.mentioning.is_empty() || self.question == Question::Values {
            return false;
        }
        let (narrow_object, rules) = (&narrow.rules.object, &wide.rules.object);
        let named = rules.properties.keys();
        let named = named.chain(rules.dependent_required.keys());
        let mut beside = named
            .chain(rules.dependent_schemas.keys())
            .filter(|name| !narrow_object.properties.contains_key(*name));
        !wide.rules.opaque.is_empty()
            || beside.any(|name| self.is_mentioned(&narrow.mentioning, name))
    }
}

/// How many properties an alternative has in common with one of the wide side that nothing fits: the likeliest counterpart.
fn likeness(unions: &Unions<'_>, open: &Open) -> usize {
    let narrow = &unions.narrow[open.at];
    let free = open.free(unions).into_iter();
    let shared = free.map(|at| shared_properties(narrow, &unions.wide[at]));
    shared.max().unwrap_or_default()
}

/// Whether one may have become the other: objects that have nothing in common have not.
fn are_alike(narrow: &Alternative, wide: &Alternative, types: ValueTypes) -> bool {
    let count = |alternative: &Alternative| alternative.rules.object.properties.len();
    let most = count(narrow).max(count(wide));
    !types.contains(ValueType::Object) || shared_properties(narrow, wide) * 2 >= most
}

fn shared_properties(one: &Alternative, other: &Alternative) -> usize {
    let names = one.rules.object.properties.keys();
    let others = &other.rules.object.properties;
    names.filter(|name| others.contains_key(*name)).count()
}

/// What an alternative may fit, by its types.
fn candidates(unions: &Unions<'_>, at: usize) -> Vec<Open> {
    let mut open: Vec<Open> = Vec::new();
    let narrow = &unions.narrow[at];
    for kind in narrow.rules.types.value.iter() {
        let has_type = |wide: &Alternative| wide.rules.types.value.contains(kind);
        // Of an object that the other side has by the same name, it is the promise: an open alternative beside it, such as the
        // `type: object, nullable: true` that means null, says nothing of the properties.
        let namesake = match kind {
            ValueType::Object => unions
                .wide
                .iter()
                .find(|wide| narrow.name.is_some() && narrow.name == wide.name && has_type(wide)),
            _ => None,
        };
        let mentions_all = |wide: &Alternative| {
            namesake.is_none_or(|namesake| {
                let mut names = namesake.rules.object.properties.keys();
                names.all(|name| wide.rules.object.mentions(name))
            })
        };
        let candidates: Vec<usize> = unions
            .wide
            .iter()
            .enumerate()
            .filter(|(_, wide)| has_type(wide) && mentions_all(wide))
            .map(|(at, _)| at)
            .collect();
        if candidates.is_empty() {
            continue;
        }
        match open.iter_mut().find(|open| open.candidates == candidates) {
            Some(open) => open.types = open.types.with(kind),
            None => open.push(Open {
                at,
                types: ValueTypes::one(kind),
                candidates,
            }),
        }
    }
    open
}

/// The candidates, the likeliest first.
fn in_order(unions: &Unions<'_>, open: &Open) -> Vec<usize> {
    let narrow = &unions.narrow[open.at];
    let mut candidates = open.candidates.clone();
    candidates.sort_by_key(|at| {
        let named = narrow.name.is_some() && narrow.name == unions.wide[*at].name;
        (!named, *at != open.at)
    });
    candidates
}

fn is_integer(shape: &Shape) -> bool {
    let mut numbers = shape
        .alternatives
        .iter()
        .filter(|alternative| alternative.rules.types.value.contains(ValueType::Number));
    numbers.all(|alternative| alternative.rules.number.integer.is_some())
}

#[cfg(test)]
mod tests;
