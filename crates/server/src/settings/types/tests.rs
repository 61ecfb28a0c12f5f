use super::*;

#[test]
fn networks_of_both_families() {
    let networks = Networks::read("10.0.0.0/8, 127.0.0.1,2001:db8::/32").expect("networks");
    for (address, inside) in [
        ("10.1.2.3", true),
        ("::ffff:10.1.2.3", true),
        ("11.0.0.0", false),
        ("127.0.0.1", true),
        ("127.0.0.2", false),
        ("2001:db8::1", true),
        ("2001:db9::1", false),
    ] {
        let address = address.parse().expect("an address");
        assert_eq!(networks.contain(address), inside, "{address}");
    }
    assert_eq!(networks.show(), "10.0.0.0/8,127.0.0.1/32,2001:db8::/32");
    assert_eq!(Networks::read("").expect("none").show(), "(none)");
    for text in ["10.0.0.0/33", "proxy.example.com", "10.0.0.0-10.0.0.9"] {
        assert!(Networks::read(text).is_err(), "{text}");
    }
}
