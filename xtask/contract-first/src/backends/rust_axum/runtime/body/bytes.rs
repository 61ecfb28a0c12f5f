use axum::body::{Bytes, HttpBody as _};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use http_body_util::BodyExt as _;

use crate::body::RequestBody;
use crate::rejection::Rejection;

impl RequestBody {
    /// The body, which has to be of a media type; `None` when there is none. With its type said, no bytes are a body, too
    /// (RFC 9110, section 8.6).
    pub(crate) async fn bytes(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
    ) -> Result<Option<Bytes>, Rejection> {
        let limit = self.limits.body_time;
        if !is_of_type(headers, expected) {
            if self.body.is_end_stream() {
                return Ok(None);
            }
            // That nothing is sent in chunks shows by its end alone, and nothing has no type.
            let may_be_none = !headers.contains_key(CONTENT_TYPE)
                && !self.awaits_go_ahead
                && self.body.size_hint().lower() == 0;
            if may_be_none {
                let empty = tokio::time::timeout(limit, self.is_empty());
                if empty.await.map_err(|_| Rejection::BodyTimeout)?? {
                    return Ok(None);
                }
            }
            return Err(Rejection::MediaType { expected });
        }
        let bytes = tokio::time::timeout(limit, self.read())
            .await
            .map_err(|_| Rejection::BodyTimeout)??;
        Ok(Some(bytes))
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

    /// All of the body, unless it is too large.
    async fn read(&mut self) -> Result<Bytes, Rejection> {
        let limit_bytes = self.limits.body_bytes;
        let too_large = Rejection::BodyTooLarge { limit_bytes };
        if self.body.size_hint().lower() > limit_bytes as u64 {
            return Err(too_large);
        }
        self.awaits_go_ahead = false;
        let mut first = Bytes::new();
        let mut all = Vec::new();
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|_| Rejection::BodyUnreadable)?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if first.len() + all.len() + data.len() > limit_bytes {
                return Err(too_large);
            }
            // Most bodies come in one piece, which needs no copy.
            if first.is_empty() && all.is_empty() {
                first = data;
            } else {
                all.extend_from_slice(&std::mem::take(&mut first));
                all.extend_from_slice(&data);
            }
        }
        self.finished = true;
        Ok(if all.is_empty() { first } else { all.into() })
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
