/// Whether all items differ, for items that have no order and no hash.
pub(crate) fn is_pairwise_distinct<T: PartialEq>(values: &[T]) -> bool {
    let mut numbered = values.iter().enumerate();
    numbered.all(|(index, value)| !values[..index].contains(value))
}
