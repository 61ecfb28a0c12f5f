use super::*;

#[test]
fn gzip_is_sent_to_who_takes_it() {
    for (list, taken) in [
        (None, true),
        (Some("gzip, deflate, br"), true),
        (Some("br;q=1.0, GZIP;q=0.2"), true),
        (Some("*"), true),
        (Some("*;q=0, x-gzip"), true),
        (Some("gzip;q=0, *"), false),
        (Some("gzip; q=0.000"), false),
        (Some("identity"), false),
        (Some("br"), false),
        (Some(""), false),
    ] {
        let mut headers = HeaderMap::new();
        if let Some(list) = list {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(list));
        }
        assert_eq!(takes_gzip(&headers), taken, "{list:?}");
    }
}

#[test]
fn files_are_gzip() {
    for asset in assets() {
        assert_eq!(asset.gzip[..2], [0x1f, 0x8b], "{}", asset.path);
        assert_eq!(
            asset.gzip[4..8],
            [0; 4],
            "{} has the time of its build",
            asset.path
        );
    }
}
