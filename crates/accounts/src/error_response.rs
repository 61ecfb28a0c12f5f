use std::time::Duration;

use accounts_api::models::SubscriptionPortalErrorResponse;
use accounts_api::{CredentialProblem, Rejection};
use axum::body::Body;
use axum::http::header::{ALLOW, CONTENT_TYPE, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

/// For both credentials and for none.
pub(crate) const EXACTLY_ONE: &str = "Exactly one of x-api-key or Authorization must be provided";

/// For every credential that is not valid.
pub(crate) const UNAUTHORIZED: &str = "Unauthorized";

/// For accounts that have nothing to manage.
pub(crate) const NO_SUBSCRIPTION: &str = "No active subscription found";

/// For return URLs that the billing provider does not accept.
pub(crate) const RETURN_URL_REFUSED: &str = "returnUrl is not accepted by the billing provider";

/// For accounts that send too many requests.
pub(crate) const TOO_MANY_REQUESTS: &str = "Too many requests; try again later";

/// A response in the contract's form of an error: a JSON object with the one key `error`
/// (`#/components/schemas/SubscriptionPortalErrorResponse`).
pub fn error_response(status: StatusCode, message: &str) -> Response {
    let body = SubscriptionPortalErrorResponse {
        error: message.to_owned(),
    };
    let text = serde_json::to_vec(&body).expect("a struct with one string serializes");
    let mut response = Response::new(Body::from(text));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

/// Adds `Retry-After` (RFC 9110, section 10.2.3), in whole seconds rounded up, and at least one.
pub fn retry_after(mut response: Response, after: Duration) -> Response {
    let seconds = (after.as_secs() + u64::from(after.subsec_nanos() > 0)).max(1);
    response
        .headers_mut()
        .insert(RETRY_AFTER, HeaderValue::from(seconds));
    response
}

/// A 401 with its challenge (RFC 9110, section 11.6.1). The challenge is the same for all: with the `error` that RFC 6750, section 3,
/// suggests for bad tokens it would tell more than the body does.
pub(crate) fn unauthorized(message: &str) -> Response {
    let mut response = error_response(StatusCode::UNAUTHORIZED, message);
    response.headers_mut().insert(
        WWW_AUTHENTICATE,
        HeaderValue::from_static("Bearer realm=\"accounts\""),
    );
    response
}

/// A request that the stub refused, in the contract's form.
pub(crate) fn refused(rejection: &Rejection) -> Response {
    match rejection {
        Rejection::Credentials {
            problem: CredentialProblem::Missing,
            ..
        }
        | Rejection::Credentials { others: true, .. } => unauthorized(EXACTLY_ONE),
        Rejection::Credentials { .. } => unauthorized(UNAUTHORIZED),
        Rejection::MethodNotAllowed { allow } => {
            let mut response = error_response(rejection.status(), &rejection.to_string());
            let allow = HeaderValue::from_static(allow);
            response.headers_mut().insert(ALLOW, allow);
            response
        }
        other => error_response(other.status(), &other.to_string()),
    }
}
