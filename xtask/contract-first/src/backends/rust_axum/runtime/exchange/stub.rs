use std::sync::Arc;

use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use axum::http::request::Parts;
use axum::response::Response;

use crate::body::RequestBody;
use crate::exchange::Refusal;
use crate::limits::Limits;
use crate::operation::Operation;
use crate::rejection::Rejection;
use crate::service::Service;

/// What the routes share: the implementation and the limits.
pub(crate) struct Stub<S: ?Sized> {
    pub(crate) service: Arc<S>,
    pub(crate) limits: Limits,
}

// Derived, it would ask for `S: Clone`.
impl<S: ?Sized> Clone for Stub<S> {
    fn clone(&self) -> Self {
        Self {
            service: Arc::clone(&self.service),
            limits: self.limits,
        }
    }
}

impl<S: Service + ?Sized> Stub<S> {
    /// Takes a request apart: the head for now, the body for after the credentials.
    pub(crate) fn open(&self, request: Request) -> (Parts, RequestBody) {
        let (head, body) = request.into_parts();
        let body = RequestBody::new(&head.headers, body, self.limits);
        (head, body)
    }

    /// Turns the outcome of an operation into its response, and sees to it that the client can
    /// read it.
    pub(crate) fn close(
        &self,
        operation: &'static Operation,
        outcome: Result<Response, Refusal<S::Error>>,
        body: RequestBody,
    ) -> Response {
        let mut response = match outcome {
            Ok(response) => response,
            Err(Refusal::Rejected(rejection)) => self.service.refuse(rejection),
            Err(Refusal::Failed(error)) => self.service.fail(operation, error),
        };
        self.service.inspect(operation, &mut response);
        finish(response, body)
    }

    /// Refuses a request that belongs to no operation.
    pub(crate) fn turn_away(&self, rejection: Rejection, request: Request) -> Response {
        let (_, body) = self.open(request);
        finish(self.service.refuse(rejection), body)
    }
}

/// Drops what is left of the body; a connection that had a rest is not used again.
fn finish(mut response: Response, body: RequestBody) -> Response {
    if body.discard() {
        response
            .headers_mut()
            .insert(CONNECTION, HeaderValue::from_static("close"));
    }
    response
}
