use crate::validation::Checked;

/// Checks each value of a map.
pub(crate) fn entries<'a, T: 'a>(
    values: impl IntoIterator<Item = (&'a String, &'a T)>,
    check: impl Fn(&T) -> Checked,
) -> Checked {
    let mut values = values.into_iter();
    values.try_for_each(|(key, value)| check(value).map_err(|violation| violation.inside(key)))
}
