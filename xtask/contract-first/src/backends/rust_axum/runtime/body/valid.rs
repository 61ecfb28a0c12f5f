use crate::rejection::Rejection;
use crate::validation::Checked;

/// Refuses a body that breaks a rule of the document.
pub(crate) fn valid<T>(body: &T, check: impl FnOnce(&T) -> Checked) -> Result<(), Rejection> {
    check(body).map_err(Rejection::Body)
}
