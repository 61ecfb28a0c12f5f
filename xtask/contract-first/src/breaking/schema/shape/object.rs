use std::collections::{BTreeMap, BTreeSet};

use super::expr::{Atom, Expr};
use super::sourced::{Sourced, stricter};
use super::text::matches_pattern;
use crate::model::description::{SchemaId, SchemaKeywords};

/// What objects must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ObjectRules {
    pub properties: BTreeMap<String, Property>,
    /// Each name, and the schema that requires it.
    pub required: BTreeMap<String, SchemaId>,
    /// Each of these holds for the names that it does not leave out.
    pub undeclared: Vec<UndeclaredNames>,
    pub names: Vec<Sourced<Expr>>,
    pub min_properties: Option<Sourced<u64>>,
    pub max_properties: Option<Sourced<u64>>,
    pub dependent_required: BTreeMap<String, Sourced<BTreeSet<String>>>,
    pub dependent_schemas: BTreeMap<String, Vec<Sourced<Expr>>>,
}

/// A property with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Property {
    pub value: Expr,
    /// The schema that `properties` gives it.
    pub schema: SchemaId,
}

/// What holds for names that `properties` does not have.
#[derive(Clone, Debug, PartialEq)]
pub struct UndeclaredNames {
    pub patterns: Vec<(String, Expr)>,
    /// For names that match no pattern.
    pub additional: Expr,
    pub schema: SchemaId,
    /// Whether the rule is `unevaluatedProperties`.
    pub unevaluated: bool,
}

impl UndeclaredNames {
    /// What the value of a name must be.
    pub fn value_of(&self, name: &str) -> Expr {
        let matching = self.patterns.iter().filter(|(pattern, _)| {
            // A pattern that is not understood may match.
            matches_pattern(pattern, name).unwrap_or(true)
        });
        let values: Vec<&Expr> = matching.map(|(_, value)| value).collect();
        match values.is_empty() {
            true => self.additional.clone(),
            false => values
                .into_iter()
                .fold(Expr::any(), |all, value| all.and(value)),
        }
    }
}

