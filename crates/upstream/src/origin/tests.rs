use super::*;

#[test]
fn origins_of_each_form() {
    for (text, shown) in [
        ("https://api.example.com", Ok("https://api.example.com")),
        (
            "https://api.example.com:443/",
            Ok("https://api.example.com"),
        ),
        ("http://127.0.0.1:3000", Ok("http://127.0.0.1:3000")),
        ("http://localhost:3000", Ok("http://localhost:3000")),
        ("http://api.example.com", Err(InvalidOrigin::InClear)),
        ("ftp://api.example.com", Err(InvalidOrigin::InClear)),
        (
            "https://api.example.com/v1",
            Err(InvalidOrigin::MoreThanOrigin),
        ),
        (
            "https://ann@api.example.com",
            Err(InvalidOrigin::MoreThanOrigin),
        ),
        (
            "https://api.example.com?a",
            Err(InvalidOrigin::MoreThanOrigin),
        ),
    ] {
        let read = text.parse::<UpstreamOrigin>();
        let read = read.map(|origin| origin.to_string());
        assert_eq!(read, shown.map(str::to_owned), "{text}");
    }
    let none = "api.example.com".parse::<UpstreamOrigin>();
    assert!(matches!(none, Err(InvalidOrigin::NoUrl(_))));
}

#[test]
fn same_origin() {
    let origin: UpstreamOrigin = "https://api.example.com".parse().expect("valid");
    let is_origin_of = |url: &str| origin.is_origin_of(&Url::parse(url).expect("a URL"));
    assert!(is_origin_of("https://API.example.com:443/path"));
    assert!(!is_origin_of("http://api.example.com"));
    assert_eq!((origin.port(), origin.is_this_machine()), (443, false));
    let local: UpstreamOrigin = "http://[::1]:3000".parse().expect("valid");
    assert_eq!((local.port(), local.is_this_machine()), (3000, true));
    assert_eq!((local.scheme(), local.authority()), ("http", "[::1]:3000"));
}
