use super::*;
use crate::settings::Value as _;

#[test]
fn address_by_x_forwarded_for() {
    let trusted = Networks::read("10.0.0.0/8").expect("a network");
    for (peer, values, expected) in [
        ("192.0.2.1", &["203.0.113.1"][..], "192.0.2.1"),
        ("10.0.0.1", &[], "10.0.0.1"),
        ("10.0.0.1", &["203.0.113.1"], "203.0.113.1"),
        ("::ffff:10.0.0.1", &["203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", &["198.51.100.7, 203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", &["198.51.100.7", "203.0.113.1"], "203.0.113.1"),
        ("10.0.0.1", &["203.0.113.1, 10.0.0.2"], "203.0.113.1"),
        ("10.0.0.1", &["10.0.0.3,10.0.0.2"], "10.0.0.3"),
        ("10.0.0.1", &["203.0.113.1:4711"], "203.0.113.1"),
        ("10.0.0.1", &["[2001:db8::1]:4711"], "2001:db8::1"),
        ("10.0.0.1", &["2001:db8::1"], "2001:db8::1"),
        ("10.0.0.1", &["203.0.113.1, unknown"], "10.0.0.1"),
        ("10.0.0.1", &["203.0.113.1, nonsense, 10.0.0.2"], "10.0.0.2"),
        ("10.0.0.1", &[""], "10.0.0.1"),
    ] {
        let mut headers = HeaderMap::new();
        headers.append("forwarded", "for=203.0.113.99".parse().expect("a value"));
        for value in values {
            headers.append(X_FORWARDED_FOR, value.parse().expect("a value"));
        }
        let peer_address = peer.parse().expect("an address");
        let client = client_address(&trusted, peer_address, &headers);
        assert_eq!(client.to_string(), expected, "{peer} {values:?}");
    }
}
