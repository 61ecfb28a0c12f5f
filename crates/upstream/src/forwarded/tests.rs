use super::*;

const GIVEN: [(HeaderName, &str); 4] = [
    (X_FORWARDED_FOR, "192.0.2.1"),
    (X_FORWARDED_HOST, "given.example.com"),
    (X_FORWARDED_PROTO, "https"),
    (FORWARDED, "for=192.0.2.1"),
];

fn written(is_trusted_proxy: bool, given: &[(HeaderName, &str)]) -> Vec<String> {
    let mut headers = HeaderMap::new();
    for (name, value) in given {
        headers.append(name, HeaderValue::from_str(value).expect("a value"));
    }
    let sender = Sender {
        address: Some("::ffff:10.0.0.7".parse().expect("an address")),
        is_trusted_proxy,
        scheme: "http",
    };
    sender.write_to(
        &mut headers,
        Some(HeaderValue::from_static("api.example.com")),
    );
    let names = [
        X_FORWARDED_FOR,
        X_FORWARDED_HOST,
        X_FORWARDED_PROTO,
        FORWARDED,
    ];
    let texts = names.map(|name| {
        let values = headers.get_all(name).iter();
        let values = values.map(|value| value.to_str().expect("text").to_owned());
        values.collect::<Vec<_>>().join("|")
    });
    texts.into()
}

#[test]
fn caller_is_not_believed() {
    let own = ["10.0.0.7", "api.example.com", "http", ""];
    assert_eq!(written(false, &[]), own);
    assert_eq!(written(false, &GIVEN), own);
}

#[test]
fn proxy_is_believed() {
    assert_eq!(
        written(true, &[]),
        ["10.0.0.7", "api.example.com", "http", ""]
    );
    let expected = [
        "192.0.2.1, 10.0.0.7",
        "given.example.com",
        "https",
        "for=192.0.2.1",
    ];
    assert_eq!(written(true, &GIVEN), expected);
    let twice = [(X_FORWARDED_FOR, "192.0.2.1"), (X_FORWARDED_FOR, "::2")];
    assert_eq!(written(true, &twice)[0], "192.0.2.1, ::2, 10.0.0.7");
}
