//! Events that are read as they come.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures_core::Stream;

use crate::chunks::Chunks;
use crate::event_parser::{EventParser, RawEvent};
use crate::open_events::{OpenedEvents, Origin, Reopened};
use crate::stream_error::{StreamError, StreamProblem};

/// How long is waited before a connection that broke is made again, where the service does not say.
const RETRY: Duration = Duration::from_secs(3);

/// An event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event<T> {
    /// Its name; `message` where the service gives none.
    pub event: String,
    /// What it says.
    pub data: T,
    /// The last id that the service gave.
    pub id: Option<String>,
}

/// What of an event is an item; `None` where its name is not documented.
pub(crate) type Decode<T> = fn(&RawEvent) -> Result<Option<T>, String>;

/// The events of a response, as they come. Dropping it closes the connection.
///
/// Events whose names the contract does not list are skipped.
pub struct EventStream<T> {
    chunks: Chunks,
    parser: EventParser,
    decode: Decode<T>,
    end: Option<&'static str>,
    origin: Origin,
    /// Whether a connection that breaks is made again.
    reconnecting: bool,
    /// How often it was made again since the last event.
    tried: u32,
    reopening: Option<Pin<Box<dyn Future<Output = Reopened> + Send>>>,
    is_over: bool,
}

impl<T> EventStream<T> {
    /// The same, which asks for the rest where its connection breaks: with `Last-Event-ID`, after the time that the service asks for, and
    /// as often in a row as the client tries calls again. Only for calls with GET: others are not sent again.
    #[must_use]
    pub fn reconnecting(mut self) -> Self {
        self.reconnecting = self.origin.is_repeatable();
        self
    }

    /// The last id that the service gave to an event.
    pub fn last_event_id(&self) -> Option<&str> {
        self.parser.last_id.as_deref()
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, StreamError>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        loop {
            if let Some(reopening) = &mut self.reopening {
                match reopening.as_mut().poll(context) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(Reopened::Rest(chunks)) => {
                        self.reopening = None;
                        self.chunks = chunks;
                        self.parser.begin();
                    }
                    Poll::Ready(Reopened::Nothing) => return self.finish(None),
                    Poll::Ready(Reopened::Failed(problem)) => return self.finish(Some(problem)),
                }
            }
            match self.next() {
                Ok(Some(None)) => return self.finish(None),
                Ok(Some(Some(event))) => {
                    self.tried = 0;
                    return Poll::Ready(Some(Ok(event)));
                }
                Ok(None) => {}
                Err(problem) => return self.finish(Some(problem)),
            }
            let problem = match self.chunks.poll(context) {
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Ok(Some(chunk))) => {
                    self.parser.add(&chunk);
                    continue;
                }
                Poll::Ready(Ok(None)) if self.end.is_none() => return self.finish(None),
                Poll::Ready(Ok(None)) => StreamProblem::Incomplete,
                Poll::Ready(Err(problem)) => problem,
            };
            if !self.reconnecting || self.tried >= self.origin.retries() {
                return self.finish(Some(problem));
            }
            self.tried += 1;
            let wait = self.parser.retry.unwrap_or(RETRY);
            let id = self.parser.last_id.clone();
            self.reopening = Some(Box::pin(self.origin.clone().reopen(wait, id)));
        }
    }

    /// The next event of what came, or the end; `None` where more has to come.
    fn next(&mut self) -> Result<Option<Option<Event<T>>>, StreamProblem> {
        while let Some(raw) = self.parser.next()? {
            if self.end == Some(raw.data.as_str()) {
                return Ok(Some(None));
            }
            if let Some(data) = (self.decode)(&raw).map_err(StreamProblem::Undocumented)? {
                let RawEvent { event, id, .. } = raw;
                return Ok(Some(Some(Event { event, data, id })));
            }
        }
        Ok(None)
    }

    fn finish(
        &mut self,
        problem: Option<StreamProblem>,
    ) -> Poll<Option<Result<Event<T>, StreamError>>> {
        self.is_over = true;
        self.reopening = None;
        Poll::Ready(problem.map(|problem| {
            Err(StreamError {
                problem,
                last_event_id: self.parser.last_id.clone(),
                retry: self.parser.retry,
            })
        }))
    }
}

impl<T> Stream for EventStream<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("EventStream")
            .field("last_event_id", &self.last_event_id())
            .finish_non_exhaustive()
    }
}

impl OpenedEvents {
    pub(crate) fn events<T, E>(
        self,
        decode: Decode<T>,
        end: Option<&'static str>,
    ) -> Result<EventStream<T>, crate::error::Error<E>> {
        Ok(EventStream {
            chunks: self.opened.rest()?,
            parser: EventParser::default(),
            decode,
            end,
            origin: self.origin,
            reconnecting: false,
            tried: 0,
            reopening: None,
            is_over: false,
        })
    }
}
