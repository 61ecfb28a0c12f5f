//! Requests to read from.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::http::Request;
use axum::http::request::Parts;
use http_body::Frame;

/// The head of a request for a URI, with headers.
pub(crate) fn head(uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

/// The same, for a header whose value is no text.
pub(crate) fn head_with_bytes(name: &str, value: &[u8]) -> Parts {
    let request = Request::builder().header(name, value);
    request.body(()).unwrap().into_parts().0
}

/// A body that comes in pieces, one after the other, and never ends if it is `open`; the piece `broken` is an error.
pub(crate) fn chunked(pieces: &[&'static str], open: bool) -> Body {
    Body::new(Pieces {
        pieces: pieces.iter().rev().copied().collect(),
        open,
    })
}

struct Pieces {
    pieces: Vec<&'static str>,
    open: bool,
}

impl HttpBody for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        match self.pieces.pop() {
            Some("broken") => Poll::Ready(Some(Err(io::ErrorKind::BrokenPipe.into()))),
            Some(piece) => Poll::Ready(Some(Ok(Frame::data(piece.into())))),
            None if self.open => Poll::Pending,
            None => Poll::Ready(None),
        }
    }
}
