use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use http_body::Frame;

use super::request::{chunked, head};
use crate::body::{self, RequestBody};
use crate::forms::Form;
use crate::limits::Limits;
use crate::rejection::Rejection;
use crate::validation::rule;

fn limits() -> Limits {
    Limits {
        body_bytes: 8,
        drain_bytes: 8,
        ..Limits::default()
    }
}

fn sent(media: &str, body: impl Into<Body>) -> (Parts, RequestBody) {
    let head = head("/", &[("content-type", media)]);
    let body = RequestBody::new(&head.headers, body.into(), limits());
    (head, body)
}

async fn bytes(media: &str, body: impl Into<Body>) -> Result<Option<String>, Rejection> {
    let (head, mut body) = sent(media, body);
    let bytes = body.bytes(&head.headers, "text/plain").await?;
    Ok(bytes.map(|bytes| String::from_utf8(bytes.into()).unwrap()))
}

#[tokio::test]
async fn a_body_is_of_its_media_type() {
    for media in ["text/plain", "TEXT/plain; charset=utf-8", " text/plain "] {
        assert_eq!(bytes(media, "a").await.unwrap().unwrap(), "a", "{media}");
    }
    let wrong = Rejection::MediaType {
        expected: "text/plain",
    };
    assert_eq!(bytes("text/html", "a").await, Err(wrong.clone()));
    assert_eq!(bytes("text/html", Body::empty()).await, Ok(None));
    assert_eq!(
        bytes("text/plain", Body::empty()).await.unwrap().unwrap(),
        ""
    );
    assert_eq!(
        bytes("text/html", chunked(&[], false)).await,
        Err(wrong.clone())
    );
    let two = head(
        "/",
        &[
            ("content-type", "text/plain"),
            ("content-type", "text/plain"),
        ],
    );
    let mut body = RequestBody::new(&two.headers, "a".into(), limits());
    assert_eq!(body.bytes(&two.headers, "text/plain").await, Err(wrong));
}

#[tokio::test]
async fn no_type_and_no_bytes_are_no_body() {
    let untyped = async |body: Body, expect: bool| {
        let headers = match expect {
            true => head("/", &[("expect", "100-Continue")]).headers,
            false => HeaderMap::new(),
        };
        let mut body = RequestBody::new(&headers, body, limits());
        body.bytes(&headers, "text/plain").await
    };
    let wrong = Err(Rejection::MediaType {
        expected: "text/plain",
    });
    assert_eq!(untyped(chunked(&["", ""], false), false).await, Ok(None));
    assert_eq!(untyped(chunked(&["", "a"], false), false).await, wrong);
    assert_eq!(
        untyped(chunked(&["broken"], false), false).await,
        Err(Rejection::BodyUnreadable)
    );
    assert_eq!(untyped(chunked(&[], false), true).await, wrong);
}

#[tokio::test(start_paused = true)]
async fn a_body_has_limits() {
    let large = Rejection::BodyTooLarge { limit_bytes: 8 };
    assert_eq!(
        bytes("text/plain", "12345678").await.unwrap().unwrap(),
        "12345678"
    );
    assert_eq!(bytes("text/plain", "123456789").await, Err(large.clone()));
    assert_eq!(
        bytes("text/plain", chunked(&["1234", "5678"], false))
            .await
            .unwrap()
            .unwrap(),
        "12345678"
    );
    assert_eq!(
        bytes("text/plain", chunked(&["1234", "5678", "9"], false)).await,
        Err(large)
    );
    assert_eq!(
        bytes("text/plain", chunked(&["1"], true)).await,
        Err(Rejection::BodyTimeout)
    );
    let (_, mut open) = sent("text/plain", chunked(&[], true));
    let untyped = open.bytes(&HeaderMap::new(), "text/plain").await;
    assert_eq!(untyped, Err(Rejection::BodyTimeout));
    assert_eq!(
        bytes("text/plain", chunked(&["1", "broken"], false)).await,
        Err(Rejection::BodyUnreadable)
    );
}

#[tokio::test]
async fn bodies_are_read_by_what_they_are() {
    let (head, mut body) = sent("application/json", "[1]");
    assert_eq!(
        body.json::<Vec<i32>>(&head.headers, "application/json")
            .await,
        Ok(Some(vec![1]))
    );
    let (head, mut body) = sent("application/json", "");
    assert_eq!(
        body.json::<i32>(&head.headers, "application/json").await,
        Ok(None)
    );
    let (head, mut body) = sent("a/form", "a=1");
    static FORM: Form = Form::Object(&[("a", &Form::Number)], &Form::Any);
    let form = body
        .form::<serde_json::Value>(&head.headers, "a/form", &FORM)
        .await;
    assert_eq!(form.unwrap().unwrap(), serde_json::json!({ "a": 1 }));
    let (head, mut body) = sent("a/form", "a=1");
    let refused = body.form::<Vec<i32>>(&head.headers, "a/form", &FORM).await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        "The request body must be an array"
    );
    let (head, mut body) = sent("text/plain", "é");
    assert_eq!(
        body.text(&head.headers, "text/plain")
            .await
            .unwrap()
            .unwrap(),
        "é"
    );
    let (head, mut body) = sent("text/plain", Body::from(&b"\xff"[..]));
    let refused = body.text(&head.headers, "text/plain").await;
    assert_eq!(
        refused.unwrap_err().to_string(),
        "The request body must be UTF-8"
    );
}

#[test]
fn rules_are_kept() {
    assert_eq!(body::valid(&1, |_| Ok(())), Ok(()));
    let refused = body::valid(&1, |_| rule(false, "must be more")).unwrap_err();
    assert_eq!(refused.to_string(), "The request body must be more");
}

#[tokio::test(start_paused = true)]
async fn what_is_left_is_read_so_that_the_client_gets_its_answer() {
    let (head, mut read) = sent("text/plain", chunked(&["a"], false));
    read.bytes(&head.headers, "text/plain").await.unwrap();
    assert!(!read.discard());
    assert!(!sent("text/plain", Body::empty()).1.discard());
    let dropped = async |pieces: &[&'static str], open| {
        let (sender, receiver) = tokio::sync::oneshot::channel::<()>();
        let body = Body::new(Noted {
            body: chunked(pieces, open),
            _sender: sender,
        });
        assert!(sent("text/plain", body).1.discard());
        let start = tokio::time::Instant::now();
        receiver.await.unwrap_err();
        start.elapsed()
    };
    assert_eq!(dropped(&["1234", "5678"], false).await, Duration::ZERO);
    assert_eq!(dropped(&["1234", "56789"], true).await, Duration::ZERO);
    assert!(dropped(&["1234"], true).await >= Duration::from_secs(2));
    let waits = super::request::head("/", &[("expect", "100-continue")]);
    let (sender, receiver) = tokio::sync::oneshot::channel::<()>();
    let body = Body::new(Noted {
        body: chunked(&[], true),
        _sender: sender,
    });
    assert!(RequestBody::new(&waits.headers, body, limits()).discard());
    let start = tokio::time::Instant::now();
    receiver.await.unwrap_err();
    assert_eq!(start.elapsed(), Duration::ZERO);
}

/// A body whose end is noticed.
struct Noted {
    body: Body,
    _sender: tokio::sync::oneshot::Sender<()>,
}

impl HttpBody for Noted {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        std::pin::Pin::new(&mut self.body).poll_frame(context)
    }
}
