use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;

use crate::streams::{Frames, ItemStream, Stopping, stream_response};

/// A response of values, a line for each.
pub(crate) fn json_lines<T: Serialize + 'static>(
    status: StatusCode,
    media: &'static str,
    items: ItemStream<T>,
    end: Option<&'static str>,
    stopping: Stopping,
) -> Response {
    let write = |item: &T| Ok(framed(&serde_json::to_string(item)?));
    let frames = Frames::new(items, write, end.map(framed), stopping);
    stream_response(status, media, frames)
}

fn framed(text: &str) -> Bytes {
    Bytes::from(format!("{text}\n"))
}
