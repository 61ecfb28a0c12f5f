use accounts::InvalidReturnUrl::{self, Browser, Host, NoUri, Scheme, TooLong, UserInfo};
use accounts::ReturnUrlPolicy;

/// A text, and the rule that refuses it.
type Case = (&'static str, Option<InvalidReturnUrl>);

const TAKEN: Option<InvalidReturnUrl> = None;

/// The verdicts without a list of origins, by subject.
const CASES: &[(&str, &[Case])] = &[
    (
        "usual",
        &[
            ("https://example.com", TAKEN),
            ("https://example.com/", TAKEN),
            ("https://chat.recoupable.com/settings/billing", TAKEN),
            ("https://example.com?from=portal", TAKEN),
            ("https://example.com/a?b=c&d=e%20f#g", TAKEN),
            ("https://example.com#", TAKEN),
            ("https://example.com/#/route?x=y", TAKEN),
            ("https://example.com/a/../../b/./c", TAKEN),
            ("https://example.com//evil.example/", TAKEN),
            ("https://example.com/?next=https://evil.example", TAKEN),
            ("https://example.com/a;b=c,d!$'()*+:@~", TAKEN),
        ],
    ),
    (
        "scheme",
        &[
            ("HTTPS://example.com/", TAKEN),
            ("hTTpS://example.com/", TAKEN),
            ("http://example.com/", Some(Scheme)),
            ("httpss://example.com/", Some(Scheme)),
            ("http+s://example.com/", Some(Scheme)),
            ("ftp://example.com/", Some(Scheme)),
            ("wss://example.com/", Some(Scheme)),
            ("file:///etc/passwd", Some(Scheme)),
            ("javascript:alert(1)", Some(Scheme)),
            ("JavaScript://example.com/%0Aalert(1)", Some(Scheme)),
            ("vbscript:x", Some(Scheme)),
            ("data:text/html,hello", Some(Scheme)),
            ("blob:https://example.com/1", Some(Scheme)),
            ("view-source:https://example.com/", Some(Scheme)),
            ("about:blank", Some(Scheme)),
            ("mailto:a@example.com", Some(Scheme)),
            ("intent://example.com/#Intent;end", Some(Scheme)),
            ("myapp://callback", Some(Scheme)),
            ("urn:isbn:0451450523", Some(Scheme)),
            ("x:y", Some(Scheme)),
            // No scheme was meant, yet there is one.
            ("localhost:3000/x", Some(Scheme)),
            ("example.com:443/x", Some(Scheme)),
            ("1https://example.com/", Some(NoUri)),
            ("ht tps://example.com/", Some(NoUri)),
        ],
    ),
    (
        "not absolute",
        &[
            ("", Some(NoUri)),
            (" ", Some(NoUri)),
            ("/settings", Some(NoUri)),
            ("settings", Some(NoUri)),
            ("//example.com/x", Some(NoUri)),
            ("?x=y", Some(NoUri)),
            ("#x", Some(NoUri)),
            ("example.com", Some(NoUri)),
            ("www.example.com/settings", Some(NoUri)),
            ("https//example.com/", Some(NoUri)),
            ("://example.com/", Some(NoUri)),
        ],
    ),
    (
        "no host",
        &[
            ("https:", Some(Host)),
            ("https:example.com", Some(Host)),
            ("https:/example.com/", Some(Host)),
            ("https://", Some(Host)),
            ("https:///", Some(Host)),
            ("https:///example.com/", Some(Host)),
            ("https://?x", Some(Host)),
            ("https://#x", Some(Host)),
            ("https://:443/", Some(Host)),
            ("https://@/", Some(Host)),
            ("http:", Some(Host)),
            ("http:///", Some(Host)),
        ],
    ),
    (
        "http to this machine",
        &[
            ("http://localhost", TAKEN),
            ("http://localhost:3000/callback?x=y", TAKEN),
            ("HTTP://LOCALHOST/", TAKEN),
            ("http://127.0.0.1/", TAKEN),
            ("http://127.0.0.1:8080/", TAKEN),
            ("http://127.8.9.10/", TAKEN),
            ("http://127.255.255.255/", TAKEN),
            ("http://[::1]/", TAKEN),
            ("http://[::1]:3000/x", TAKEN),
            ("http://[0:0:0:0:0:0:0:1]/", TAKEN),
            ("http://localhost./", Some(Scheme)),
            ("http://app.localhost/", Some(Scheme)),
            ("http://localhost.evil.example/", Some(Scheme)),
            ("http://127.0.0.1.evil.example/", Some(Scheme)),
            ("http://126.255.255.255/", Some(Scheme)),
            ("http://128.0.0.1/", Some(Scheme)),
            ("http://0.0.0.0/", Some(Scheme)),
            ("http://10.0.0.1/", Some(Scheme)),
            ("http://[::]/", Some(Scheme)),
            ("http://[::2]/", Some(Scheme)),
            ("http://[::ffff:127.0.0.1]/", Some(Scheme)),
        ],
    ),
    (
        "port",
        &[
            ("https://example.com:443/", TAKEN),
            ("https://example.com:8443/", TAKEN),
            ("https://example.com:65535/", TAKEN),
            ("https://example.com:1", TAKEN),
            ("https://example.com:0/", TAKEN),
            ("https://example.com:/", TAKEN),
            ("https://example.com:00443/", TAKEN),
            ("https://example.com:65536/", Some(Browser)),
            ("https://example.com:99999999999/", Some(Browser)),
            ("https://example.com:-1/", Some(NoUri)),
            ("https://example.com:80a/", Some(NoUri)),
            ("https://example.com:80:80/", Some(NoUri)),
        ],
    ),
    (
        "user info",
        &[
            ("https://user@example.com/", Some(UserInfo)),
            ("https://user:pass@example.com/", Some(UserInfo)),
            ("https://@example.com/", Some(UserInfo)),
            ("https://:@example.com/", Some(UserInfo)),
            ("https://example.com@evil.example/", Some(UserInfo)),
            ("https://example.com:443@evil.example/", Some(UserInfo)),
            ("https://example.com%2F@evil.example/", Some(UserInfo)),
            ("http://localhost@evil.example/", Some(UserInfo)),
            ("https://a@b@example.com/", Some(NoUri)),
            ("https://example.com/@evil.example", TAKEN),
            ("https://example.com/?a@b", TAKEN),
        ],
    ),
    (
        "names",
        &[
            ("https://EXAMPLE.Com/", TAKEN),
            ("https://localhost/", TAKEN),
            ("https://intranet/", TAKEN),
            ("https://a_b.example.com/", TAKEN),
            ("https://a--b.example.com/", TAKEN),
            ("https://example.com./", TAKEN),
            ("https://xn--mnchen-3ya.example/", TAKEN),
            ("https://XN--MNCHEN-3YA.example/", TAKEN),
            ("https://xn--/", Some(Browser)),
            ("https://xn--a.example/", Some(Browser)),
            ("https://münchen.example/", Some(NoUri)),
            ("https://ｅxample.com/", Some(NoUri)),
            ("https://example。com/", Some(NoUri)),
            ("https://ex%61mple.com/", Some(Browser)),
            ("https://%65xample.com/", Some(Browser)),
            ("https://example%2Ecom/", Some(Browser)),
            ("https://m%C3%BCnchen.example/", Some(Browser)),
            ("https://example.com%2Fevil.example/", Some(Browser)),
            ("https://example.com%40evil.example/", Some(Browser)),
            ("https://example.com%00.evil.example/", Some(Browser)),
            ("https://example.com%5C.evil.example/", Some(Browser)),
            ("https://example.com%/", Some(NoUri)),
        ],
    ),
    (
        "IPv4",
        &[
            ("https://192.0.2.1/", TAKEN),
            ("https://127.0.0.1:8443/", TAKEN),
            ("https://127.1/", Some(Browser)),
            ("https://127.0.1/", Some(Browser)),
            ("https://0x7f.1/", Some(Browser)),
            ("https://0x7f000001/", Some(Browser)),
            ("https://2130706433/", Some(Browser)),
            ("https://0177.0.0.1/", Some(Browser)),
            ("https://127.0.0.01/", Some(Browser)),
            ("https://192.0.2.1./", Some(Browser)),
            ("https://256.0.0.1/", Some(Browser)),
            ("https://1.2.3.4.5/", Some(Browser)),
            ("https://example.1/", Some(Browser)),
            ("https://0x/", Some(Browser)),
            ("http://127.1/", Some(Browser)),
            ("http://2130706433/", Some(Browser)),
        ],
    ),
    (
        "IPv6",
        &[
            ("https://[::1]/", TAKEN),
            ("https://[2001:db8::1]:8443/x", TAKEN),
            ("https://[2001:DB8:0:0:0:0:0:1]/", TAKEN),
            ("https://[2001:0db8::0001]/", TAKEN),
            ("https://[::ffff:192.0.2.1]/", TAKEN),
            ("https://[::ffff:c000:201]/", TAKEN),
            ("https://[v1.x]/", Some(Browser)),
            ("https://[fe80::1%eth0]/", Some(NoUri)),
            ("https://[fe80::1%25eth0]/", Some(NoUri)),
            ("https://[::1/", Some(NoUri)),
            ("https://::1/", Some(NoUri)),
            ("https://[]/", Some(NoUri)),
            ("https://[::g]/", Some(NoUri)),
            ("https://[1::2::3]/", Some(NoUri)),
            ("https://[1:2:3:4:5:6:7:8:9]/", Some(NoUri)),
            ("https://[::1]evil.example/", Some(NoUri)),
            ("https://[192.0.2.1]/", Some(NoUri)),
        ],
    ),
    (
        "characters",
        &[
            (" https://example.com/", Some(NoUri)),
            ("https://example.com/ ", Some(NoUri)),
            ("https://example.com/a b", Some(NoUri)),
            ("https://exam\tple.com/", Some(NoUri)),
            ("https://exam\nple.com/", Some(NoUri)),
            ("java\nscript:alert(1)", Some(NoUri)),
            ("https://example.com/\r\nSet-Cookie: a=b", Some(NoUri)),
            ("https://example.com/\0", Some(NoUri)),
            ("\0https://example.com/", Some(NoUri)),
            ("https://example.com/\u{7f}", Some(NoUri)),
            ("\u{feff}https://example.com/", Some(NoUri)),
            ("https://example.com/\u{202e}", Some(NoUri)),
            ("https:\\\\example.com/", Some(NoUri)),
            ("https:/\\example.com/", Some(NoUri)),
            ("https://example.com\\@evil.example/", Some(NoUri)),
            ("https://evil.example\\.example.com/", Some(NoUri)),
            ("https://example.com/a\\b", Some(NoUri)),
            ("https://example.com/ü", Some(NoUri)),
            ("https://example.com/?q=ü", Some(NoUri)),
            ("https://example.com/\"onclick=x", Some(NoUri)),
            ("https://example.com/<script>", Some(NoUri)),
            ("https://example.com/{id}", Some(NoUri)),
            ("https://example.com/a|b", Some(NoUri)),
            ("https://example.com/a^b", Some(NoUri)),
            ("https://example.com/`a`", Some(NoUri)),
            ("https://example.com/[a]", Some(NoUri)),
            ("https://example.com/?a[b]=c", Some(NoUri)),
            ("https://example.com/#a#b", Some(NoUri)),
            ("https://example.com/%", Some(NoUri)),
            ("https://example.com/%4", Some(NoUri)),
            ("https://example.com/%zz", Some(NoUri)),
            ("https://example.com/%C3%BC?q=%C3%BC#%C3%BC", TAKEN),
            ("https://example.com/%00%0D%0A%5C%22", TAKEN),
            ("https://example.com/?a%5Bb%5D=c", TAKEN),
        ],
    ),
];

#[test]
fn check_return_url_each_listed_case() {
    let policy = ReturnUrlPolicy::default();
    let mut wrong = Vec::new();
    for (subject, cases) in CASES {
        for (text, expected) in *cases {
            let checked = policy.check(text);
            let found = checked.as_ref().err().copied();
            if found != *expected {
                wrong.push(format!("{subject}: {text:?}: {found:?}, not {expected:?}"));
            }
            if let Ok(url) = checked {
                assert_eq!(url.as_str(), *text, "passed on exactly as received");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn list_cases_enough_and_each_once() {
    let mut texts: Vec<_> = CASES
        .iter()
        .flat_map(|(_, cases)| *cases)
        .map(|(text, _)| text)
        .collect();
    let listed = texts.len();
    texts.sort_unstable();
    texts.dedup();
    assert_eq!(texts.len(), listed);
    assert!(listed >= 120, "{listed}");
}

#[test]
fn check_return_url_length_limit() {
    let of_bytes = |bytes: usize| {
        let start = "https://example.com/";
        format!("{start}{}", "a".repeat(bytes - start.len()))
    };
    let policy = ReturnUrlPolicy::default();
    assert_eq!(
        policy.check(&of_bytes(2048)).map(|url| url.as_str().len()),
        Ok(2048)
    );
    assert_eq!(policy.check(&of_bytes(2049)).err(), Some(TooLong));
    assert_eq!(policy.check(&of_bytes(1_000_000)).err(), Some(TooLong));
    // Length comes before form: nothing of that size is parsed.
    assert_eq!(policy.check(&" ".repeat(2049)).err(), Some(TooLong));
    // Bytes, not characters.
    assert_eq!(policy.check(&"ü".repeat(1025)).err(), Some(TooLong));
    assert_eq!(policy.check(&"ü".repeat(1024)).err(), Some(NoUri));
}

#[test]
fn print_return_url_debug_hides_it() {
    let url = ReturnUrlPolicy::default()
        .check("https://example.com/?token=canary")
        .expect("a good URL");
    assert!(!format!("{url:?}").contains("canary"));
}
