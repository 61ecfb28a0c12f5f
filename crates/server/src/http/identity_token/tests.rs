use axum::http::HeaderValue;

use super::*;

fn sent(values: &[&[u8]]) -> Option<IdentityToken> {
    let values = values.iter().map(|value| {
        let value = HeaderValue::from_bytes(value).expect("a value");
        (HEADER, value)
    });
    let mut headers = HeaderMap::new();
    for (name, value) in values {
        headers.append(name, value);
    }
    of(&headers)
}

#[test]
fn header_of_each_kind() {
    let token = || Some(IdentityToken::Sent("a.b.c".into()));
    for (values, expected) in [
        (&[][..], None),
        (&[b""], None),
        (&[b"  "], None),
        (&[b"a.b.c"], token()),
        (&[b" a.b.c "], token()),
        (&[b"", b"a.b.c"], token()),
        (&[b"a.b.c", b"a.b.c"], Some(IdentityToken::Unreadable)),
        (&[b"\xff"], Some(IdentityToken::Unreadable)),
    ] as [(&[&[u8]], _); 8]
    {
        assert_eq!(sent(values), expected, "{values:?}");
    }
}
