use axum::body::{Body, HttpBody as _};
use axum::http::HeaderMap;
use axum::http::header::EXPECT;
use http_body_util::BodyExt as _;

use crate::limits::Limits;

/// The body of a request whose head has been read.
pub(crate) struct RequestBody {
    pub(super) body: Body,
    pub(super) limits: Limits,
    /// The client waits for `100 Continue`, which the first read makes hyper send.
    pub(super) awaits_go_ahead: bool,
    /// All of it has been read; a chunked body does not know by itself.
    pub(super) finished: bool,
}

impl RequestBody {
    pub(crate) fn new(headers: &HeaderMap, body: Body, limits: Limits) -> Self {
        Self {
            body,
            limits,
            awaits_go_ahead: headers
                .get(EXPECT)
                .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"100-continue")),
            finished: false,
        }
    }

    /// Lets the client finish writing, in the background, so that it gets to read its response. Tells
    /// whether there was anything left.
    pub(crate) fn discard(mut self) -> bool {
        if self.finished || self.body.is_end_stream() {
            return false;
        }
        if !self.awaits_go_ahead {
            tokio::spawn(async move {
                let mut left = self.limits.drain_bytes;
                let rest = async {
                    while let Some(Ok(frame)) = self.body.frame().await {
                        let read = frame.data_ref().map_or(0, |data| data.len());
                        match left.checked_sub(read) {
                            Some(less) => left = less,
                            None => break,
                        }
                    }
                };
                // Past the time the body is dropped, and the connection with it.
                tokio::time::timeout(self.limits.drain_time, rest)
                    .await
                    .ok();
            });
        }
        true
    }
}
