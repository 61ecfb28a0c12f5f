use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::streams::{Event, ItemStream, Stopping, events};

/// A response of events whose data is JSON.
pub(crate) fn json_events<T: Serialize + 'static>(
    status: StatusCode,
    media: &'static str,
    items: ItemStream<Event<T>>,
    end: Option<&'static str>,
    stopping: Stopping,
) -> Response {
    let write = |event: &Event<T>| {
        let data = serde_json::to_string(&event.data)?;
        event.write(event.event.as_deref(), &data)
    };
    events((status, media), items, write, end, stopping)
}
