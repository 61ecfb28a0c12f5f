//! What holds for names that are not declared.

use super::annotations::Slot;
use super::frame::{Frame, SchemaSite, Side};
use super::pair::Fit;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Conjunct, Expr, ObjectRules, UndeclaredNames};

impl Frame<'_, '_> {
    pub fn undeclared(&mut self, old: &Conjunct, new: &Conjunct) {
        self.patterns(old, new);
        self.additional(old, new);
    }

    /// Compares `patternProperties`, pattern by pattern.
    fn patterns(&mut self, old: &Conjunct, new: &Conjunct) {
        let owners = (old.schema, new.schema);
        let (narrow, wide) = self.ordered(&old.object, &new.object);
        let patterns = |rules: &ObjectRules| -> Vec<String> {
            let all = rules.undeclared.iter().flat_map(|rule| &rule.patterns);
            let mut all: Vec<String> = all.map(|(pattern, _)| pattern.clone()).collect();
            all.sort();
            all.dedup();
            all
        };
        let (before, after) = (patterns(&old.object), patterns(&new.object));
        for pattern in &before {
            if after.contains(pattern) {
                let (a, b) = (
                    of_pattern(&old.object, pattern),
                    of_pattern(&new.object, pattern),
                );
                self.part(&a, &b, Slot::Optional, owners);
            } else {
                let fit = match self.direction.is_written() {
                    true => self.falls_to_others(narrow, wide, pattern),
                    false => self.names_fit(narrow, wide, pattern),
                };
                let gone = pattern_site(old, pattern);
                self.report(
                    ChangeCode::PatternPropertiesChanged,
                    fit,
                    gone,
                    SchemaSite::absent(new.schema),
                );
            }
        }
        for pattern in after.iter().filter(|pattern| !before.contains(pattern)) {
            let fit = match self.direction.is_written() {
                true => self.names_fit(narrow, wide, pattern),
                false => self.falls_to_others(narrow, wide, pattern),
            };
            let come = pattern_site(new, pattern);
            self.report(
                ChangeCode::PatternPropertiesChanged,
                fit,
                SchemaSite::absent(old.schema),
                come,
            );
        }
    }

    /// Whether what the narrow side has under names of a pattern fits what the wide side has without one.
    fn falls_to_others(&mut self, narrow: &ObjectRules, wide: &ObjectRules, pattern: &str) -> Fit {
        let additional = wide.additional();
        let side = self.wide_side();
        match self.fits_open(&of_pattern(narrow, pattern), &additional) {
            true => Fit::Yes,
            false if self.is_never(side, &additional) => Fit::No,
            false => Fit::Unknown,
        }
    }

    /// Whether what the narrow side has under names of a pattern of the wide side fits there.
    fn names_fit(&mut self, narrow: &ObjectRules, wide: &ObjectRules, pattern: &str) -> Fit {
        let rule = of_pattern(wide, pattern);
        if !self.fits_open(&narrow.additional(), &rule) {
            return Fit::No;
        }
        let patterns = narrow.undeclared.iter().flat_map(|rule| &rule.patterns);
        match patterns
            .collect::<Vec<_>>()
            .into_iter()
            .all(|(_, value)| self.fits_open(value, &rule))
        {
            true => Fit::Yes,
            false => Fit::Unknown,
        }
    }

    /// Compares the values of names that match no pattern.
    fn additional(&mut self, old: &Conjunct, new: &Conjunct) {
        let owners = (old.schema, new.schema);
        let (before, after) = (old.object.additional(), new.object.additional());
        let (narrow, wide) = self.ordered(&before, &after);
        let kinds = (self.kind(Side::Old, &before), self.kind(Side::New, &after));
        if kinds == (Kind::Schema, Kind::Schema) {
            self.part(&before, &after, Slot::Optional, owners);
            return;
        }
        if kinds.0 == kinds.1 {
            return;
        }
        let fit = Fit::of(self.fits_open(narrow, wide));
        let (old, new) = (additional_site(old, kinds.0), additional_site(new, kinds.1));
        self.report(ChangeCode::AdditionalPropertiesChanged, fit, old, new);
    }

    /// Whether values fit, where a side may say nothing.
    fn fits_open(&mut self, narrow: &Expr, wide: &Expr) -> bool {
        let wide_side = self.wide_side();
        let narrow_side = self.narrow_side();
        if self.is_any(wide_side, wide) || self.is_never(narrow_side, narrow) {
            return true;
        }
        !self.is_any(narrow_side, narrow) && self.fits(narrow, wide)
    }

    fn kind(&mut self, side: Side, value: &Expr) -> Kind {
        match () {
            () if self.is_any(side, value) => Kind::Open,
            () if self.is_never(side, value) => Kind::Closed,
            () => Kind::Schema,
        }
    }
}

/// What undeclared names may have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Open,
    Closed,
    Schema,
}

/// What the values of names of a pattern must be.
fn of_pattern(rules: &ObjectRules, pattern: &str) -> Expr {
    let all = rules.undeclared.iter().flat_map(|rule| &rule.patterns);
    let values = all
        .filter(|(other, _)| other == pattern)
        .map(|(_, value)| value);
    values.fold(Expr::any(), |all, value| all.and(value))
}

fn pattern_site<'p>(rules: &Conjunct, pattern: &'p str) -> SchemaSite<'p> {
    let has = |rule: &&UndeclaredNames| rule.patterns.iter().any(|(other, _)| other == pattern);
    let schema = rules
        .object
        .undeclared
        .iter()
        .find(has)
        .map_or(rules.schema, |rule| rule.schema);
    SchemaSite {
        schema,
        steps: vec!["patternProperties", pattern],
        text: Some(pattern.to_owned()),
    }
}

fn additional_site(rules: &Conjunct, kind: Kind) -> SchemaSite<'static> {
    let rule = rules
        .object
        .undeclared
        .iter()
        .find(|rule| !rule.additional.is_any());
    let text = match kind {
        Kind::Open => "any",
        Kind::Closed => "none",
        Kind::Schema => "a schema",
    };
    match rule {
        Some(rule) => {
            let keyword = if rule.unevaluated {
                "unevaluatedProperties"
            } else {
                "additionalProperties"
            };
            SchemaSite::keyword(rule.schema, keyword, text)
        }
        None => SchemaSite {
            text: Some(text.to_owned()),
            ..SchemaSite::absent(rules.schema)
        },
    }
}
