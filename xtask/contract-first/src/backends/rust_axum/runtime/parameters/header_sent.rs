use axum::http::request::Parts;

use crate::parameters::header_texts;
use crate::rejection::Rejection;

/// A header as it was sent, its lines as one (RFC 9110, section 5.3).
pub(crate) fn header_sent(head: &Parts, name: &str) -> Result<Option<String>, Rejection> {
    let texts = header_texts(head, name)?;
    Ok((!texts.is_empty()).then(|| texts.join(",")))
}
