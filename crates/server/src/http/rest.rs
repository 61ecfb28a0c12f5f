use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header::EXPECT;
use http_body_util::BodyExt as _;
use hyper::body::{Frame, SizeHint};

/// How much of an unwanted body is read and dropped, and for how long.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RestLimits {
    pub(crate) bytes: usize,
    pub(crate) time: Duration,
}

/// Sees to it that a request can be answered without reading its body: whatever is left of it is read and dropped in the background,
/// so that a client that writes all of it before it reads still gets to see the answer. Past the limits the connection ends.
pub(crate) fn finish_reading(request: Request, limits: RestLimits) -> Request {
    // Who waits for `100 Continue` has not begun to write, and the first read would ask for it.
    if request.body().is_end_stream() || request.headers().contains_key(EXPECT) {
        return request;
    }
    request.map(|body| Body::new(Rest { body, limits }))
}

struct Rest {
    body: Body,
    limits: RestLimits,
}

impl HttpBody for Rest {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl Drop for Rest {
    fn drop(&mut self) {
        if self.body.is_end_stream() {
            return;
        }
        let mut body = std::mem::take(&mut self.body);
        let RestLimits { bytes, time } = self.limits;
        tokio::spawn(tokio::time::timeout(time, async move {
            let mut left = bytes;
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
mod tests {
    use std::convert::Infallible;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// A body that never ends, in pieces of one kilobyte; counts those that were read.
    struct Endless(Arc<AtomicUsize>);

    impl HttpBody for Endless {
        type Data = Bytes;
        type Error = Infallible;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
            self.0.fetch_add(1, Ordering::Relaxed);
            Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(&[0; 1024])))))
        }
    }

    async fn pieces_read(headers: &[(&str, &str)]) -> usize {
        let read = Arc::new(AtomicUsize::new(0));
        let mut request = Request::post("/");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let body = Body::new(Endless(Arc::clone(&read)));
        let limits = RestLimits {
            bytes: 10 * 1024,
            time: Duration::from_secs(5),
        };
        let request = request.body(body).expect("a request");
        drop(finish_reading(request, limits));
        while Arc::strong_count(&read) > 1 {
            tokio::task::yield_now().await;
        }
        read.load(Ordering::Relaxed)
    }

    #[tokio::test]
    async fn rest_is_read_up_to_the_limit() {
        assert_eq!(pieces_read(&[]).await, 11);
    }

    #[tokio::test]
    async fn rest_is_not_asked_for() {
        assert_eq!(pieces_read(&[("expect", "100-continue")]).await, 0);
    }
}
