use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Error;
use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, SizeHint};
use tokio::sync::oneshot::{self, Receiver, Sender};

use crate::progress::Progress;

/// The body of a request on its way to the upstream.
pub(crate) struct Upload {
    rest: Rest,
    progress: Arc<Progress>,
    /// Over when nobody wants the rest any more.
    stopped: Receiver<Infallible>,
    _open: Sender<Infallible>,
}

/// Has a body go on, for as long as this exists. The upstream's answer may come before its end; the client might then hold its
/// connection open for as long as it likes.
pub(crate) struct Uploading {
    rest: Rest,
    over: Receiver<Infallible>,
    _stop: Sender<Infallible>,
}

/// What has not been sent yet. `None` when nobody wants it any more.
#[derive(Clone)]
struct Rest(Arc<Mutex<Option<Body>>>);

impl Upload {
    pub(crate) fn begin(body: Body, progress: Arc<Progress>) -> (Self, Uploading) {
        let rest = Rest(Arc::new(Mutex::new(Some(body))));
        let (stop, stopped) = oneshot::channel();
        let (open, over) = oneshot::channel();
        let uploading = Uploading {
            rest: rest.clone(),
            over,
            _stop: stop,
        };
        let upload = Self {
            rest,
            progress,
            stopped,
            _open: open,
        };
        (upload, uploading)
    }
}

impl Uploading {
    /// Whether the upstream has all of it, or wants no more.
    pub(crate) fn is_over(&mut self) -> bool {
        self.over.try_recv() == Err(oneshot::error::TryRecvError::Closed)
    }

    /// Waits until it is over, or nothing has moved for `timeout`: then it ends here.
    pub(crate) async fn end(mut self, progress: &Progress, timeout: Duration) {
        tokio::select! {
            _ = &mut self.over => {}
            _ = progress.stalled(timeout) => {}
        }
    }
}

impl Rest {
    fn with<T>(&self, work: impl FnOnce(&mut Option<Body>) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        drop(self.rest.with(Option::take));
    }
}

impl Drop for Uploading {
    fn drop(&mut self) {
        drop(self.rest.with(Option::take));
    }
}

impl HttpBody for Upload {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let is_stopped = Pin::new(&mut self.stopped).poll(context).is_ready();
        self.progress.waits_for_client();
        let frame = self.rest.with(|rest| match rest {
            Some(body) if !is_stopped => Pin::new(body).poll_frame(context),
            _ => {
                let error = Error::new(io::Error::from(io::ErrorKind::ConnectionAborted));
                Poll::Ready(Some(Err(error)))
            }
        });
        let frame = ready!(frame);
        self.progress.moved();
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        let rest = |rest: &mut Option<Body>| rest.as_ref().is_some_and(HttpBody::is_end_stream);
        self.rest.with(rest)
    }

    fn size_hint(&self) -> SizeHint {
        let hint = |rest: &mut Option<Body>| rest.as_ref().map(HttpBody::size_hint);
        self.rest.with(hint).unwrap_or_default()
    }
}
