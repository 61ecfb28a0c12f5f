use std::pin::Pin;
use std::task::{Context, Poll};

use axum::BoxError;
use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use futures_core::Stream;

use crate::streams::{ItemStream, Stopping};

/// The items of a stream as they are written.
pub(crate) struct Frames<T> {
    items: ItemStream<T>,
    write: fn(&T) -> Result<Bytes, BoxError>,
    /// What is sent behind the last item.
    end: Option<Bytes>,
    stopping: Stopping,
    /// Why there is no more: what came before is sent first.
    failed: Option<BoxError>,
    finished: bool,
}

impl<T> Frames<T> {
    pub(crate) fn new(
        items: ItemStream<T>,
        write: fn(&T) -> Result<Bytes, BoxError>,
        end: Option<Bytes>,
        stopping: Stopping,
    ) -> Self {
        Self {
            items,
            write,
            end,
            stopping,
            failed: None,
            finished: false,
        }
    }
}

impl<T> Stream for Frames<T> {
    type Item = Result<Bytes, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(error) = self.failed.take() {
            self.finished = true;
            return Poll::Ready(Some(Err(error)));
        }
        if self.finished {
            return Poll::Ready(None);
        }
        // What the server stops has no end that is said: a client may come back for the rest.
        if self.stopping.as_mut().poll(context).is_ready() {
            self.finished = true;
            return Poll::Ready(None);
        }
        let Poll::Ready(item) = Pin::new(&mut self.items).poll_next(context) else {
            return Poll::Pending;
        };
        match item.map(|item| item.and_then(|item| (self.write)(&item))) {
            Some(Ok(frame)) => Poll::Ready(Some(Ok(frame))),
            Some(Err(error)) => {
                // The connection is closed with what it has not sent, even the head: it sends that where it has to wait.
                self.failed = Some(error);
                context.waker().wake_by_ref();
                Poll::Pending
            }
            None => {
                self.finished = true;
                Poll::Ready(self.end.take().map(Ok))
            }
        }
    }
}

/// A response that is sent while it is made, which no cache keeps.
pub(crate) fn stream_response(
    status: StatusCode,
    media: &'static str,
    frames: impl Stream<Item = Result<Bytes, BoxError>> + Send + 'static,
) -> Response {
    let mut response = Response::new(Body::from_stream(frames));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}
