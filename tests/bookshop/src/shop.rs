use std::sync::Arc;

use async_trait::async_trait;
use axum::Router;
use axum::http::StatusCode;
use axum::http::header::ALLOW;
use axum::response::Response;
use bookshop_api::{Api, Authenticate, Limits, Operation, Presented, Rejection, Service};

use crate::caller::Caller;
use crate::refused::{Refused, problem};

/// The implementation. Keeps nothing.
#[derive(Clone, Copy, Debug)]
pub struct Shop;

/// Where a request came in: an extension, which a layer around the router adds.
#[derive(Clone, Copy, Debug)]
pub struct Branch(pub &'static str);

/// The shop behind `dyn`, as a program would hold it that chooses an implementation when it starts.
pub fn router(limits: Limits) -> Router {
    let shop: Arc<dyn Api<Principal = Caller, Error = Refused>> = Arc::new(Shop);
    bookshop_api::router(shop, limits)
}

#[async_trait]
impl Authenticate for Shop {
    type Principal = Caller;

    async fn authenticate(
        &self,
        _operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<Caller, Refused> {
        Caller::identify(&presented)
    }
}

impl Service for Shop {
    type Error = Refused;

    fn refuse(&self, rejection: Rejection) -> Response {
        let mut response = problem(rejection.status(), &rejection.to_string());
        if let Rejection::MethodNotAllowed { allow } = rejection {
            let allow = allow.parse().expect("names of methods");
            response.headers_mut().insert(ALLOW, allow);
        }
        response
    }

    fn fail(&self, operation: &'static Operation, error: Refused) -> Response {
        let text = format!("{}: {error}", operation.id);
        problem(StatusCode::FORBIDDEN, &text)
    }
}
