use std::sync::Arc;

use async_trait::async_trait;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::request::chunked;
use crate::exchange::{Refusal, Stub};
use crate::{Authenticate, Limits, Operation, Presented, Rejection, Requirement, Scheme, Service};

static OPERATION: Operation = Operation {
    id: "send",
    method: "POST",
    path: "/",
    security: &[&[Requirement {
        scheme: Scheme::Key,
        scopes: &[],
    }]],
};

/// Knows the key `good`.
pub(super) struct Shop;

impl Service for Shop {
    type Error = String;

    fn refuse(&self, rejection: Rejection) -> Response {
        (rejection.status(), rejection.to_string()).into_response()
    }

    fn fail(&self, operation: &'static Operation, error: String) -> Response {
        (
            StatusCode::BAD_GATEWAY,
            format!("{}: {error}", operation.id),
        )
            .into_response()
    }

    fn inspect(&self, operation: &'static Operation, response: &mut Response) {
        response.extensions_mut().insert(operation.id);
    }
}

#[async_trait]
impl Authenticate for Shop {
    type Principal = String;

    async fn authenticate(
        &self,
        _: &'static Operation,
        presented: Presented<'_>,
    ) -> Result<String, String> {
        match presented
            .only()
            .map(|credential| credential.secret.expose())
        {
            Some("good") => Ok("me".to_owned()),
            _ => Err("stranger".to_owned()),
        }
    }
}

pub(super) fn stub() -> Stub<Shop> {
    Stub {
        service: Arc::new(Shop),
        limits: Limits::default(),
    }
    .clone()
}

fn request(key: Option<&str>, body: Body) -> Request {
    let request = Request::builder().uri("/");
    let request = match key {
        Some(key) => request.header("x-key", key),
        None => request,
    };
    request.body(body).unwrap()
}

pub(super) async fn text(response: Response) -> String {
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 100).await.unwrap();
    format!("{status} {}", String::from_utf8_lossy(&bytes))
}

#[tokio::test]
async fn credentials_identify_a_principal() {
    for (key, expected) in [
        (None, Ok(None)),
        (Some("good"), Ok(Some("me".to_owned()))),
        (Some("bad"), Err("502 send: stranger")),
        (Some("b\u{e4}d"), Err("401 x-key cannot be read")),
    ] {
        let stub = stub();
        let (head, body) = stub.open(request(key, Body::empty()));
        match (stub.authenticate(&OPERATION, &head).await, expected) {
            (Ok(principal), Ok(expected)) => assert_eq!(principal, expected),
            (Err(refusal), Err(expected)) => {
                let response = stub.close(&OPERATION, Err(refusal), body);
                assert_eq!(text(response).await, expected);
            }
            (found, _) => panic!("{key:?}: {:?}", found.is_ok()),
        }
    }
}

#[tokio::test]
async fn the_service_inspects_each_response_of_an_operation() {
    let stub = stub();
    for (outcome, expected) in [
        (Ok("done".into_response()), "200 done"),
        (
            Err(Rejection::BodyMissing.into()),
            "400 A request body is required",
        ),
        (Err(Refusal::Failed("down".to_owned())), "502 send: down"),
    ] {
        let (_, body) = stub.open(request(None, Body::empty()));
        let response = stub.close(&OPERATION, outcome, body);
        assert_eq!(response.extensions().get(), Some(&"send"));
        assert!(!response.headers().contains_key("connection"));
        assert_eq!(text(response).await, expected);
    }
}

#[tokio::test]
async fn a_connection_with_a_rest_is_closed() {
    let stub = stub();
    let (_, body) = stub.open(request(None, chunked(&["rest"], false)));
    let response = stub.close(&OPERATION, Ok("done".into_response()), body);
    assert_eq!(response.headers()["connection"], "close");
    let response = stub.turn_away(Rejection::UnknownPath, request(None, Body::from("rest")));
    assert_eq!(response.headers()["connection"], "close");
    assert_eq!(response.extensions().get::<&str>(), None);
    assert_eq!(text(response).await, "404 Unknown path");
}
