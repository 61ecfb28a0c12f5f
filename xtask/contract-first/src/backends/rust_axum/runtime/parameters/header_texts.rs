use axum::http::request::Parts;

use crate::parameters::violation;
use crate::rejection::Rejection;

/// The lines of a header.
pub(crate) fn header_texts<'r>(head: &'r Parts, name: &str) -> Result<Vec<&'r str>, Rejection> {
    let values = head.headers.get_all(name).iter();
    let texts = values.map(|value| value.to_str().map(str::trim_ascii));
    texts
        .collect::<Result<_, _>>()
        .map_err(|_| violation(name, "must be visible ASCII"))
}
