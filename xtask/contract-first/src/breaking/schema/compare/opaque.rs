//! `not`, `if` and what else is compared as a whole.

use super::frame::{Frame, SchemaSite};
use super::pair::Fit;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Alternative, Conjunct, Expr, Opaque, OpaqueKind, ValueTypes};

impl Frame<'_, '_> {
    pub fn opaque_rules(&mut self, old: &Conjunct, new: &Conjunct, types: ValueTypes) {
        let mut unmatched: Vec<&Opaque> = new.opaque.iter().collect();
        let mut gone = Vec::new();
        for rule in &old.opaque {
            match unmatched
                .iter()
                .position(|other| self.is_same_rule(rule, other))
            {
                Some(at) => drop(unmatched.remove(at)),
                None => gone.push(rule),
            }
        }
        let (narrow, _) = self.ordered(old, new);
        let (narrow_rules, rules) = self.ordered(gone.clone(), unmatched.clone());
        let mut narrow = narrow.clone();
        narrow.types.value = narrow.types.value.and(types);
        for code in [
            ChangeCode::NotChanged,
            ChangeCode::ConditionChanged,
            ChangeCode::UnevaluatedChanged,
            ChangeCode::Undecided,
        ] {
            let of = |rules: &[&Opaque]| -> Vec<Opaque> {
                rules
                    .iter()
                    .filter(|rule| code_of(rule) == code)
                    .map(|rule| (*rule).clone())
                    .collect()
            };
            let (narrow_rules, rules) = (of(&narrow_rules), of(&rules));
            if narrow_rules.is_empty() && rules.is_empty() {
                continue;
            }
            let fits = rules
                .iter()
                .map(|rule| self.rule_fits(&narrow, &narrow_rules, rule))
                .collect::<Vec<_>>();
            let fit = fits.into_iter().fold(Fit::Yes, Fit::and);
            let site = |rules: Vec<Opaque>, owner| match rules.first() {
                Some(rule) => SchemaSite::keyword(rule.schema, keyword(rule), "a schema"),
                None => SchemaSite::absent(owner),
            };
            let (old_site, new_site) = (
                site(of(&gone), old.schema),
                site(of(&unmatched), new.schema),
            );
            self.report(code, fit, old_site, new_site);
        }
    }

    /// Whether two rules say the same.
    fn is_same_rule(&mut self, old: &Opaque, new: &Opaque) -> bool {
        match (&old.kind, &new.kind) {
            (OpaqueKind::Not(old), OpaqueKind::Not(new)) => self.is_equal(old, new),
            (
                OpaqueKind::Condition {
                    condition: a,
                    then: b,
                    otherwise: c,
                },
                OpaqueKind::Condition {
                    condition: d,
                    then: e,
                    otherwise: f,
                },
            ) => self.is_equal(a, d) && self.is_equal(b, e) && self.is_equal(c, f),
            (OpaqueKind::Unevaluated, OpaqueKind::Unevaluated)
            | (OpaqueKind::Unbounded, OpaqueKind::Unbounded) => {
                self.graph.congruence.same(old.schema, new.schema)
            }
            _ => false,
        }
    }

    /// Whether two expressions accept the same.
    fn is_equal(&mut self, old: &Expr, new: &Expr) -> bool {
        if old.is_any() || new.is_any() {
            return old.is_any() && new.is_any();
        }
        if self.is_same_schema(old, new) {
            return true;
        }
        let (narrow, wide) = self.ordered(old, new);
        self.implies(narrow, wide) && self.implies_backwards(narrow, wide)
    }

    /// Whether values of the narrow side fit a rule of the wide side that the narrow side does not have.
    fn rule_fits(&mut self, narrow: &Conjunct, narrow_rules: &[Opaque], rule: &Opaque) -> Fit {
        match &rule.kind {
            OpaqueKind::Not(refused) => {
                let shape = {
                    let side = self.wide_side();
                    self.shape_of(side, refused)
                };
                let alternative = Alternative {
                    mentioning: self.mentioning.clone(),
                    ..Alternative::of(narrow.clone())
                };
                let apart = shape
                    .alternatives
                    .iter()
                    .all(|other| self.are_disjoint(&alternative, other));
                // What is refused here was refused before.
                let refused_before =
                    narrow_rules
                        .iter()
                        .any(|narrow_rule| match &narrow_rule.kind {
                            OpaqueKind::Not(narrow_refused) => {
                                self.implies_backwards(narrow_refused, refused)
                            }
                            _ => false,
                        });
                if apart || refused_before {
                    Fit::Yes
                } else {
                    Fit::Unknown
                }
            }
            OpaqueKind::Condition {
                condition,
                then,
                otherwise,
            } => {
                for narrow_rule in narrow_rules {
                    if let OpaqueKind::Condition {
                        condition: narrow_condition,
                        then: narrow_then,
                        otherwise: narrow_otherwise,
                    } = &narrow_rule.kind
                    {
                        let (old, new) = self.ordered(narrow_condition, condition);
                        if self.is_equal(old, new) {
                            let then_fits = self.branch_fits(narrow, narrow_then, then);
                            let otherwise_fits =
                                self.branch_fits(narrow, narrow_otherwise, otherwise);
                            if then_fits && otherwise_fits {
                                return Fit::Yes;
                            }
                        }
                    }
                }
                let any = Expr::any();
                match self.branch_fits(narrow, &any, then)
                    && self.branch_fits(narrow, &any, otherwise)
                {
                    true => Fit::Yes,
                    false => Fit::Unknown,
                }
            }
            OpaqueKind::Unevaluated | OpaqueKind::Unbounded => Fit::Unknown,
        }
    }

    /// Whether what fits one branch of a condition fits another.
    fn branch_fits(&mut self, narrow: &Conjunct, narrow_branch: &Expr, wide: &Expr) -> bool {
        if wide.is_any() {
            return true;
        }
        let mut rules = narrow.clone();
        rules.opaque.clear();
        let side = self.narrow_side();
        let value = self.expr_of(side, &Alternative::of(rules));
        self.implies(&value.and(narrow_branch), wide)
    }
}

fn code_of(rule: &Opaque) -> ChangeCode {
    match rule.kind {
        OpaqueKind::Not(_) => ChangeCode::NotChanged,
        OpaqueKind::Condition { .. } => ChangeCode::ConditionChanged,
        OpaqueKind::Unevaluated => ChangeCode::UnevaluatedChanged,
        OpaqueKind::Unbounded => ChangeCode::Undecided,
    }
}

fn keyword(rule: &Opaque) -> &'static str {
    match rule.kind {
        OpaqueKind::Not(_) => "not",
        OpaqueKind::Condition { .. } => "if",
        OpaqueKind::Unevaluated => "unevaluatedProperties",
        OpaqueKind::Unbounded => "allOf",
    }
}
