use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use http_body_util::BodyExt as _;
use hyper::body::{Frame, Incoming};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use crate::hop::{End, Held};
use crate::progress::Progress;
use crate::upload::Uploading;

/// The body of a response on its way to the client. It is moved by a task of its own: a client that does not read would otherwise hold
/// the upstream's connection for as long as it likes.
struct Download {
    frames: Receiver<Frame<Bytes>>,
    is_cut_off: Arc<AtomicBool>,
}

/// Hands on a body until it ends, the client leaves, or nothing moves for `timeout`; and lets the rest of the request go on as long.
pub(crate) fn hand_on<P: Send + 'static>(
    body: Incoming,
    mut uploading: Uploading,
    progress: Arc<Progress>,
    timeout: Duration,
    mut held: Held<P>,
) -> Body {
    if body.is_end_stream() {
        held.set_end(End::Complete);
        if !uploading.is_over() {
            tokio::spawn(async move {
                uploading.end(&progress, timeout).await;
                drop(held);
            });
        }
        return Body::new(body);
    }
    let (sender, frames) = channel(1);
    let is_cut_off = Arc::<AtomicBool>::default();
    let cut_off = Arc::clone(&is_cut_off);
    tokio::spawn(async move {
        let end = copy(body, &sender, &progress, timeout).await;
        held.set_end(end);
        if end != End::Complete {
            cut_off.store(true, Ordering::Release);
        }
        drop(sender);
        if end == End::Complete {
            uploading.end(&progress, timeout).await;
        }
        drop(held);
    });
    Body::new(Download { frames, is_cut_off })
}

async fn copy(
    mut body: Incoming,
    client: &Sender<Frame<Bytes>>,
    progress: &Progress,
    timeout: Duration,
) -> End {
    loop {
        let frame = tokio::select! {
            biased;
            () = client.closed() => return End::ClientLeft,
            frame = body.frame() => frame,
            _ = progress.stalled(timeout) => return End::Stalled,
        };
        match frame {
            None => return End::Complete,
            Some(Err(_)) => return End::CutOff,
            Some(Ok(frame)) => {
                progress.moved();
                let sent = tokio::select! {
                    sent = client.send(frame) => sent,
                    _ = progress.stalled(timeout) => return End::ClientLeft,
                };
                if sent.is_err() {
                    return End::ClientLeft;
                }
                progress.moved();
            }
        }
    }
}

impl HttpBody for Download {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        self.frames.poll_recv(context).map(|frame| match frame {
            Some(frame) => Some(Ok(frame)),
            None if self.is_cut_off.load(Ordering::Acquire) => {
                Some(Err(io::ErrorKind::UnexpectedEof.into()))
            }
            None => None,
        })
    }
}
