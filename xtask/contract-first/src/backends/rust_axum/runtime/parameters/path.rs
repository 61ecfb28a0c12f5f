use axum::extract::RawPathParams;

use crate::parameters::{Parameter, one};
use crate::rejection::Rejection;

/// A parameter of the path.
pub(crate) fn path<T: Parameter>(texts: &RawPathParams, name: &str) -> Result<T, Rejection> {
    let text = texts
        .iter()
        .find_map(|(key, text)| (key == name).then_some(text));
    one(name, text.unwrap_or_default())
}
