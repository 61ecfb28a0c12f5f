use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep};

use crate::streams::{Event, Frames, ItemStream, Stopping, stream_response};

/// How long a client hears nothing at most: proxies close what is idle for longer.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A comment, which clients skip.
const COMMENT: &[u8] = b":\n\n";

/// The events of a stream, and comments where there are none.
struct Heartbeat<T> {
    frames: Frames<Event<T>>,
    /// When something was sent last.
    sent: Instant,
    next: Pin<Box<Sleep>>,
}

impl<T> Stream for Heartbeat<T> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Poll::Ready(frame) = Pin::new(&mut self.frames).poll_next(context) {
            self.sent = Instant::now();
            return Poll::Ready(frame);
        }
        while self.next.as_mut().poll(context).is_ready() {
            let now = Instant::now();
            let is_due = self.sent + HEARTBEAT <= now;
            if is_due {
                self.sent = now;
            }
            let next = self.sent + HEARTBEAT;
            self.next.as_mut().reset(next);
            if is_due {
                return Poll::Ready(Some(Ok(Bytes::from_static(COMMENT))));
            }
        }
        Poll::Pending
    }
}

/// A response of events; `write` makes the bytes of one.
pub(crate) fn events<T: 'static>(
    (status, media): (StatusCode, &'static str),
    items: ItemStream<Event<T>>,
    write: fn(&Event<T>) -> Result<Bytes, BoxError>,
    end: Option<&'static str>,
    stopping: Stopping,
) -> Response {
    let end = end.map(|end| Bytes::from(format!("data: {end}\n\n")));
    let heartbeat = Heartbeat {
        frames: Frames::new(items, write, end, stopping),
        sent: Instant::now(),
        next: Box::pin(sleep(HEARTBEAT)),
    };
    stream_response(status, media, heartbeat)
}
