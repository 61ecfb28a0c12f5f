use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::BoxError;
use futures_core::Stream;

/// The items of a response, which are sent while they come up.
///
/// The next one is asked for when the client has room for it: a slow client slows the stream down. When the client leaves, the
/// stream is dropped. An error ends the response in a way that the client can tell from its end.
pub struct ItemStream<T>(Pin<Box<dyn Stream<Item = Result<T, BoxError>> + Send>>);

impl<T> ItemStream<T> {
    /// These items.
    pub fn new(items: impl Stream<Item = Result<T, BoxError>> + Send + 'static) -> Self {
        Self(Box::pin(items))
    }
}

impl<T> Stream for ItemStream<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<T> fmt::Debug for ItemStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemStream").finish_non_exhaustive()
    }
}
