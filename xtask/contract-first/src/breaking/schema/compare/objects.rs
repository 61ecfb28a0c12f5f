//! Rules of objects, but for the values of their properties.

use std::collections::BTreeSet;

use super::annotations::Slot;
use super::frame::{Frame, SchemaSite, Side};
use super::pair::Fit;
use super::rules::BoundCodes;
use crate::breaking::schema::change::ChangeCode;
use crate::breaking::schema::shape::{Alternative, Conjunct, Expr, ObjectRules, Sourced};
use crate::model::description::SchemaId;

const MIN_PROPERTIES: BoundCodes = BoundCodes {
    raised: ChangeCode::MinPropertiesRaised,
    lowered: ChangeCode::MinPropertiesLowered,
};
const MAX_PROPERTIES: BoundCodes = BoundCodes {
    raised: ChangeCode::MaxPropertiesRaised,
    lowered: ChangeCode::MaxPropertiesLowered,
};

impl Frame<'_, '_> {
    pub fn objects(&mut self, old: &Conjunct, new: &Conjunct) {
        self.properties(old, new);
        self.undeclared(old, new);
        self.property_names(old, new);
        self.property_counts(old, new);
        self.dependent_required(old, new);
        self.dependent_schemas(old, new);
    }

    fn property_names(&mut self, old: &Conjunct, new: &Conjunct) {
        if let ([before], [after]) = (old.object.names.as_slice(), new.object.names.as_slice()) {
            self.part(
                &before.value,
                &after.value,
                Slot::Present,
                (old.schema, new.schema),
            );
            return;
        }
        let (narrow, wide) = self.ordered(&old.object, &new.object);
        let side = self.narrow_side();
        let mut fit = Fit::Yes;
        for rule in &wide.names {
            let mut fits = false;
            for name in &narrow.names {
                fits = fits || self.fits(&name.value, &rule.value);
            }
            if !fits {
                fits = self.is_closed(side, narrow) && self.all_names_fit(narrow, &rule.value);
            }
            fit = fit.and(match fits {
                true => Fit::Yes,
                false if narrow.names.is_empty() => Fit::No,
                false => Fit::Unknown,
            });
        }
        let same = old.object.names.len() == new.object.names.len() && {
            let pairs: Vec<_> = old.object.names.iter().zip(&new.object.names).collect();
            pairs
                .into_iter()
                .all(|(old, new)| self.is_same_schema(&old.value, &new.value))
        };
        if !same {
            let site = |rules: &Conjunct| match rules.object.names.first() {
                Some(rule) => SchemaSite::keyword(rule.schema, "propertyNames", "a schema"),
                None => SchemaSite::absent(rules.schema),
            };
            self.report(ChangeCode::PropertyNamesChanged, fit, site(old), site(new));
        }
    }

    pub fn is_same_schema(&mut self, old: &Expr, new: &Expr) -> bool {
        let schemas = old.only_schema().zip(new.only_schema());
        schemas.is_some_and(|(old, new)| self.graph.congruence.same(old, new))
    }

    fn all_names_fit(&mut self, rules: &ObjectRules, names: &Expr) -> bool {
        let wide = self.wide_side();
        let shape = self.shape_of(wide, names);
        let mut declared = rules.properties.keys();
        declared.all(|name| self.accepts(wide, &shape, &name.as_str().into()) == Fit::Yes)
    }

    /// Whether there are no properties but the declared ones.
    pub fn is_closed(&mut self, side: Side, rules: &ObjectRules) -> bool {
        let patterns = rules
            .undeclared
            .iter()
            .any(|rule| !rule.patterns.is_empty());
        !patterns && self.is_never(side, &rules.additional())
    }

    fn property_counts(&mut self, old: &Conjunct, new: &Conjunct) {
        let (narrow, wide) = self.ordered(&old.object, &new.object);
        let side = self.narrow_side();
        let count = |bound: Option<Sourced<u64>>| bound.map(|bound| bound.value);
        let mut present = 0;
        for name in narrow.required.keys() {
            let value = narrow.value_of(name);
            present += u64::from(self.hidden(side, &value).is_none());
        }
        let least = count(narrow.min_properties).unwrap_or(0).max(present);
        let most = match self.is_closed(side, narrow) {
            true => Some(narrow.properties.len() as u64),
            false => None,
        };
        let most = count(narrow.max_properties).into_iter().chain(most).min();
        let min = Fit::of(count(wide.min_properties).unwrap_or(0) <= least);
        let max = count(wide.max_properties);
        let max = Fit::of(max.is_none_or(|max| most.is_some_and(|most| most <= max)));
        let (before, after) = (&old.object, &new.object);
        let owners = (old.schema, new.schema);
        self.count(
            "minProperties",
            MIN_PROPERTIES,
            (before.min_properties, owners.0),
            (after.min_properties, owners.1),
            min,
        );
        self.count(
            "maxProperties",
            MAX_PROPERTIES,
            (before.max_properties, owners.0),
            (after.max_properties, owners.1),
            max,
        );
    }

