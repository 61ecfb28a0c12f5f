use accounts::InvalidReturnUrl::{self, Browser, Origin, Scheme};
use accounts::{AllowedOrigin, ReturnUrlPolicy};

/// A text, and the rule that refuses it.
type Case = (&'static str, Option<InvalidReturnUrl>);

const TAKEN: Option<InvalidReturnUrl> = None;

/// The verdicts under each list of origins.
const CASES: &[(&[&str], &[Case])] = &[
    (
        &["https://app.example.com"],
        &[
            ("https://app.example.com", TAKEN),
            ("https://app.example.com/x?y#z", TAKEN),
            ("https://app.example.com:443/", TAKEN),
            ("HTTPS://APP.Example.COM/", TAKEN),
            ("https://app.example.com:8443/", Some(Origin)),
            ("https://app.example.com./", Some(Origin)),
            ("https://example.com/", Some(Origin)),
            ("https://x.app.example.com/", Some(Origin)),
            ("https://evilapp.example.com/", Some(Origin)),
            ("https://app-example.com/", Some(Origin)),
            ("https://app.example.com.evil.example/", Some(Origin)),
            ("https://evil.example/app.example.com", Some(Origin)),
            (
                "https://evil.example/?https://app.example.com",
                Some(Origin),
            ),
            ("https://evil.example#https://app.example.com", Some(Origin)),
            ("https://127.0.0.1/", Some(Origin)),
            // What is refused anyway is not told about origins.
            ("http://app.example.com/", Some(Scheme)),
            ("https://ap%70.example.com/", Some(Browser)),
            ("http://localhost:3000/", Some(Origin)),
        ],
    ),
    (
        &["https://*.example.com"],
        &[
            ("https://a.example.com/", TAKEN),
            ("https://a.b.example.com/", TAKEN),
            ("https://A.EXAMPLE.com/", TAKEN),
            ("https://xn--mnchen-3ya.example.com/", TAKEN),
            ("https://example.com/", Some(Origin)),
            ("https://evilexample.com/", Some(Origin)),
            ("https://.example.com/", Some(Origin)),
            ("https://example.com.evil.example/", Some(Origin)),
            ("https://a.example.com.evil.example/", Some(Origin)),
            ("https://a.example.com./", Some(Origin)),
            ("https://a.example.com:8443/", Some(Origin)),
            ("https://a.example.org/", Some(Origin)),
        ],
    ),
    (
        &["https://*.example.com:8443"],
        &[
            ("https://a.example.com:8443/", TAKEN),
            ("https://a.example.com:08443/", TAKEN),
            ("https://a.example.com/", Some(Origin)),
            ("https://a.example.com:443/", Some(Origin)),
        ],
    ),
    (
        &["http://localhost:3000"],
        &[
            ("http://localhost:3000/x", TAKEN),
            ("http://localhost/", Some(Origin)),
            ("http://localhost:3001/", Some(Origin)),
            ("https://localhost:3000/", Some(Origin)),
            ("http://127.0.0.1:3000/", Some(Origin)),
        ],
    ),
    (
        &[
            "https://MÜNCHEN.example",
            "https://[2001:db8::1]",
            "https://192.0.2.1:444",
        ],
        &[
            ("https://xn--mnchen-3ya.example/", TAKEN),
            ("https://XN--MNCHEN-3YA.example/", TAKEN),
            ("https://[2001:DB8:0::1]/", TAKEN),
            ("https://192.0.2.1:444/", TAKEN),
            ("https://munchen.example/", Some(Origin)),
            ("https://[2001:db8::2]/", Some(Origin)),
            ("https://192.0.2.1/", Some(Origin)),
        ],
    ),
];

#[test]
fn check_return_url_under_each_list() {
    let mut wrong = Vec::new();
    for (origins, cases) in CASES {
        let parsed = origins.iter().map(|origin| origin.parse().expect(origin));
        let policy = ReturnUrlPolicy::new(parsed.collect());
        for (text, expected) in *cases {
            let found = policy.check(text).err();
            if found != *expected {
                wrong.push(format!(
                    "{origins:?}: {text:?}: {found:?}, not {expected:?}"
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn read_origin_each_form() {
    for (text, shown) in [
        ("https://example.com", "https://example.com:443"),
        ("https://EXAMPLE.com", "https://example.com:443"),
        ("https://example.com:443", "https://example.com:443"),
        ("https://example.com:8443", "https://example.com:8443"),
        ("https://*.example.com", "https://*.example.com:443"),
        ("https://*.example.com:8443", "https://*.example.com:8443"),
        (
            "https://münchen.example",
            "https://xn--mnchen-3ya.example:443",
        ),
        ("https://192.0.2.1", "https://192.0.2.1:443"),
        ("https://[2001:DB8::1]:8443", "https://[2001:db8::1]:8443"),
        ("http://localhost:3000", "http://localhost:3000"),
        ("http://localhost", "http://localhost:80"),
    ] {
        let origin: AllowedOrigin = text.parse().expect(text);
        assert_eq!(origin.to_string(), shown, "{text}");
        assert_eq!(shown.parse(), Ok(origin), "what is shown can be read again");
    }
}

#[test]
fn read_origin_refused() {
    for text in [
        "",
        "*",
        "null",
        "example.com",
        "*.example.com",
        "//example.com",
        "https:example.com",
        "https://",
        "https://:443",
        "https://*",
        "https://*.",
        "https://*.*.example.com",
        "https://a.*.example.com",
        "https://*example.com",
        "https://ex*mple.com",
        "https://*.192.0.2.1",
        "https://*.[::1]",
        "https://[::1",
        "https://example.com/",
        "https://example.com/x",
        "https://example.com?x",
        "https://example.com#x",
        "https://example.com\\x",
        "https://user@example.com",
        "https://example.com:65536",
        "https://example.com:x",
        "https://exa mple.com",
        "https://exa\tmple.com",
        "https://example.com\n",
        " https://example.com",
        "ftp://example.com",
        "javascript://example.com",
        "https://a.example,https://b.example",
    ] {
        assert!(text.parse::<AllowedOrigin>().is_err(), "{text:?}");
    }
}
