use super::*;

#[test]
fn urls_of_sessions() {
    for (url, fit) in [
        ("https://billing.stripe.com/p/session/test_1", true),
        ("http://billing.stripe.com/p/session/test_1", false),
        ("http://127.0.0.1/p", false),
        ("javascript:alert(1)", false),
        ("HTTPS://billing.stripe.com/p", true),
        ("https:billing.stripe.com/p", false),
        (" https://billing.stripe.com/p", false),
        ("https://user@billing.stripe.com/p", false),
        ("https://", false),
        ("/p/session", false),
        ("", false),
    ] {
        assert_eq!(is_https(&url.into()), fit, "{url}");
    }
}
