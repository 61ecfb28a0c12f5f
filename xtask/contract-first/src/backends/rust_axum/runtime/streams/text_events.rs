use axum::http::StatusCode;
use axum::response::Response;

use crate::streams::{Event, ItemStream, Stopping, events};

/// A response of events whose data is text.
pub(crate) fn text_events(
    status: StatusCode,
    media: &'static str,
    items: ItemStream<Event<String>>,
    end: Option<&'static str>,
    stopping: Stopping,
) -> Response {
    let write = |event: &Event<String>| event.write(event.event.as_deref(), &event.data);
    events((status, media), items, write, end, stopping)
}
