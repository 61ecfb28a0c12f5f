use axum::http::request::Parts;

use crate::parameters::{Parameter, header_texts, items};
use crate::rejection::Rejection;
use crate::urlencoded;

/// A list in a header, with commas between, in one line or several; those of an item are percent-encoded. `None` when it is
/// missing.
pub(crate) fn header_list<T: Parameter>(
    head: &Parts,
    name: &str,
) -> Result<Option<Vec<T>>, Rejection> {
    let texts = header_texts(head, name)?;
    let sent = texts
        .iter()
        .flat_map(|text| text.split(','))
        .map(str::trim_ascii);
    let sent = sent.filter(|text| !text.is_empty());
    let decoded: Vec<_> = sent
        .map(|text| urlencoded::decoded(&text.replace('+', "%2B")))
        .collect();
    (!texts.is_empty())
        .then(|| items(name, &decoded))
        .transpose()
}
