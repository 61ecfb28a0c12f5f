use crate::validation::Checked;

/// Checks a value if there is one.
pub(crate) fn present<T>(value: &Option<T>, check: impl FnOnce(&T) -> Checked) -> Checked {
    value.as_ref().map_or(Ok(()), check)
}
