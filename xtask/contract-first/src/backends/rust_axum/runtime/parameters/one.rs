use crate::parameters::{Parameter, violation};
use crate::rejection::Rejection;

/// A value.
pub(crate) fn one<T: Parameter>(name: &str, text: &str) -> Result<T, Rejection> {
    T::read(text).ok_or_else(|| violation(name, T::RULE))
}
