use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::alternatives::attempt;
use crate::violation::Violation;

/// The value as one of the alternatives, if it fits.
pub(crate) fn fit<T: DeserializeOwned>(
    value: &Value,
    check: impl FnOnce(&T) -> Result<(), Violation>,
) -> Option<T> {
    let fitting = attempt(value, || T::deserialize(value).ok())??;
    check(&fitting).is_ok().then_some(fitting)
}
