use crate::validation::{Checked, field};

/// Checks a list by its name on the wire, if something of it was sent.
pub(crate) fn sent<T>(
    name: &str,
    list: &Vec<T>,
    check: impl FnOnce(&Vec<T>) -> Checked,
) -> Checked {
    match list.is_empty() {
        true => Ok(()),
        false => field(name, list, check),
    }
}
