use std::pin::Pin;
use std::task::{Context, Poll};

use axum::Error;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::EXPECT;
use http_body_util::BodyExt as _;
use hyper::body::{Frame, SizeHint};

use crate::settings::limits::{DRAIN_LIMIT_BYTES, DRAIN_TIMEOUT};

/// Makes sure that a request can be answered without reading its body: whatever is left of it is read and dropped in the background,
/// so that a client that writes all of it before it reads still gets to see the response. Past the limits the connection ends.
pub(crate) fn drain_when_dropped(request: Request) -> Request {
    // A client that waits for `100 Continue` has not begun to write, and the first read would ask for it.
    if request.body().is_end_stream() || request.headers().contains_key(EXPECT) {
        return request;
    }
    request.map(|body| Body::new(DrainedBody(body)))
}

struct DrainedBody(Body);

impl HttpBody for DrainedBody {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl Drop for DrainedBody {
    fn drop(&mut self) {
        if self.0.is_end_stream() {
            return;
        }
        let mut body = std::mem::take(&mut self.0);
        tokio::spawn(tokio::time::timeout(DRAIN_TIMEOUT, async move {
            let mut left = DRAIN_LIMIT_BYTES;
            while let Some(Ok(frame)) = body.frame().await {
                match left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) {
                    Some(less) => left = less,
                    None => break,
                }
            }
        }));
    }
}

#[cfg(test)]
mod tests;
