use std::convert::Infallible;
use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use axum::response::Response;
use axum::routing::future::RouteFuture;
use futures_util::FutureExt as _;
use futures_util::future::{BoxFuture, Either};
use tower::Service as _;

use crate::http::gateway::Gateway;

/// Where each request goes: to our routes, or to the server that has the rest of the API.
#[derive(Clone, Debug)]
pub(crate) struct Front {
    routes: Router,
    gateway: Option<Arc<Gateway>>,
}

impl Front {
    pub(crate) fn new(routes: Router, gateway: Option<Gateway>) -> Self {
        let gateway = gateway.map(Arc::new);
        Self { routes, gateway }
    }

    /// `held` is held for as long as an exchange with the upstream goes on, which may be longer than until its response begins.
    pub(crate) fn call<H: Send + Sync + 'static>(
        &self,
        request: Request,
        held: impl FnOnce() -> H,
    ) -> Either<BoxFuture<'static, Result<Response, Infallible>>, RouteFuture<Infallible>> {
        match &self.gateway {
            Some(gateway) if gateway.takes(&request) => {
                let passing = Arc::clone(gateway).pass(request, held());
                Either::Left(passing.map(Ok).boxed())
            }
            _ => Either::Right(self.routes.clone().call(request)),
        }
    }
}
