use axum::http::HeaderMap;

use crate::body::RequestBody;
use crate::rejection::Rejection;
use crate::violation::Violation;

impl RequestBody {
    /// The body as a text.
    pub(crate) async fn text(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
    ) -> Result<Option<String>, Rejection> {
        let bytes = self.bytes(headers, expected).await?;
        let text = bytes
            .map(|bytes| String::from_utf8(bytes.into()))
            .transpose();
        text.map_err(|_| {
            Rejection::Body(Violation {
                field: String::new(),
                problem: "must be UTF-8".to_owned(),
            })
        })
    }
}
