use axum::http::request::Parts;

use crate::parameters::{Parameter, cookie_values, items};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A list in cookies, one for each item; `None` when there is none. RFC 6570 writes all of them into the first: `a=1&a=2`.
pub(crate) fn cookie_list<T: Parameter>(
    head: &Parts,
    name: &str,
) -> Result<Option<Vec<T>>, Rejection> {
    let next = format!("&{name}=");
    let found = cookie_values(head).filter(|(key, _)| *key == name);
    let texts = found.flat_map(|(_, value)| value.split(&next));
    let texts: Vec<_> = texts.map(urlencoded::percent_decoded).collect();
    (!texts.is_empty()).then(|| items(name, &texts)).transpose()
}
