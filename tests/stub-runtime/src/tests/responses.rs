use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};

use crate::rejection::Rejection;
use crate::responses::{self, Binary, accepted, header, header_value, headers};

async fn parts(response: Response) -> (StatusCode, String, Bytes) {
    let media = response.headers()["content-type"]
        .to_str()
        .unwrap()
        .to_owned();
    let status = response.status();
    (
        status,
        media,
        to_bytes(response.into_body(), 100).await.unwrap(),
    )
}

#[tokio::test]
async fn bodies_have_their_media_type() {
    let created = StatusCode::CREATED;
    let response =
        responses::json(created, "application/problem+json", &json!({ "a": 1 })).unwrap();
    let expected = (
        created,
        "application/problem+json".to_owned(),
        Bytes::from(r#"{"a":1}"#),
    );
    assert_eq!(parts(response).await, expected);
    let response = responses::plain(StatusCode::OK, "text/plain", "text").unwrap();
    let expected = (StatusCode::OK, "text/plain".to_owned(), Bytes::from("text"));
    assert_eq!(parts(response).await, expected);
    let unwritable = responses::json(created, "a/b", &std::collections::BTreeMap::from([((), 1)]));
    assert_eq!(unwritable.unwrap_err(), Rejection::Internal);
}

#[test]
fn values_of_headers_are_texts() {
    for (value, expected) in [
        (json!("a b"), "a b"),
        (json!(1), "1"),
        (json!(true), "true"),
        (
            json!(["a", "b,c", "d%2Ce", "100%", 1]),
            "a,b%2Cc,d%252Ce,100%,1",
        ),
    ] {
        assert_eq!(header_value(value).unwrap(), expected);
    }
    assert_eq!(
        header_value(json!("a\nb")).unwrap_err(),
        Rejection::Internal
    );
}

#[test]
fn headers_are_added() {
    let mut response = Response::new(axum::body::Body::empty());
    header(&mut response, "x-a", &1).unwrap();
    header(&mut response, "x-b", &Value::Null).unwrap();
    headers(&mut response, "set-cookie", &["a=1", "b=2"]).unwrap();
    assert_eq!(response.headers()["x-a"], "1");
    assert!(!response.headers().contains_key("x-b"));
    let cookies: Vec<_> = response.headers().get_all("set-cookie").iter().collect();
    assert_eq!(cookies, ["a=1", "b=2"]);
    assert_eq!(
        headers(&mut response, "x-c", &["a\0"]),
        Err(Rejection::Internal)
    );
}

#[tokio::test]
async fn bytes_may_be_sent_while_they_are_made() {
    let sent = |body: Binary| responses::binary(StatusCode::OK, "image/png", body);
    let response = sent(Binary::from(vec![1, 2]));
    assert_eq!(response.body().size_hint().exact(), Some(2));
    let expected = (
        StatusCode::OK,
        "image/png".to_owned(),
        Bytes::from(vec![1, 2]),
    );
    assert_eq!(parts(response).await, expected);
    let made = Body::from_stream(futures_util::stream::iter([Ok::<_, axum::Error>("abc")]));
    let made = Binary::new(made)
        .with_length(3)
        .of_type(HeaderValue::from_static("image/webp"));
    assert!(format!("{made:?}").contains("length: Some(3)"));
    let response = sent(made);
    assert_eq!(response.headers()[CONTENT_LENGTH], "3");
    assert_eq!(response.headers()[CONTENT_TYPE], "image/webp");
    assert_eq!(parts(response).await.2, "abc");
}

/// What is chosen of JSON, CSV and events, by its place.
fn chosen(values: &[&'static str]) -> Result<usize, Rejection> {
    let mut headers = HeaderMap::new();
    for value in values {
        headers.append(ACCEPT, HeaderValue::from_static(value));
    }
    accepted(
        &headers,
        [
            ("application/json", 0),
            ("text/csv; header=present", 1),
            ("text/event-stream", 2),
        ],
    )
}

#[test]
fn a_request_prefers_a_media_type() {
    for (values, expected) in [
        (&[] as &[_], 0),
        (&[""], 0),
        (&["*/*"], 0),
        (&["text/*"], 1),
        (&["TEXT/Event-Stream"], 2),
        (&["text/event-stream", "application/json"], 0),
        (&["text/event-stream, application/json;q=0.9"], 2),
        (&["*/*;q=0.1, text/event-stream;q=0.2"], 2),
        (&["text/*;q=1, text/csv;q=0"], 2),
        (&["text/*;q=0.5, application/json; q=0.50"], 0),
        (&["text/csv; header=present, */*;q=0.9"], 1),
        (&["text/csv;charset=utf-8"], 1),
        (&["application/json;a=\"b,c;q=0\", text/csv"], 1),
        (&["application/json;q=x"], 0),
        (&["application/json;q=1.5, text/csv;q=0.001"], 0),
        (&["nonsense, text/csv"], 1),
        (&["a/b;c=\"\\\"\", text/csv"], 1),
    ] {
        assert_eq!(chosen(values), Ok(expected), "{values:?}");
    }
    let offered = vec![
        "application/json",
        "text/csv; header=present",
        "text/event-stream",
    ];
    let mut headers = HeaderMap::new();
    headers.append(ACCEPT, HeaderValue::from_static("image/png, text/csv"));
    assert_eq!(accepted(&headers, [("text/csv", 0), ("image/*", 1)]), Ok(0));
    assert_eq!(
        accepted(&headers, [("text/plain", 0), ("image/*", 1)]),
        Ok(1)
    );
    for value in [
        "image/png",
        "*/*;q=0",
        "text/csv;header=absent",
        "application/json;q=0.000",
    ] {
        let refused = Rejection::NotAcceptable {
            offered: offered.clone(),
        };
        assert_eq!(chosen(&[value]), Err(refused), "{value}");
    }
}
