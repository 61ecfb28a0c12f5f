use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::http::Uri;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// What a web server answers next.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) cache_control: &'static str,
    pub(crate) location: String,
    pub(crate) after: Duration,
}

impl Page {
    pub(crate) fn of(body: impl Into<String>) -> Self {
        Self {
            status: 200,
            body: body.into(),
            cache_control: "no-transform",
            location: "/".to_owned(),
            after: Duration::ZERO,
        }
    }
}

type Pages = dyn Fn(&str) -> Page + Send + Sync;

/// A web server that answers as scripted, and counts. It stops when it is dropped.
pub(crate) struct Web {
    pub(crate) address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

struct Shared {
    asked: AtomicUsize,
    pages: Mutex<Arc<Pages>>,
}

impl Web {
    pub(crate) async fn start(pages: impl Fn(&str) -> Page + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await;
        Self::serve(listener.expect("a port"), pages)
    }

    /// Where something else has listened before.
    pub(crate) async fn start_at(
        address: SocketAddr,
        pages: impl Fn(&str) -> Page + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).await;
        Self::serve(listener.expect("the port"), pages)
    }

    fn serve(listener: TcpListener, pages: impl Fn(&str) -> Page + Send + Sync + 'static) -> Self {
        let shared = Arc::new(Shared {
            asked: AtomicUsize::new(0),
            pages: Mutex::new(Arc::new(pages)),
        });
        let app = Router::new().fallback(page).with_state(Arc::clone(&shared));
        let address = listener.local_addr().expect("an address");
        let task = tokio::spawn(async move {
            axum::serve(listener, app).await.expect("a server");
        });
        Self {
            address,
            shared,
            task,
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Changes what is answered from now on.
    pub(crate) fn answer(&self, pages: impl Fn(&str) -> Page + Send + Sync + 'static) {
        *self
            .shared
            .pages
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Arc::new(pages);
    }

    /// How many requests came.
    pub(crate) fn asked(&self) -> usize {
        self.shared.asked.load(Ordering::SeqCst)
    }
}

impl Drop for Web {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn page(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    shared.asked.fetch_add(1, Ordering::SeqCst);
    let pages = Arc::clone(&shared.pages.lock().unwrap_or_else(PoisonError::into_inner));
    let page = pages(uri.path());
    tokio::time::sleep(page.after).await;
    let headers = [
        (CACHE_CONTROL, page.cache_control.to_owned()),
        (LOCATION, page.location),
    ];
    let mut response = (headers, page.body).into_response();
    *response.status_mut() = page.status.try_into().expect("a status");
    response
}
