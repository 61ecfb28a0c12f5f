use super::*;

#[test]
fn url_of_traces() {
    for (base, url) in [
        ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
        (
            "https://c.example/otlp/",
            "https://c.example/otlp/v1/traces",
        ),
    ] {
        assert_eq!(traces_url(base).expect(base).as_str(), url);
    }
    for base in ["127.0.0.1:4318", "grpc://c", "https://a:canary@c.example"] {
        let refused = traces_url(base).expect_err(base).to_string();
        assert!(
            refused.contains(ENDPOINT) && !refused.contains("canary"),
            "{refused}"
        );
    }
}
