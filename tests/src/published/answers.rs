use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

/// On every answer.
const CORS: [(&str, &str); 3] = [
    ("access-control-allow-origin", "*"),
    (
        "access-control-allow-methods",
        "GET, POST, PUT, DELETE, OPTIONS, PATCH",
    ),
    (
        "access-control-allow-headers",
        "Content-Type, Authorization, X-Requested-With, x-api-key",
    ),
];

pub(super) fn preflight() -> Response {
    CORS.into_response()
}

pub(super) fn refused(status: u16, message: &str) -> Response {
    answer(status, &json!({"error": message}))
}

pub(super) fn session(number: u64) -> Response {
    let id = format!("bps_canary{number}");
    let url = format!("https://billing.example.com/p/session/{id}");
    answer(200, &json!({"id": id, "url": url}))
}

fn answer(status: u16, body: &Value) -> Response {
    let status = StatusCode::from_u16(status).expect("a status");
    let media_type = [("content-type", "application/json")];
    (status, CORS, media_type, body.to_string()).into_response()
}