impl ObjectRules {
    pub fn of(keywords: &SchemaKeywords, schema: SchemaId) -> Self {
        let object = &keywords.object;
        let patterns: Vec<(String, Expr)> = object
            .pattern_properties
            .iter()
            .map(|(pattern, id)| (pattern.clone(), Expr::schema(*id)))
            .collect();
        let additional = object
            .additional_properties
            .map_or_else(Expr::any, Expr::schema);
        let of_pattern = UndeclaredNames {
            patterns,
            additional: Expr::any(),
            schema,
            unevaluated: false,
        };
        let properties = object.properties.iter().map(|(name, id)| {
            let value = match of_pattern.patterns.is_empty() {
                true => Expr::schema(*id),
                false => Expr::schema(*id).and(&of_pattern.value_of(name)),
            };
            (name.clone(), Property { value, schema: *id })
        });
        let dependent_schemas = object
            .dependent_schemas
            .iter()
            .map(|(name, id)| (name.clone(), vec![Sourced::new(Expr::schema(*id), schema)]));
        let dependent = object
            .dependent_required
            .iter()
            .filter(|(_, names)| !names.is_empty());
        Self {
            properties: properties.collect(),
            required: object
                .required
                .iter()
                .map(|name| (name.clone(), schema))
                .collect(),
            names: object
                .property_names
                .map(|id| Sourced::new(Expr::schema(id), schema))
                .into_iter()
                .collect(),
            min_properties: (object.min_properties > 0)
                .then(|| Sourced::new(object.min_properties, schema)),
            max_properties: object
                .max_properties
                .map(|count| Sourced::new(count, schema)),
            dependent_required: dependent
                .map(|(name, names)| (name.clone(), Sourced::new(names.clone(), schema)))
                .collect(),
            dependent_schemas: dependent_schemas.collect(),
            undeclared: Some(UndeclaredNames {
                additional,
                ..of_pattern
            })
            .filter(|rule| !rule.patterns.is_empty() || !rule.additional.is_any())
            .into_iter()
            .collect(),
        }
    }

    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let mut properties = BTreeMap::new();
        for name in self.properties.keys().chain(other.properties.keys()) {
            let declared = self
                .properties
                .get(name)
                .or_else(|| other.properties.get(name));
            let schema = declared.map(|property| property.schema);
            let value = self.value_of(name).and(&other.value_of(name));
            properties.extend(schema.map(|schema| (name.clone(), Property { value, schema })));
        }
        let mut dependent_required = self.dependent_required.clone();
        for (name, names) in &other.dependent_required {
            let rule = dependent_required
                .entry(name.clone())
                .or_insert_with(|| names.clone());
            rule.value.extend(names.value.iter().cloned());
        }
        let mut dependent_schemas = self.dependent_schemas.clone();
        for (name, rules) in &other.dependent_schemas {
            dependent_schemas
                .entry(name.clone())
                .or_default()
                .extend(rules.iter().cloned());
        }
        let mut required = other.required.clone();
        required.extend(self.required.clone());
        Self {
            properties,
            required,
            undeclared: joined(&self.undeclared, &other.undeclared),
            names: joined(&self.names, &other.names),
            min_properties: stricter(
                self.min_properties.as_ref(),
                other.min_properties.as_ref(),
                |a, b| a > b,
            ),
            max_properties: stricter(
                self.max_properties.as_ref(),
                other.max_properties.as_ref(),
                |a, b| a < b,
            ),
            dependent_required,
            dependent_schemas,
        }
    }

    /// Requires what a required property requires.
    pub fn require_dependents(&mut self) {
        let mut open: Vec<String> = self.required.keys().cloned().collect();
        while let Some(name) = open.pop() {
            let Some(rule) = self.dependent_required.get(&name) else {
                continue;
            };
            for dependent in &rule.value {
                if !self.required.contains_key(dependent) {
                    self.required.insert(dependent.clone(), rule.schema);
                    open.push(dependent.clone());
                }
            }
        }
    }

    /// What the value of a name must be, declared or not.
    pub fn value_of(&self, name: &str) -> Expr {
        match self.properties.get(name) {
            Some(property) => property.value.clone(),
            None => self.value_of_undeclared(name),
        }
    }

    /// Whether anything is said about the value of a name.
    pub fn mentions(&self, name: &str) -> bool {
        self.properties.contains_key(name) || !self.value_of_undeclared(name).is_any()
    }

    /// What the value of a name must be that `properties` does not have.
    pub fn value_of_undeclared(&self, name: &str) -> Expr {
        let values = self.undeclared.iter().map(|rule| rule.value_of(name));
        values.fold(Expr::any(), |all, value| all.and(&value))
    }

    /// What undeclared names that match no pattern must be.
    pub fn additional(&self) -> Expr {
        let values = self.undeclared.iter().map(|rule| &rule.additional);
        values.fold(Expr::any(), |all, value| all.and(value))
    }

    /// The same objects, where the value of a property must fit an atom too.
    #[must_use]
    pub fn with_property(&self, name: &str, atom: Atom, schema: SchemaId) -> Self {
        let mut rules = self.clone();
        let value = self.value_of(name).and(&Expr::atom(atom));
        let schema = self
            .properties
            .get(name)
            .map_or(schema, |property| property.schema);
        rules
            .properties
            .insert(name.to_owned(), Property { value, schema });
        rules
    }

    pub fn requires(&self, name: &str) -> bool {
        self.required.contains_key(name)
    }
}

fn joined<T: Clone + PartialEq>(one: &[T], other: &[T]) -> Vec<T> {
    let mut all = one.to_vec();
    all.extend(other.iter().filter(|rule| !one.contains(rule)).cloned());
    all
}
