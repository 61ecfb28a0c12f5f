use super::*;

#[test]
fn limits_by_name() {
    let mut headers = HeaderMap::new();
    assert_eq!(RateLimit::of(&headers), None);
    for (text, label) in [
        ("global-rate", "global_rate"),
        ("endpoint-rate", "endpoint_rate"),
        ("global-concurrency", "global_concurrency"),
        ("endpoint-concurrency", "endpoint_concurrency"),
        ("resource-specific", "resource_specific"),
        ("canary", "other"),
        ("", "other"),
    ] {
        headers.insert(RateLimit::HEADER, text.parse().expect("a value"));
        assert_eq!(RateLimit::label(RateLimit::of(&headers)), label);
    }
    assert_eq!(RateLimit::label(None), "not_named");
}
