use axum::http::request::Parts;

use crate::parameters::{cookie_values, once};
use crate::rejection::Rejection;

/// A cookie as it was sent.
pub(crate) fn cookie_sent<'r>(head: &'r Parts, name: &str) -> Result<Option<&'r str>, Rejection> {
    let found = cookie_values(head).filter(|(key, _)| *key == name);
    once(name, found.map(|(_, value)| value))
}
