use super::*;

#[test]
fn retry_after_of_each_form() {
    let now: Timestamp = "1994-11-06T08:49:30Z".parse().expect("a time");
    for (text, seconds) in [
        ("3", Some(3)),
        ("0", Some(0)),
        ("Sun, 06 Nov 1994 08:49:37 GMT", Some(7)),
        ("Sun, 06 Nov 1994 08:49:00 GMT", Some(0)),
        ("Tue, 31 Dec 2999 23:59:59 GMT", Some(3600)),
        ("99999999", Some(3600)),
        ("-1", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
    ] {
        assert_eq!(wait(text, now), seconds.map(Duration::from_secs), "{text}");
    }
}

#[test]
fn header_that_is_there_or_not() {
    let mut headers = HeaderMap::new();
    assert_eq!(retry_after(&headers), None);
    headers.insert(RETRY_AFTER, "2".parse().expect("a value"));
    assert_eq!(retry_after(&headers), Some(Duration::from_secs(2)));
}
