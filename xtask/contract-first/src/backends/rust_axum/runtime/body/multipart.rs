use axum::http::HeaderMap;

use crate::body::RequestBody;
use crate::multipart::{MultipartLayout, ReceivedParts, boundary};
use crate::rejection::Rejection;
use crate::violation::Violation;

impl RequestBody {
    /// The body made of its parts.
    pub(crate) async fn multipart<T>(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
        layout: &MultipartLayout,
        make: impl FnOnce(ReceivedParts) -> Result<T, Rejection>,
    ) -> Result<Option<T>, Rejection> {
        if !self.is_there(headers, expected).await? {
            return Ok(None);
        }
        let boundary = boundary(headers).ok_or_else(no_boundary)?;
        let limits = self.limits.multipart;
        self.check_length(limits.body_bytes)?;
        self.awaits_go_ahead = false;
        let parts = ReceivedParts::read(&mut self.body, &boundary, layout, limits);
        let parts = tokio::time::timeout(limits.body_time, parts).await;
        let parts = parts.map_err(|_| Rejection::BodyTimeout)??;
        self.finished = true;
        make(parts).map(Some)
    }
}

fn no_boundary() -> Rejection {
    Rejection::Body(Violation {
        field: String::new(),
        problem: "has no valid boundary in its Content-Type".to_owned(),
    })
}
