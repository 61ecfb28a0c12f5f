use axum::body::{Bytes, to_bytes};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::rejection::Rejection;
use crate::responses::{self, header, header_value, headers};

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
