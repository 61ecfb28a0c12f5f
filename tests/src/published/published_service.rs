use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use http_body_util::BodyExt as _;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use super::answers::{preflight, refused, session};
use super::body::Body;
use super::credentials;
use crate::PORTAL;

/// The published service. It ends when it is dropped.
pub struct PublishedService {
    address: SocketAddr,
    state: Arc<Shared>,
    task: JoinHandle<()>,
}

pub(super) struct Shared {
    /// The one key that there is; its account has a subscription.
    pub(super) key: String,
    /// What it says of a body that is no JSON.
    not_json: &'static str,
    requests: AtomicU64,
    sessions: AtomicU64,
}

impl PublishedService {
    /// Starts one that knows a key, in the background of this runtime.
    pub async fn start(key: &str) -> Self {
        Self::saying(key, "Invalid JSON body").await
    }

    /// The same with another text for a body that is no JSON.
    pub async fn saying(key: &str, not_json: &'static str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(Shared {
            key: key.to_owned(),
            not_json,
            requests: AtomicU64::new(0),
            sessions: AtomicU64::new(0),
        });
        let operation = post(portal).options(async || preflight());
        let bare = async || StatusCode::METHOD_NOT_ALLOWED.into_response();
        let routes = Router::new()
            .route(PORTAL, operation.fallback(bare))
            .with_state(Arc::clone(&state));
        let task = tokio::spawn(async move {
            axum::serve(listener, routes).await.expect("it serves");
        });
        Self {
            address,
            state,
            task,
        }
    }

    /// Its URL.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Requests that came for a session.
    pub fn requests(&self) -> u64 {
        self.state.requests.load(Ordering::Relaxed)
    }

    /// Sessions that it opened.
    pub fn sessions(&self) -> u64 {
        self.state.sessions.load(Ordering::Relaxed)
    }
}

impl Drop for PublishedService {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// In the order of its checks: JSON, body, credentials.
async fn portal(State(state): State<Arc<Shared>>, request: Request) -> Response {
    state.requests.fetch_add(1, Ordering::Relaxed);
    let (head, body) = request.into_parts();
    let Ok(body) = body.collect().await else {
        return refused(400, state.not_json);
    };
    let Ok(body) = serde_json::from_slice(&body.to_bytes()) else {
        return refused(400, state.not_json);
    };
    if let Err(problem) = Body::check(&body) {
        return refused(400, &problem);
    }
    if let Err(problem) = credentials::check(&head.headers, &state.key) {
        return refused(401, problem);
    }
    let number = state.sessions.fetch_add(1, Ordering::Relaxed);
    session(number)
}
