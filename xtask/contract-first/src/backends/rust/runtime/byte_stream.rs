//! Bytes that are read as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;
use http_body::Body as _;

use crate::chunks::Chunks;
use crate::error::Error;
use crate::opened::Opened;
use crate::stream_error::{StreamError, StreamProblem};

/// The bytes of a response, as they come. Dropping it closes the connection.
pub struct ByteStream {
    chunks: Chunks,
    media_type: String,
    is_over: bool,
}

impl ByteStream {
    /// How many bytes are left, where the service says so.
    pub fn remaining(&self) -> Option<u64> {
        self.chunks.body.size_hint().exact()
    }

    /// The media type, without its parameters.
    pub fn media_type(&self) -> &str {
        &self.media_type
    }

    /// All bytes that are left.
    ///
    /// # Errors
    /// [`StreamError`], where they end early or are more than `limit`.
    pub async fn read(mut self, limit: usize) -> Result<Vec<u8>, StreamError> {
        let mut all = Vec::new();
        while let Some(chunk) = std::future::poll_fn(|context| self.poll(context)).await {
            let chunk = chunk?;
            if all.len() + chunk.len() > limit {
                return Err(StreamProblem::TooLarge(limit).into());
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Vec<u8>, StreamError>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        self.chunks.poll(context).map(|chunk| {
            self.is_over = !matches!(chunk, Ok(Some(_)));
            chunk.map_err(StreamError::from).transpose()
        })
    }
}

impl Stream for ByteStream {
    type Item = Result<Vec<u8>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("media_type", &self.media_type)
            .field("remaining", &self.remaining())
            .finish_non_exhaustive()
    }
}

impl Opened {
    pub(crate) fn bytes<E>(self) -> Result<ByteStream, Error<E>> {
        Ok(ByteStream {
            media_type: self.media_type.clone(),
            chunks: self.rest()?,
            is_over: false,
        })
    }
}
