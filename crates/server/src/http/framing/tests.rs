use axum::body::Body;

use super::*;

fn request(version: Version, headers: &[(&str, &str)]) -> Request {
    let mut request = Request::builder().version(version);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).expect("a request")
}

#[test]
fn host_by_version() {
    for (version, headers, fine) in [
        (Version::HTTP_11, &[("host", "localhost:8080")][..], true),
        (Version::HTTP_11, &[("host", "[::1]:1")], true),
        (Version::HTTP_11, &[("host", "")], true),
        (Version::HTTP_11, &[], false),
        (Version::HTTP_11, &[("host", "a"), ("host", "a")], false),
        (Version::HTTP_11, &[("host", "a b")], false),
        (Version::HTTP_11, &[("host", "user@a")], false),
        (Version::HTTP_11, &[("host", "a/b")], false),
        (Version::HTTP_10, &[], true),
        (Version::HTTP_2, &[], true),
    ] {
        let fault = fault(&request(version, headers));
        assert_eq!(fault.is_none(), fine, "{version:?} {headers:?}: {fault:?}");
    }
}

#[test]
fn coding_chunked_only() {
    let te = "transfer-encoding";
    for (headers, fine) in [
        (&[("host", "a"), (te, "chunked")][..], true),
        (&[("host", "a"), (te, "Chunked ")], true),
        (&[("host", "a"), (te, "gzip, chunked")], false),
        (&[("host", "a"), (te, "chunked, chunked")], false),
        (&[("host", "a"), (te, "gzip"), (te, "chunked")], false),
        (&[("host", "a"), (te, "chunked"), (te, "chunked")], false),
        (&[("host", "a"), (te, "identity")], false),
        (&[("host", "a"), (te, "")], false),
    ] {
        let fault = fault(&request(Version::HTTP_11, headers));
        assert_eq!(fault.is_none(), fine, "{headers:?}: {fault:?}");
    }
}

#[test]
fn user_in_target() {
    for (uri, fine) in [("http://a/", true), ("http://b@a/", false), ("/a@b", true)] {
        let mut request = request(Version::HTTP_2, &[]);
        *request.uri_mut() = uri.parse().expect("a URI");
        assert_eq!(fault(&request).is_none(), fine, "{uri}");
    }
}

#[test]
fn length_and_coding_together() {
    let both = [
        ("host", "a"),
        ("content-length", "1"),
        ("transfer-encoding", "chunked"),
    ];
    assert!(fault(&request(Version::HTTP_11, &both)).is_some());
    assert!(fault(&request(Version::HTTP_11, &both[..2])).is_none());
}
