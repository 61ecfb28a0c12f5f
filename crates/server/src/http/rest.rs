use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use axum::response::Response;
use http_body_util::BodyExt as _;

/// How much of an unwanted body is read and dropped, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RestLimits {
    pub(crate) bytes: usize,
    pub(crate) time: Duration,
}

/// Answers a request whose body nobody wants: a client that writes all of it before it reads still gets to see the answer.
pub(crate) fn answer_over(mut body: Body, mut response: Response, limits: RestLimits) -> Response {
    if body.is_end_stream() {
        return response;
    }
    response
        .headers_mut()
        .insert(CONNECTION, HeaderValue::from_static("close"));
    tokio::spawn(async move {
        let mut left = limits.bytes;
        let read = async {
            while let Some(Ok(frame)) = body.frame().await {
                match left.checked_sub(frame.data_ref().map_or(0, |data| data.len())) {
                    Some(less) => left = less,
                    None => break,
                }
            }
        };
        // Past the time the body is dropped, and the connection with it.
        tokio::time::timeout(limits.time, read).await.ok();
    });
    response
}
