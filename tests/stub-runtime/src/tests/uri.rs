use crate::uri::Uri;

#[test]
fn it_is_kept_as_received() {
    for text in [
        "https://Example.com:443/a/../b?c=%7e#d",
        "urn:a:b",
        "mailto:a@b",
    ] {
        let uri: Uri = text.parse().unwrap();
        assert_eq!(uri.as_str(), text);
        assert_eq!(uri.to_string(), text);
        assert_eq!(serde_json::to_value(&uri).unwrap(), text);
        assert_eq!(serde_json::from_value::<Uri>(text.into()).unwrap(), uri);
    }
}

#[test]
fn it_prints_its_scheme_only_for_debugging() {
    let uri: Uri = "https://example.com/?token=secret".parse().unwrap();
    assert_eq!(format!("{uri:?}"), "Uri(https:..)");
}

#[test]
fn what_is_none_is_explained() {
    let rule = "must be an absolute URI (RFC 3986)";
    for (text, expected) in [
        ("", "is required".to_owned()),
        ("path", format!("{rule}, such as https://example.com/path")),
        ("/path", format!("{rule}: '/' cannot stand at byte 0")),
        (
            "https://a/b c",
            format!("{rule}: ' ' at byte 11 must be percent-encoded"),
        ),
        (
            "https://a/é",
            format!("{rule}: 'é' at byte 10 must be percent-encoded"),
        ),
        (
            "https://a/#b#c",
            format!("{rule}: '#' cannot stand at byte 12"),
        ),
        (
            "https://a/%zz",
            format!("{rule}: '%' cannot stand at byte 10"),
        ),
    ] {
        let error = text.parse::<Uri>().unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
        let error = serde_json::from_value::<Uri>(text.into()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{text}");
    }
}
