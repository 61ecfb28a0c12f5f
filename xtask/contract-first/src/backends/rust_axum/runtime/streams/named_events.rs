use std::borrow::Cow;

use axum::http::StatusCode;
use axum::response::Response;

use crate::streams::{Event, ItemStream, Stopping, events};

/// Data whose kind is the name of its event.
pub(crate) trait NamedEvent {
    /// The name, and the data as it is sent.
    fn parts(&self) -> serde_json::Result<(&'static str, Cow<'_, str>)>;
}

/// A response of events whose names say what their data is.
pub(crate) fn named_events<T: NamedEvent + 'static>(
    status: StatusCode,
    media: &'static str,
    items: ItemStream<Event<T>>,
    end: Option<&'static str>,
    stopping: Stopping,
) -> Response {
    let write = |event: &Event<T>| {
        let (name, data) = event.data.parts()?;
        event.write(Some(name), &data)
    };
    events((status, media), items, write, end, stopping)
}
