use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use axum::Router;
use axum::extract::{Request, State};
use axum::response::Response;
use hyper::HeaderMap;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;

use super::answers;

/// A server that has the rest of the API. It dies when it is dropped, with all of its connections.
pub struct StandIn {
    address: SocketAddr,
    state: Arc<Shared>,
    runtime: Option<Runtime>,
}

/// A request that came there.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The method.
    pub method: String,
    /// Path and query as sent.
    pub target: String,
    /// The headers.
    pub headers: HeaderMap,
}

#[derive(Default)]
pub(super) struct Shared {
    seen: Mutex<Vec<Seen>>,
    /// Has `/events` go on.
    pub(super) gate: Notify,
    /// Bytes of bodies that came.
    pub(super) uploaded: AtomicU64,
    /// Responses of `/events` that nobody reads any more.
    pub(super) abandoned: AtomicU64,
}

impl Shared {
    fn note(&self, seen: Seen) {
        let mut all = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(seen);
    }
}

impl StandIn {
    /// Starts one on threads of its own.
    pub fn start() -> Self {
        Self::at("127.0.0.1:0".parse().expect("an address"))
    }

    /// The same at an address where one has died.
    pub fn at(address: SocketAddr) -> Self {
        let mut runtime = Builder::new_multi_thread();
        let runtime = runtime.worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let listener = std::thread::scope(|scope| {
            let bound = scope.spawn(|| runtime.block_on(TcpListener::bind(address)));
            bound.join().expect("no panic").expect("a port")
        });
        let address = listener.local_addr().expect("an address");
        let state = Arc::<Shared>::default();
        let routes = Router::new()
            .fallback(answer)
            .with_state(Arc::clone(&state));
        runtime.spawn(async move {
            axum::serve(listener, routes).await.expect("it serves");
        });
        Self {
            address,
            state,
            runtime: Some(runtime),
        }
    }

    /// Where it is.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What `ACCOUNTS_UPSTREAM` is set to.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests that came, in their order.
    pub fn seen(&self) -> Vec<Seen> {
        let seen = self.state.seen.lock();
        seen.unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The last request that came.
    #[track_caller]
    pub fn last(&self) -> Seen {
        self.seen().pop().expect("a request")
    }

    /// Has one response of `/events` go on.
    pub fn go_on(&self) {
        self.state.gate.notify_one();
    }

    /// Bytes of bodies that came to `/upload`.
    pub fn uploaded(&self) -> u64 {
        self.state.uploaded.load(Ordering::Relaxed)
    }

    /// Responses of `/events` that nobody reads any more.
    pub fn abandoned(&self) -> u64 {
        self.state.abandoned.load(Ordering::Relaxed)
    }
}

impl Drop for StandIn {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn answer(State(state): State<Arc<Shared>>, request: Request) -> Response {
    let seen = Seen {
        method: request.method().to_string(),
        target: request.uri().to_string(),
        headers: request.headers().clone(),
    };
    state.note(seen);
    answers::to(state, request).await
}