    /// Whether values of the narrow side have a property at all, as far as they mention it.
    fn occurs(&mut self, rules: &ObjectRules, name: &str) -> bool {
        let side = self.narrow_side();
        match rules.properties.get(name) {
            Some(property) => {
                self.hidden(side, &property.value).is_none()
                    && !self.is_never(side, &property.value)
            }
            None => {
                let value = rules.value_of_undeclared(name);
                // What depends on a name mentions it.
                let mentioning = self.mentioning.clone();
                let is_named = rules.dependent_schemas.contains_key(name)
                    || rules.dependent_required.contains_key(name)
                    || self.is_mentioned(&mentioning, name);
                rules.requires(name)
                    || (is_named || !value.is_any()) && !self.is_never(side, &value)
            }
        }
    }

    fn dependent_required(&mut self, old: &Conjunct, new: &Conjunct) {
        let (narrow, wide) = self.ordered(&old.object, &new.object);
        let names: BTreeSet<&String> = old
            .object
            .dependent_required
            .keys()
            .chain(new.object.dependent_required.keys())
            .collect();
        for name in names {
            let before = old.object.dependent_required.get(name);
            let after = new.object.dependent_required.get(name);
            if before.map(|rule| &rule.value) == after.map(|rule| &rule.value) {
                continue;
            }
            let fit = match wide.dependent_required.get(name) {
                Some(rule) if self.occurs(narrow, name) => {
                    let mut present = present_with(narrow, name);
                    let side = self.narrow_side();
                    for rule in narrow.dependent_schemas.get(name).into_iter().flatten() {
                        let shape = self.shape_of(side, &rule.value);
                        if let [only] = shape.alternatives.as_slice() {
                            present.extend(only.rules.object.required.keys().cloned());
                        }
                    }
                    Fit::of(rule.value.iter().all(|name| present.contains(name)))
                }
                _ => Fit::Yes,
            };
            let site = |rule: Option<&Sourced<BTreeSet<String>>>, owner| match rule {
                Some(rule) => SchemaSite {
                    schema: rule.schema,
                    steps: vec!["dependentRequired", name],
                    text: Some(rule.value.iter().cloned().collect::<Vec<_>>().join(", ")),
                },
                None => SchemaSite::absent(owner),
            };
            let (old, new) = (site(before, old.schema), site(after, new.schema));
            self.report(ChangeCode::DependentRequiredChanged, fit, old, new);
        }
    }

    fn dependent_schemas(&mut self, old: &Conjunct, new: &Conjunct) {
        let (narrow, _) = self.ordered(old, new);
        let names: BTreeSet<&String> = old
            .object
            .dependent_schemas
            .keys()
            .chain(new.object.dependent_schemas.keys())
            .collect();
        for name in names {
            let of = |rules: &Conjunct| {
                let rules = rules.object.dependent_schemas.get(name)?;
                let value = rules
                    .iter()
                    .fold(Expr::any(), |all, rule| all.and(&rule.value));
                Some((rules.first()?.schema, value))
            };
            let (before, after) = (of(old), of(new));
            if let (Some(before), Some(after)) = (&before, &after)
                && self.is_same_schema(&before.1, &after.1)
            {
                continue;
            }
            let (narrow_rule, rule) = self.ordered(&before, &after);
            let fit = match rule {
                Some((_, rule)) if self.occurs(&narrow.object, name) => {
                    let narrow_values = narrow_rule
                        .as_ref()
                        .map_or_else(Expr::any, |(_, values)| values.clone());
                    let mut present = narrow.clone();
                    present
                        .object
                        .required
                        .entry(name.clone())
                        .or_insert(narrow.schema);
                    present.object.dependent_schemas.remove(name);
                    present.object.require_dependents();
                    let side = self.narrow_side();
                    let present = self.expr_of(side, &Alternative::of(present));
                    let fits = self.implies(&present.and(&narrow_values), rule);
                    if fits {
                        Fit::Yes
                    } else if narrow_values.is_any() {
                        Fit::No
                    } else {
                        Fit::Unknown
                    }
                }
                _ => Fit::Yes,
            };
            let site = |rule: &Option<(SchemaId, Expr)>, owner| match rule {
                Some((schema, _)) => SchemaSite {
                    schema: *schema,
                    steps: vec!["dependentSchemas", name],
                    text: Some("a schema".to_owned()),
                },
                None => SchemaSite::absent(owner),
            };
            let (old, new) = (site(&before, old.schema), site(&after, new.schema));
            self.report(ChangeCode::DependentSchemasChanged, fit, old, new);
        }
    }
}

/// The properties that are there whenever one is.
fn present_with(rules: &ObjectRules, name: &str) -> BTreeSet<String> {
    let mut present: BTreeSet<String> = rules.required.keys().cloned().collect();
    let mut open = vec![name.to_owned()];
    while let Some(name) = open.pop() {
        if let Some(rule) = rules.dependent_required.get(&name) {
            open.extend(
                rule.value
                    .iter()
                    .filter(|name| !present.contains(*name))
                    .cloned(),
            );
        }
        present.insert(name);
    }
    present
}
