//! A service on loopback.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use tokio::net::TcpListener;

/// A request that came in.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) line: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

/// What it answers: status, headers, body.
pub(crate) type Reply = (u16, &'static [(&'static str, &'static str)], Vec<u8>);

pub(crate) struct Server {
    pub(crate) url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

#[derive(Clone)]
struct Script {
    replies: Arc<Vec<Reply>>,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// One that gives these replies, the last one as often as it is asked.
    pub(crate) async fn start(replies: Vec<Reply>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let received = Arc::default();
        let script = Script {
            replies: Arc::new(replies),
            received: Arc::clone(&received),
        };
        let router = Router::new().fallback(reply).with_state(script);
        tokio::spawn(axum::serve(listener, router).into_future());
        Self { url, received }
    }

    pub(crate) fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no panic").clone()
    }
}

impl Received {
    /// A header's text; empty when it is not there.
    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).map(HeaderValue::to_str);
        value.map_or("", |text| text.expect("text"))
    }
}

async fn reply(State(script): State<Script>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.expect("a body");
    let count = {
        let mut received = script.received.lock().expect("no panic");
        received.push(Received {
            line: format!("{} {}", head.method, head.uri),
            headers: head.headers,
            body: String::from_utf8_lossy(&body).into_owned(),
        });
        received.len()
    };
    let (status, headers, body) = &script.replies[count.min(script.replies.len()) - 1];
    let mut response = Response::new(Body::from(body.clone()));
    *response.status_mut() = StatusCode::from_u16(*status).expect("a status");
    for (name, value) in *headers {
        let name = HeaderName::from_static(name);
        response
            .headers_mut()
            .append(name, HeaderValue::from_static(value));
    }
    response
}
