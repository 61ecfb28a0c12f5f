use std::collections::HashSet;
use std::hash::Hash;

/// Whether all items differ.
pub(crate) fn is_distinct<T: Eq + Hash>(values: &[T]) -> bool {
    let mut seen = HashSet::with_capacity(values.len());
    values.iter().all(|value| seen.insert(value))
}
