use super::*;

#[test]
fn headers_that_matter() {
    let mut headers = HeaderMap::new();
    headers.insert("request-id", "req_1".parse().expect("a value"));
    headers.insert("stripe-should-retry", "false".parse().expect("a value"));
    let head = Head::of(StatusCode::OK, &headers);
    assert_eq!(head.request_id.as_deref(), Some("req_1"));
    assert_eq!(head.should_retry, Some(false));
    assert_eq!(head.retry_after, None);
    headers.insert("stripe-should-retry", "perhaps".parse().expect("a value"));
    assert_eq!(Head::of(StatusCode::OK, &headers).should_retry, None);
}
