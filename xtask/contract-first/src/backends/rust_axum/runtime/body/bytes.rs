use axum::body::Bytes;
use axum::http::HeaderMap;
use http_body_util::BodyExt as _;

use crate::body::RequestBody;
use crate::rejection::Rejection;

impl RequestBody {
    /// The body, which has to be of a media type; `None` when there is none.
    pub(crate) async fn bytes(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
    ) -> Result<Option<Bytes>, Rejection> {
        if !self.is_there(headers, expected).await? {
            return Ok(None);
        }
        let bytes = tokio::time::timeout(self.limits.body_time, self.read())
            .await
            .map_err(|_| Rejection::BodyTimeout)??;
        Ok(Some(bytes))
    }

    /// All of the body, unless it is too large.
    async fn read(&mut self) -> Result<Bytes, Rejection> {
        let limit_bytes = self.limits.body_bytes;
        self.check_length(limit_bytes)?;
        self.awaits_go_ahead = false;
        let mut first = Bytes::new();
        let mut all = Vec::new();
        while let Some(frame) = self.body.frame().await {
            let frame = frame.map_err(|_| Rejection::BodyUnreadable)?;
            let Ok(data) = frame.into_data() else {
                continue;
            };
            if first.len() + all.len() + data.len() > limit_bytes {
                return Err(Rejection::BodyTooLarge { limit_bytes });
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
