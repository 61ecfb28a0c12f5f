use axum::body::HttpBody as _;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use http_body_util::BodyExt as _;

use crate::body::RequestBody;
use crate::rejection::Rejection;

impl RequestBody {
    /// Whether there is a body, which has to be of a media type. With its type said, no bytes are a body, too (RFC 9110,
    /// section 8.6).
    pub(super) async fn is_there(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
    ) -> Result<bool, Rejection> {
        if is_of_type(headers, expected) {
            return Ok(true);
        }
        if self.body.is_end_stream() {
            return Ok(false);
        }
        // That nothing is sent in chunks shows by its end alone, and nothing has no type.
        let may_be_none = !headers.contains_key(CONTENT_TYPE)
            && !self.awaits_go_ahead
            && self.body.size_hint().lower() == 0;
        if may_be_none {
            let empty = tokio::time::timeout(self.limits.body_time, self.is_empty());
            if empty.await.map_err(|_| Rejection::BodyTimeout)?? {
                return Ok(false);
            }
        }
        Err(Rejection::MediaType { expected })
    }

    /// Refuses a body that says itself that it is too large.
    pub(super) fn check_length(&self, limit_bytes: usize) -> Result<(), Rejection> {
        match self.body.size_hint().lower() > limit_bytes as u64 {
            true => Err(Rejection::BodyTooLarge { limit_bytes }),
            false => Ok(()),
        }
    }

    /// Whether the body ends before its first byte.
    async fn is_empty(&mut self) -> Result<bool, Rejection> {
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|_| Rejection::BodyUnreadable)?;
            if frame.data_ref().is_some_and(|data| !data.is_empty()) {
                return Ok(false);
            }
        }
        self.finished = true;
        Ok(true)
    }
}

/// Whether the one `Content-Type` is of a media type, with any parameters (RFC 9110, section 8.3).
fn is_of_type(headers: &HeaderMap, expected: &str) -> bool {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let (Some(value), None) = (values.next(), values.next()) else {
        return false;
    };
    // Most say it just so.
    *value == expected || {
        let value = value.to_str().unwrap_or_default();
        essence(value).eq_ignore_ascii_case(essence(expected))
    }
}

/// A media type without its parameters.
fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim_ascii()
}
