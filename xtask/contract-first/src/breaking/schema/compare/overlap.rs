//! Discriminators, and alternatives of which only one may hold.

use super::frame::{Frame, SchemaSite, Side};
use super::pair::Fit;
use super::unions::Unions;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Alternative, Expr, Tag, ValueType, ValueTypes};
use crate::model::description::SchemaId;

impl Frame<'_, '_> {
    /// Compares whether, and by which property, alternatives are distinguished.
    pub fn discriminators(&mut self, unions: &mut Unions<'_>) {
        let tag = |all: &[Alternative]| all.iter().find_map(|alternative| alternative.tag.clone());
        let (narrow_tag, wide_tag) = (tag(unions.narrow), tag(unions.wide));
        let site = |tag: &Tag, step: Option<&'static str>| SchemaSite {
            schema: tag.schema,
            steps: ["discriminator"].into_iter().chain(step).collect(),
            text: Some(tag.property.clone()),
        };
        let (added, removed) = (
            ChangeCode::DiscriminatorAdded,
            ChangeCode::DiscriminatorRemoved,
        );
        let code = |has: Side| if has == Side::New { added } else { removed };
        match (narrow_tag, wide_tag) {
            (Some(narrow_tag), Some(wide_tag)) if narrow_tag.property != wide_tag.property => {
                let step = Some("propertyName");
                let (old, new) = self.ordered(site(&narrow_tag, step), site(&wide_tag, step));
                self.report(ChangeCode::DiscriminatorChanged, Fit::No, old, new);
            }
            (Some(narrow_tag), None) => {
                let (old, new) = self.ordered(
                    site(&narrow_tag, None),
                    SchemaSite::absent(unions.schemas.1),
                );
                self.report(code(self.narrow_side()), Fit::Yes, old, new);
            }
            (None, Some(wide_tag)) => {
                let objects = unions.narrow.iter().filter(|alternative| {
                    alternative.rules.types.value.contains(ValueType::Object)
                });
                let is_discriminated = objects.collect::<Vec<_>>().iter().all(|object| {
                    self.discriminator_values(object, &wide_tag.property)
                        .is_some()
                });
                let (old, new) =
                    self.ordered(SchemaSite::absent(unions.schemas.0), site(&wide_tag, None));
                self.report(code(self.wide_side()), Fit::of(is_discriminated), old, new);
            }
            _ => {}
        }
    }

    /// The only values of a property that an alternative of the narrow side requires.
    fn discriminator_values(
        &mut self,
        alternative: &Alternative,
        property: &str,
    ) -> Option<Vec<String>> {
        let rules = &alternative.rules.object;
        if !rules.requires(property) {
            return None;
        }
        let side = self.narrow_side();
        let shape = self.shape_of(side, &rules.value_of(property));
        let mut values = Vec::new();
        for alternative in &shape.alternatives {
            let listed = alternative
                .rules
                .values_of(ValueTypes::one(ValueType::String))?;
            if alternative.rules.types.value != ValueTypes::one(ValueType::String) {
                return None;
            }
            values.extend(
                listed
                    .iter()
                    .filter_map(|value| value.as_str().map(str::to_owned)),
            );
        }
        Some(values)
    }

    /// Pairs an alternative with those that the same values of a discriminator mean.
    pub fn by_tag(&mut self, unions: &mut Unions<'_>, at: usize, candidates: &[usize]) -> bool {
        let alternative = &unions.narrow[at];
        let tags = candidates.iter().map(|at| &unions.wide[*at].tag);
        let Some(wide_tag) = tags.flatten().next().cloned() else {
            return false;
        };
        let Some(values) = self.values_of_tag(alternative, &wide_tag.property) else {
            return false;
        };
        let mut counterparts: Vec<usize> = Vec::new();
        for value in &values {
            let means = |at: &&usize| is_known(&unions.wide[**at], value);
            let found: Vec<_> = candidates.iter().filter(means).collect();
            if found.is_empty() {
                self.tag_value(value, alternative.tag.as_deref(), &wide_tag, Fit::No);
            }
            // Alternatives of the same schema are alike; the one that it fits is meant.
            for at in found {
                if !counterparts.contains(at) {
                    counterparts.push(*at);
                }
            }
        }
        let types = alternative.rules.types.value;
        let fitting = match counterparts.len() {
            0 | 1 => None,
            _ => counterparts.iter().copied().find(|at| {
                let wide = &unions.wide[*at];
                let both = types.and(wide.rules.types.value);
                let attempt = self.attempt(|frame| frame.pair_up(alternative, wide, both));
                self.holds(&attempt)
            }),
        };
        let by_value = values.len() > 1;
        for at in &counterparts {
            unions.uses(*at, types);
            let only_one = fitting.is_some_and(|fitting| fitting != *at) && !by_value;
            if !only_one {
                let wide = &unions.wide[*at];
                self.pair_up(alternative, wide, types.and(wide.rules.types.value));
            }
        }
        for at in counterparts {
            self.new_values_of_tag(unions, alternative, &unions.wide[at]);
        }
        true
    }

    /// The values of a discriminator, `property`, that mean an alternative of the narrow side.
    fn values_of_tag(&mut self, alternative: &Alternative, property: &str) -> Option<Vec<String>> {
        match &alternative.tag {
            Some(tag) if tag.property == property => Some(tag.values.clone()),
            Some(_) => None,
            None => self.discriminator_values(alternative, property),
        }
    }

    /// Reports the values of a discriminator that are new on the wide side.
    fn new_values_of_tag(
        &mut self,
        unions: &Unions<'_>,
        alternative: &Alternative,
        wide: &Alternative,
    ) {
        let (Some(narrow_tag), Some(tag)) = (alternative.tag.as_deref(), wide.tag.as_deref())
        else {
            return;
        };
        for value in &tag.values {
            let mut narrow = unions.narrow.iter();
            if !narrow.any(|alternative| is_known(alternative, value)) {
                self.tag_value(value, Some(narrow_tag), tag, Fit::Yes);
            }
        }
    }

    /// A value of a discriminator that one side does not know.
    fn tag_value(&mut self, value: &str, narrow: Option<&Tag>, wide: &Tag, fit: Fit) {
        let known_by_narrow = fit == Fit::No;
        let known = |schema| SchemaSite {
            schema,
            steps: vec!["discriminator", "mapping", value],
            text: Some(value.to_owned()),
        };
        let unknown = |schema| SchemaSite {
            steps: vec!["discriminator"],
            ..SchemaSite::absent(schema)
        };
        let narrow_site = match narrow {
            Some(narrow) if known_by_narrow => known(narrow.schema),
            Some(narrow) => unknown(narrow.schema),
            None => return,
        };
        let wide_site = if known_by_narrow {
            unknown(wide.schema)
        } else {
            known(wide.schema)
        };
        let (side, _) = self.ordered(Side::Old, Side::New);
        let in_old = (side == Side::Old) == known_by_narrow;
        let code = if in_old {
            ChangeCode::DiscriminatorValueRemoved
        } else {
            ChangeCode::DiscriminatorValueAdded
        };
        let (old, new) = self.ordered(narrow_site, wide_site);
        self.report(code, fit, old, new);
    }

    /// The other branches of the `oneOf`s that an alternative of the narrow side is a branch of.
    fn branches_beside(&mut self, alternative: &Alternative) -> Vec<Expr> {
        let side = self.narrow_side();
        let normaliser = self.normaliser(side);
        let mut beside = Vec::new();
        for choice in &alternative.choices {
            let branches = normaliser.keywords(choice.union).one_of.iter().flatten();
            let others = branches
                .enumerate()
                .filter(|(at, _)| choice.branch.is_some_and(|branch| branch != *at));
            beside.extend(others.map(|(_, branch)| Expr::schema(*branch)));
        }
        beside
    }

    /// Finds the branch of a `oneOf` that values may fit beside the one that they are to fit: they are refused.
    pub fn overlap(
        &mut self,
        unions: &Unions<'_>,
        at: usize,
        counterpart: usize,
        types: ValueTypes,
    ) -> Option<SchemaId> {
        let alternative = &unions.narrow[at];
        let chosen = &unions.wide[counterpart];
        for other in unions.wide.iter().filter(|other| chosen.excludes(other)) {
            if other.rules.types.value.and(types).is_empty()
                || self.are_disjoint(alternative, other)
            {
                continue;
            }
            // What fits the other branch was refused before as well: it fits a branch beside this one. That no branch beside the other
            // one holds is not known here.
            let side = self.wide_side();
            let other_values = Alternative {
                choices: Vec::new(),
                ..other.clone()
            };
            let other_values = self.expr_of(side, &other_values);
            let refused_before = self
                .branches_beside(alternative)
                .into_iter()
                .any(|branch| self.implies_backwards(&branch, &other_values));
            if !refused_before {
                return Some(other.schema);
            }
        }
        None
    }
}

/// Whether a value of a discriminator means an alternative.
fn is_known(alternative: &Alternative, value: &String) -> bool {
    let tag = alternative.tag.as_ref();
    tag.is_some_and(|tag| tag.values.contains(value))
}
