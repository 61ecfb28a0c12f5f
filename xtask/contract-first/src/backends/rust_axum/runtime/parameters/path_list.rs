use axum::http::request::Parts;

use crate::parameters::{Parameter, items};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A list in the path, with commas between; `place` counts the segments before it.
pub(crate) fn path_list<T: Parameter>(
    head: &Parts,
    name: &str,
    place: usize,
) -> Result<Vec<T>, Rejection> {
    let sent = head.uri.path().split('/').nth(place).unwrap_or_default();
    // In a path, a plus sign is none of a blank.
    items(name, &urlencoded::split(&sent.replace('+', "%2B"), ','))
}
