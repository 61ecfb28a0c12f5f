use std::collections::HashSet;

use crate::model::{TypeDef, TypeKind, TypeRegistry};

/// Which types hold themselves.
pub struct Recursion {
    /// For each entry, its circle: entries of one circle hold each other with no array or map between.
    circle: Vec<Option<usize>>,
    /// Choices that are among their own alternatives: reading one would have no end.
    pub endless: Vec<usize>,
}

impl Recursion {
    /// Of the types of a contract.
    pub fn of(library: &TypeRegistry) -> Self {
        let held: Vec<_> = library
            .types
            .iter()
            .map(|entry| directly(&entry.definition))
            .collect();
        let passed: Vec<_> = library
            .types
            .iter()
            .map(|entry| match &entry.definition {
                // An object ends it: what is in one is further in the text.
                TypeDef::Struct { .. } | TypeDef::Enumeration(_) => Vec::new(),
                definition => directly(definition),
            })
            .collect();
        let endless = circles(&passed);
        Self {
            circle: circles(&held),
            endless: (0..endless.len())
                .filter(|id| endless[*id].is_some())
                .collect(),
        }
    }

    /// Whether `holder` has to box a value of `held`.
    pub fn boxed(&self, holder: usize, held: usize) -> bool {
        self.circle[holder].is_some() && self.circle[holder] == self.circle[held]
    }
}

/// The entries that a value of this one holds in itself.
fn directly(definition: &TypeDef) -> Vec<usize> {
    let shapes = definition.shapes();
    let named = shapes.iter().filter_map(|shape| match shape.kind {
        TypeKind::Named(id) => Some(id),
        _ => None,
    });
    named.collect()
}

/// The strongly connected components with a circle in them (Kosaraju's algorithm), by node.
fn circles(next: &[Vec<usize>]) -> Vec<Option<usize>> {
    let count = next.len();
    let mut before = vec![Vec::new(); count];
    for (from, to) in next
        .iter()
        .enumerate()
        .flat_map(|(from, to)| to.iter().map(move |to| (from, *to)))
    {
        before[to].push(from);
    }
    let mut seen = HashSet::new();
    let mut order = Vec::new();
    for start in 0..count {
        let mut open = vec![(start, false)];
        while let Some((node, done)) = open.pop() {
            if done {
                order.push(node);
            } else if seen.insert(node) {
                open.push((node, true));
                open.extend(next[node].iter().map(|inner| (*inner, false)));
            }
        }
    }
    let mut component = vec![None; count];
    for start in order.into_iter().rev() {
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if component[node].is_none() {
                component[node] = Some(start);
                open.extend(&before[node]);
            }
        }
    }
    let mut size = vec![0; count];
    component
        .iter()
        .flatten()
        .for_each(|start| size[*start] += 1);
    let circular = |node: usize| {
        let start = component[node]?;
        (size[start] > 1 || next[node].contains(&node)).then_some(start)
    };
    (0..count).map(circular).collect()
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn only_what_leads_back_is_a_circle() {
        let found = circles(&[vec![1], vec![2], vec![1, 3], vec![], vec![4]]);
        assert_eq!(found[0], None);
        assert!(found[1].is_some() && found[1] == found[2]);
        assert_eq!(found[3], None);
        assert!(found[4].is_some() && found[4] != found[1]);
    }
}
