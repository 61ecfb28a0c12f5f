use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::response::{IntoResponse as _, Response};
use http_body_util::BodyExt as _;
use hyper::header::{CONTENT_TYPE, HeaderValue, LOCATION, TRAILER, UPGRADE};
use hyper::{HeaderMap, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt as _;

use super::stand_in::Shared;

/// Between two parts of `/ticks`.
const TICK: Duration = Duration::from_millis(200);

/// By path; any other path gets what most servers have for one.
pub(super) async fn to(state: Arc<Shared>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    match path.as_str() {
        "/events" => events(state),
        "/ticks" => ticks(),
        "/upload" => upload(state, request).await,
        "/refuses-bodies" => refuse(request),
        "/never" => std::future::pending().await,
        "/moved" => (StatusCode::FOUND, [(LOCATION, "/elsewhere")]).into_response(),
        "/trailers" => trailers(),
        "/websocket" => websocket(request),
        "/large" => Bytes::from(vec![b'x'; 32 << 20]).into_response(),
        _ => usual(),
    }
}

fn usual() -> Response {
    let headers = [
        ("content-type", "text/plain"),
        ("cache-control", "public, max-age=60"),
        ("access-control-allow-origin", "https://app.example.com"),
        ("set-cookie", "a=1"),
        ("x-theirs", "kept"),
    ];
    let mut response = (StatusCode::IM_A_TEAPOT, headers, "theirs").into_response();
    let second = HeaderValue::from_static("b=2");
    response.headers_mut().append("set-cookie", second);
    response
}

/// At once. What is left of the body is read, as servers do that want to be heard.
fn refuse(request: Request) -> Response {
    tokio::spawn(request.into_body().collect());
    (StatusCode::PAYLOAD_TOO_LARGE, "too large").into_response()
}

/// One event at once, the second when it is told to go on.
fn events(state: Arc<Shared>) -> Response {
    let (sender, body) = http_body_util::channel::Channel::<Bytes, Infallible>::new(1);
    tokio::spawn(async move {
        let mut sender = sender;
        let first = sender.send_data(Bytes::from_static(b"data: 1\n\n")).await;
        state.gate.notified().await;
        let second = sender.send_data(Bytes::from_static(b"data: 2\n\n")).await;
        let mut is_read = first.is_ok() && second.is_ok();
        // What was sent may be in a buffer.
        for _ in 0..50 {
            tokio::time::sleep(Duration::from_millis(20)).await;
            is_read = is_read && sender.send_data(Bytes::from_static(b":\n\n")).await.is_ok();
        }
        if !is_read {
            state.abandoned.fetch_add(1, Ordering::Relaxed);
        }
    });
    ([(CONTENT_TYPE, "text/event-stream")], Body::new(body)).into_response()
}

/// For three seconds.
fn ticks() -> Response {
    let (mut sender, body) = http_body_util::channel::Channel::<Bytes, Infallible>::new(1);
    tokio::spawn(async move {
        for _ in 0..15 {
            tokio::time::sleep(TICK).await;
            if sender
                .send_data(Bytes::from_static(b"tick\n"))
                .await
                .is_err()
            {
                return;
            }
        }
    });
    Body::new(body).into_response()
}

async fn upload(state: Arc<Shared>, request: Request) -> Response {
    let (mut body, mut bytes) = (request.into_body(), 0_u64);
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return StatusCode::BAD_REQUEST.into_response();
        };
        let length = frame.data_ref().map_or(0, Bytes::len) as u64;
        bytes += length;
        state.uploaded.fetch_add(length, Ordering::Relaxed);
    }
    bytes.to_string().into_response()
}

fn trailers() -> Response {
    let (mut sender, body) = http_body_util::channel::Channel::<Bytes, Infallible>::new(2);
    tokio::spawn(async move {
        let mut fields = HeaderMap::new();
        fields.insert("x-checksum", HeaderValue::from_static("abc"));
        let sent = sender.send_data(Bytes::from_static(b"body")).await;
        sent.and(sender.send_trailers(fields).await).ok();
    });
    ([(TRAILER, "x-checksum")], Body::new(body)).into_response()
}

/// Echoes whatever comes.
fn websocket(mut request: Request) -> Response {
    let upgrade = request.headers().get(UPGRADE).cloned();
    let Some(upgrade) = upgrade else {
        return StatusCode::UPGRADE_REQUIRED.into_response();
    };
    let upgraded = hyper::upgrade::on(&mut request);
    tokio::spawn(async move {
        let Ok(upgraded) = upgraded.await else {
            return;
        };
        let (mut reader, mut writer) = tokio::io::split(TokioIo::new(upgraded));
        tokio::io::copy(&mut reader, &mut writer).await.ok();
        writer.shutdown().await.ok();
    });
    let headers = [
        ("connection", HeaderValue::from_static("upgrade")),
        ("upgrade", upgrade),
    ];
    (StatusCode::SWITCHING_PROTOCOLS, headers).into_response()
}
