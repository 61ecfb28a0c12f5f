//! A request in the making.

use reqwest::Method;
use reqwest::header::{ACCEPT, HeaderMap, HeaderValue};

/// A request, but for the service's address. It is sent as often as retries ask for.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// Encoded, from the base URL on.
    pub(crate) path: String,
    /// Encoded pairs.
    pub(crate) query: Vec<String>,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Option<Vec<u8>>,
    /// Why it cannot be sent.
    pub(crate) unsent: Option<String>,
}

impl Call {
    pub(crate) fn new(method: Method, path: &str, accept: &'static str) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(accept));
        Self {
            method,
            path: path.to_owned(),
            query: Vec::new(),
            headers,
            body: None,
            unsent: None,
        }
    }

    /// It cannot be sent; the first reason counts.
    pub(crate) fn refuse(&mut self, reason: String) {
        self.unsent.get_or_insert(reason);
    }
}
