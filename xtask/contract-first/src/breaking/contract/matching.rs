use std::collections::HashMap;
use std::hash::Hash;

use super::path::shape;
use crate::model::description::Operation;

/// An operation of the old contract and what it is in the new one.
pub struct OperationPair<'d> {
    pub old: &'d Operation,
    pub new: &'d Operation,
    /// Whether requests go to another path, or use another method.
    pub moved: bool,
}

/// Which operations are the same.
pub struct Matched<'d> {
    /// In the old document's order.
    pub pairs: Vec<OperationPair<'d>>,
    pub removed: Vec<&'d Operation>,
    pub added: Vec<&'d Operation>,
}

/// Matches by path and method (the names of placeholders are not sent, so they do not matter), then by operationId: that operation
/// has moved.
pub fn match_operations<'d>(old: &'d [Operation], new: &'d [Operation]) -> Matched<'d> {
    let mut counterpart = vec![None; old.len()];
    let mut free = vec![true; new.len()];
    let exact = |operation: &'d Operation| Some((operation.path.as_str(), operation.method));
    let by_shape = |operation: &'d Operation| Some((shape(&operation.path), operation.method));
    let by_id = |operation: &'d Operation| operation.operation_id.as_deref();
    assign(old, new, &mut counterpart, &mut free, exact);
    assign(old, new, &mut counterpart, &mut free, by_shape);
    let in_place = counterpart.clone();
    assign(old, new, &mut counterpart, &mut free, by_id);
    let mut matched = Matched {
        pairs: Vec::new(),
        removed: Vec::new(),
        added: Vec::new(),
    };
    for (index, operation) in old.iter().enumerate() {
        match counterpart[index] {
            Some(other) => matched.pairs.push(OperationPair {
                old: operation,
                new: &new[other],
                moved: in_place[index].is_none(),
            }),
            None => matched.removed.push(operation),
        }
    }
    let added = new.iter().zip(free).filter(|(_, free)| *free);
    matched.added = added.map(|(operation, _)| operation).collect();
    matched
}

/// Gives each operation without a counterpart the first free one of the same key.
fn assign<'d, K: Eq + Hash>(
    old: &'d [Operation],
    new: &'d [Operation],
    counterpart: &mut [Option<usize>],
    free: &mut [bool],
    key: impl Fn(&'d Operation) -> Option<K>,
) {
    let mut waiting: HashMap<K, Vec<usize>> = HashMap::new();
    for (index, operation) in new.iter().enumerate().rev() {
        if let (true, Some(key)) = (free[index], key(operation)) {
            waiting.entry(key).or_default().push(index);
        }
    }
    for (index, operation) in old.iter().enumerate() {
        if counterpart[index].is_some() {
            continue;
        }
        let candidates = key(operation).and_then(|key| waiting.get_mut(&key));
        if let Some(found) = candidates.and_then(Vec::pop) {
            counterpart[index] = Some(found);
            free[found] = false;
        }
    }
}
