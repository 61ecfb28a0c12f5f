use crate::validation::Checked;

/// Checks a field by its name on the wire.
pub(crate) fn field<T>(name: &str, value: &T, check: impl FnOnce(&T) -> Checked) -> Checked {
    check(value).map_err(|violation| violation.inside(name))
}
