use crate::parameters::violation;
use crate::rejection::Rejection;

/// The only value; `None` when there is none.
pub(crate) fn once<'t>(
    name: &str,
    mut values: impl Iterator<Item = &'t str>,
) -> Result<Option<&'t str>, Rejection> {
    let value = values.next();
    match values.next() {
        Some(_) => Err(violation(name, "must appear only once")),
        None => Ok(value),
    }
}
