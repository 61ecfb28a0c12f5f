//! JSON values that are read as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use serde::de::DeserializeOwned;

use crate::chunks::Chunks;
use crate::stream_error::{StreamError, StreamProblem};
use crate::whole_numbers::whole_numbers;

/// How large a value may be, in bytes.
const MAX_ITEM_BYTES: usize = 16 * 1024 * 1024;

/// The values of a response, as they come. Dropping it closes the connection.
pub struct JsonStream<T> {
    chunks: Chunks,
    split: Split,
    end: Option<&'static str>,
    buffer: Vec<u8>,
    /// What of the buffer is done with.
    taken: usize,
    /// What of the buffer was looked at.
    scanned: usize,
    is_over: bool,
    read: fn(&str) -> Result<T, String>,
}

/// How long the text of the first value of what came is, where some of it has been looked at before. `None` where more has to come;
/// `last` where nothing will.
pub(crate) type Split = fn(bytes: &[u8], scanned: usize, last: bool) -> Option<usize>;

impl<T: DeserializeOwned> JsonStream<T> {
    pub(crate) fn new(chunks: Chunks, split: Split, end: Option<&'static str>) -> Self {
        Self {
            chunks,
            split,
            end,
            buffer: Vec::new(),
            taken: 0,
            scanned: 0,
            is_over: false,
            read: |text| {
                serde_json::from_str(&whole_numbers(text)).map_err(|error| error.to_string())
            },
        }
    }
}

impl<T> JsonStream<T> {
    /// The next value of what came; `None` where more has to come.
    fn next(&mut self, last: bool) -> Option<Result<Option<T>, StreamProblem>> {
        loop {
            let rest = &self.buffer[self.taken..];
            let Some(length) = (self.split)(rest, self.scanned, last) else {
                self.scanned = rest.len();
                return None;
            };
            let text = &rest[..length];
            self.taken += length;
            self.scanned = 0;
            let undocumented = |problem| Some(Err(StreamProblem::Undocumented(problem)));
            let text = match std::str::from_utf8(text) {
                Ok(text) => text.trim_matches(['\u{1e}', '\n', '\r', '\t', ' ']),
                Err(error) => return undocumented(format!("an item is not UTF-8: {error}")),
            };
            if text.is_empty() {
                continue;
            }
            if self.end == Some(text) {
                return Some(Ok(None));
            }
            return match (self.read)(text) {
                Ok(value) => Some(Ok(Some(value))),
                Err(problem) => undocumented(problem),
            };
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let mut last = false;
        let outcome = loop {
            if let Some(item) = self.next(last) {
                break item;
            }
            if last {
                break match self.end {
                    Some(_) => Err(StreamProblem::Incomplete),
                    None => Ok(None),
                };
            }
            self.buffer.drain(..self.taken);
            self.taken = 0;
            if self.buffer.len() > MAX_ITEM_BYTES {
                break Err(StreamProblem::TooLarge(MAX_ITEM_BYTES));
            }
            match self.chunks.poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(Some(chunk))) => self.buffer.extend_from_slice(&chunk),
                Poll::Ready(Ok(None)) => last = true,
                Poll::Ready(Err(problem)) => break Err(problem),
            }
        };
        self.is_over = !matches!(outcome, Ok(Some(_)));
        Poll::Ready(outcome.map_err(StreamError::from).transpose())
    }
}

impl<T> Stream for JsonStream<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for JsonStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("JsonStream").finish_non_exhaustive()
    }
}
