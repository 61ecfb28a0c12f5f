use axum::body::Bytes;
use axum::http::HeaderMap;
use serde::de::DeserializeOwned;

use crate::body::RequestBody;
use crate::forms::{Form, Node};
use crate::json;
use crate::rejection::Rejection;

impl RequestBody {
    /// The body as a form.
    pub(crate) async fn form<T: DeserializeOwned>(
        &mut self,
        headers: &HeaderMap,
        expected: &'static str,
        form: &Form,
    ) -> Result<Option<T>, Rejection> {
        let bytes = self.bytes(headers, expected).await?;
        let read = |bytes: Bytes| {
            let node = Node::read(&String::from_utf8_lossy(&bytes))?;
            json::located(form.value(&node))
        };
        bytes.map(read).transpose().map_err(Rejection::Body)
    }
}
