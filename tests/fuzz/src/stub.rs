use std::sync::{Arc, Mutex};

use accounts_api::apis::subscriptions::{CreateSubscriptionPortalResponse, Subscriptions};
use accounts_api::models::{self, CreateSubscriptionPortalRequest};
use accounts_api::{
    Authenticate, Limits, Operation, Presented, Rejection, Scheme, Service, Uri, router,
};
use async_trait::async_trait;
use axum::Router;
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Request, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt as _;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt as _;

/// What the stub made of a request.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// The credentials that it read, and whether there is just one.
    pub(crate) presented: Option<(Vec<(Scheme, String)>, bool)>,
    /// The body that it decoded.
    pub(crate) return_url: Option<Uri>,
    /// Why it refused the request.
    pub(crate) rejection: Option<Rejection>,
}

/// An implementation of the contract that takes down what reaches it.
struct Recorder(Mutex<Seen>);

impl Recorder {
    fn note(&self, note: impl FnOnce(&mut Seen)) {
        note(&mut self.0.lock().expect("no thread panics with the lock"));
    }
}

#[async_trait]
impl Authenticate for Recorder {
    type Principal = ();

    async fn authenticate(
        &self,
        _operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<(), Self::Error> {
        let each = presented.alternatives().flatten();
        let each = each.map(|one| (one.scheme, one.secret.expose().to_owned()));
        let each = each.collect();
        self.note(|seen| seen.presented = Some((each, presented.only().is_some())));
        Ok(())
    }
}

impl Service for Recorder {
    type Error = std::convert::Infallible;

    fn refuse(&self, rejection: Rejection) -> Response {
        let mut response = Response::new(Body::from(rejection.to_string()));
        *response.status_mut() = rejection.status();
        self.note(|seen| seen.rejection = Some(rejection));
        response
    }

    fn fail(&self, _operation: &'static Operation, error: Self::Error) -> Response {
        match error {}
    }
}

#[async_trait]
impl Subscriptions for Recorder {
    async fn create_subscription_portal(
        &self,
        (): (),
        body: CreateSubscriptionPortalRequest,
        _head: &Parts,
    ) -> Result<CreateSubscriptionPortalResponse, Self::Error> {
        let url = body.return_url;
        self.note(|seen| seen.return_url = Some(url.clone()));
        let id = String::new();
        Ok(CreateSubscriptionPortalResponse::Status200(
            models::CreateSubscriptionPortalResponse { id, url },
        ))
    }
}

/// The generated stub, called without a socket.
struct Stub {
    recorder: Arc<Recorder>,
    router: Router,
    runtime: Runtime,
}

impl Stub {
    fn new() -> Self {
        let recorder = Arc::new(Recorder(Mutex::default()));
        let mut runtime = Builder::new_current_thread();
        Self {
            router: router(Arc::clone(&recorder), Limits::default()),
            recorder,
            runtime: runtime.enable_time().build().expect("a runtime"),
        }
    }

    fn call(&self, request: Request<Body>) -> (StatusCode, Vec<u8>, Seen) {
        self.runtime.block_on(async {
            let Ok(response) = self.router.clone().oneshot(request).await;
            let status = response.status();
            let body = response.into_body().collect().await.expect("a body");
            let mut seen = Seen::default();
            self.recorder.note(|noted| std::mem::swap(noted, &mut seen));
            (status, body.to_bytes().to_vec(), seen)
        })
    }
}

/// Sends a request to a stub of this thread; tells the answer's status and body, and what the stub made of the request.
pub(crate) fn call(request: Request<Body>) -> (StatusCode, Vec<u8>, Seen) {
    thread_local! {
        static STUB: Stub = Stub::new();
    }
    STUB.with(|stub| stub.call(request))
}
