use super::expr::Expr;
use super::sourced::{Sourced, stricter};
use crate::model::description::{SchemaId, SchemaKeywords};

/// What arrays must be.
#[derive(Clone, Debug, PartialEq)]
pub struct ArrayRules {
    /// What the first items must be, one by one.
    pub prefix: Vec<Expr>,
    /// What the others must be.
    pub rest: Expr,
    pub contains: Vec<Sourced<ContainsRule>>,
    pub min_items: Option<Sourced<u64>>,
    pub max_items: Option<Sourced<u64>>,
    pub unique: Option<Sourced<()>>,
}

/// How many items must fit a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContainsRule {
    pub item: Expr,
    pub min: u64,
    pub max: Option<u64>,
}

impl Default for ArrayRules {
    fn default() -> Self {
        Self {
            prefix: Vec::new(),
            rest: Expr::any(),
            contains: Vec::new(),
            min_items: None,
            max_items: None,
            unique: None,
        }
    }
}

impl ArrayRules {
    pub fn of(keywords: &SchemaKeywords, schema: SchemaId) -> Self {
        let array = &keywords.array;
        let contains = array
            .contains
            .filter(|rule| rule.min > 0 || rule.max.is_some());
        let contains = contains.map(|rule| ContainsRule {
            item: Expr::schema(rule.schema),
            min: rule.min,
            max: rule.max,
        });
        Self {
            prefix: array
                .prefix_items
                .iter()
                .map(|id| Expr::schema(*id))
                .collect(),
            rest: array.items.map_or_else(Expr::any, Expr::schema),
            contains: contains
                .map(|rule| Sourced::new(rule, schema))
                .into_iter()
                .collect(),
            min_items: (array.min_items > 0).then(|| Sourced::new(array.min_items, schema)),
            max_items: array.max_items.map(|count| Sourced::new(count, schema)),
            unique: array.unique_items.then(|| Sourced::new((), schema)),
        }
    }

    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let length = self.prefix.len().max(other.prefix.len());
        let mut contains = self.contains.clone();
        let more = other
            .contains
            .iter()
            .filter(|rule| !self.contains.contains(rule));
        contains.extend(more.cloned());
        Self {
            prefix: (0..length)
                .map(|at| self.item(at).and(other.item(at)))
                .collect(),
            rest: self.rest.and(&other.rest),
            contains,
            min_items: stricter(self.min_items.as_ref(), other.min_items.as_ref(), |a, b| {
                a > b
            }),
            max_items: stricter(self.max_items.as_ref(), other.max_items.as_ref(), |a, b| {
                a < b
            }),
            unique: self.unique.or(other.unique),
        }
    }

    /// What the item at a place must be.
    pub fn item(&self, at: usize) -> &Expr {
        self.prefix.get(at).unwrap_or(&self.rest)
    }

    pub fn min(&self) -> u64 {
        self.min_items.map_or(0, |count| count.value)
    }

    pub fn max(&self) -> Option<u64> {
        self.max_items.map(|count| count.value)
    }
}
