//! A body that is read while it is sent.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::io::ReadBuf;

use crate::file_part::Source;

/// How much is read at once.
const PIECE_BYTES: usize = 64 * 1024;

/// Sources one after the other.
pub(crate) struct Sources {
    left: VecDeque<Source>,
}

impl Sources {
    pub(crate) fn new(sources: Vec<Source>) -> Self {
        let left = sources.into();
        Self { left }
    }
}

impl Body for Sources {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        loop {
            let piece = match self.left.front_mut() {
                None => return Poll::Ready(None),
                Some(Source::Bytes(bytes)) => {
                    let piece = std::mem::take(bytes);
                    self.left.pop_front();
                    piece
                }
                Some(Source::Reader { reader, len }) => {
                    let mut piece = vec![0; PIECE_BYTES];
                    let mut buffer = ReadBuf::new(&mut piece);
                    ready!(reader.as_mut().poll_read(context, &mut buffer))?;
                    let read = buffer.filled().len();
                    *len = len.map(|len| len.saturating_sub(read as u64));
                    if read == 0 {
                        self.left.pop_front();
                    }
                    piece.truncate(read);
                    piece
                }
            };
            if !piece.is_empty() {
                return Poll::Ready(Some(Ok(Frame::data(piece.into()))));
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let sum: Option<u64> = self.left.iter().map(Source::len).sum();
        sum.map_or_else(SizeHint::default, SizeHint::with_exact)
    }
}
