use std::sync::Mutex;

use async_trait::async_trait;
use axum::Json;
use axum::http::StatusCode;
use axum::http::header::ALLOW;
use axum::response::{IntoResponse, Response};
use library_api::models::Book;
use library_api::{Authenticate, Operation, Presented, Rejection, Service};
use serde_json::json;

/// The implementation: who may do what, and what refusals look like.
pub(crate) struct Library {
    staff_key: Option<String>,
    pub(crate) books: Mutex<Vec<Book>>,
}

/// Proof that somebody of the staff asks.
pub(crate) struct Staff;

/// Why an operation has no documented answer.
pub(crate) enum Failure {
    /// Not the key of the staff.
    Stranger,
    /// Somebody panicked while holding the books.
    Broken,
}

impl Library {
    pub(crate) fn new(staff_key: Option<String>) -> Self {
        let books = Mutex::default();
        Self { staff_key, books }
    }
}

#[async_trait]
impl Authenticate for Library {
    type Principal = Staff;

    async fn authenticate(
        &self,
        _operation: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<Staff, Failure> {
        let mut credentials = presented.alternatives().flatten();
        let known = self.staff_key.as_deref();
        match credentials.all(|one| Some(one.secret.expose()) == known) {
            true => Ok(Staff),
            false => Err(Failure::Stranger),
        }
    }
}

impl Service for Library {
    type Error = Failure;

    fn refuse(&self, rejection: Rejection) -> Response {
        let mut response = problem(rejection.status(), &rejection.to_string());
        if let Rejection::MethodNotAllowed { allow } = rejection
            && let Ok(allow) = allow.parse()
        {
            response.headers_mut().insert(ALLOW, allow);
        }
        response
    }

    fn fail(&self, _operation: &'static Operation, error: Failure) -> Response {
        match error {
            Failure::Stranger => problem(StatusCode::UNAUTHORIZED, "Unauthorized"),
            Failure::Broken => problem(StatusCode::INTERNAL_SERVER_ERROR, "Internal server error"),
        }
    }
}

fn problem(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "message": message }))).into_response()
}
