use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::*;

const PIECE: &[u8] = &[0; 64 * 1024];

/// A body that never ends; counts the pieces that were read.
struct Endless(Arc<AtomicUsize>);

impl HttpBody for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(PIECE)))))
    }
}

async fn pieces_read(headers: &[(&str, &str)]) -> usize {
    let read = Arc::new(AtomicUsize::new(0));
    let mut request = Request::post("/");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = Body::new(Endless(Arc::clone(&read)));
    let request = request.body(body).expect("a request");
    drop(drain_when_dropped(request));
    while Arc::strong_count(&read) > 1 {
        tokio::task::yield_now().await;
    }
    read.load(Ordering::Relaxed)
}

#[tokio::test]
async fn body_is_drained_up_to_the_limit() {
    assert_eq!(pieces_read(&[]).await, DRAIN_LIMIT_BYTES / PIECE.len() + 1);
}

#[tokio::test]
async fn body_is_not_asked_for() {
    assert_eq!(pieces_read(&[("expect", "100-continue")]).await, 0);
}
