use axum::http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::body::RequestBody;
use crate::json;
use crate::rejection::Rejection;

impl RequestBody {
    /// The body as JSON, which no bytes are not.
    pub(crate) async fn json<T: DeserializeOwned>(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
    ) -> Result<Option<T>, Rejection> {
        let bytes = self
            .bytes(headers, expected)
            .await?
            .filter(|bytes| !bytes.is_empty());
        bytes.map(|bytes| json::decode(&bytes)).transpose()
    }
}
