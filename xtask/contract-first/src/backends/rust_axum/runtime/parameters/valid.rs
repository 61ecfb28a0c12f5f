use validator::Validate;

use crate::rejection::Rejection;
use crate::validation;

/// Refuses parameters that break a rule of the document.
pub(crate) fn valid<T: Validate>(parameters: &T) -> Result<(), Rejection> {
    let checked = parameters.validate().map_err(validation::first);
    checked.map_err(Rejection::Parameter)
}
