use axum::http::request::Parts;

use crate::parameters::{Parameter, header_texts, once, one};
use crate::rejection::Rejection;

/// A header; `None` when it is missing.
pub(crate) fn header<T: Parameter>(head: &Parts, name: &str) -> Result<Option<T>, Rejection> {
    let value = once(name, header_texts(head, name)?.into_iter())?;
    value.map(|value| one(name, value)).transpose()
}
