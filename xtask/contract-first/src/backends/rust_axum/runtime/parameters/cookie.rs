use axum::http::header::COOKIE;
use axum::http::request::Parts;

use crate::parameters::{Parameter, once, one};
use crate::rejection::Rejection;

/// A cookie; `None` when it is missing.
pub(crate) fn cookie<T: Parameter>(head: &Parts, name: &str) -> Result<Option<T>, Rejection> {
    let lines = head.headers.get_all(COOKIE).iter();
    let pairs = lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'));
    let pairs = pairs.filter_map(|pair| pair.trim_ascii().split_once('='));
    let value = once(
        name,
        pairs
            .filter(|(key, _)| *key == name)
            .map(|(_, value)| value),
    )?;
    value.map(|value| one(name, value)).transpose()
}
