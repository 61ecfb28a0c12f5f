use super::*;

#[test]
fn local_url_of_each_family() {
    for (bound, url) in [
        ("127.0.0.1:8080", "http://127.0.0.1:8080/"),
        ("0.0.0.0:8080", "http://127.0.0.1:8080/"),
        ("[::]:8080", "http://[::1]:8080/"),
        ("[::1]:1", "http://[::1]:1/"),
        ("[fe80::1%2]:1", "http://[fe80::1]:1/"),
    ] {
        assert_eq!(local_url(bound.parse().expect(bound)).as_str(), url);
    }
}
