use super::*;

const ORIGIN: &str = "https://api.example.com";

#[test]
fn bases_taken_and_refused() {
    for text in [
        ORIGIN,
        "https://localhost:12111",
        "http://127.0.0.1:12111",
        "http://[::1]:1",
        "http://localhost:1/",
    ] {
        let base: ApiBase = text.parse().expect(text);
        assert_eq!(base.to_string(), text.trim_end_matches('/'));
        assert_eq!(base.is(ORIGIN), text == ORIGIN);
    }
    for (text, error) in [
        ("http://api.example.com", InvalidApiBase::InClear),
        ("http://127.0.0.1.example.com", InvalidApiBase::InClear),
        ("ftp://localhost", InvalidApiBase::InClear),
        ("https://api.example.com/v1", InvalidApiBase::MoreThanOrigin),
        (
            "https://a:b@api.example.com",
            InvalidApiBase::MoreThanOrigin,
        ),
        ("https://api.example.com?x", InvalidApiBase::MoreThanOrigin),
    ] {
        assert_eq!(text.parse::<ApiBase>().expect_err(text), error, "{text}");
    }
    assert!("api.example.com".parse::<ApiBase>().is_err());
}

#[test]
fn url_of_a_path() {
    let base: ApiBase = ORIGIN.parse().expect("a base");
    assert_eq!(
        base.url("/v1/users", Some("limit=1")).as_str(),
        "https://api.example.com/v1/users?limit=1"
    );
}

#[test]
fn same_origin() {
    let base: ApiBase = "https://api.example.com:443/".parse().expect("a base");
    assert_eq!(base.to_string(), ORIGIN);
    let is_origin_of = |url: &str| base.is_origin_of(&Url::parse(url).expect("a URL"));
    assert!(is_origin_of("https://API.example.com:443/path"));
    assert!(!is_origin_of("http://api.example.com"));
    assert_eq!((base.port(), base.is_this_machine()), (443, false));
    let local: ApiBase = "http://[::1]:3000".parse().expect("a base");
    assert_eq!((local.port(), local.is_this_machine()), (3000, true));
    assert_eq!((local.scheme(), local.authority()), ("http", "[::1]:3000"));
}
