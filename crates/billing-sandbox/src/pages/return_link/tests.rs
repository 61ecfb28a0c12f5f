use super::*;

#[test]
fn place_of_each_form() {
    for (url, expected) in [
        ("https://example.com/a?b=c", Some("example.com")),
        ("https://EXAMPLE.com:443/", Some("example.com")),
        ("http://localhost:3000/x", Some("localhost:3000")),
        ("http://[::1]:8080/", Some("[::1]:8080")),
        ("https://exämple.com/", Some("xn--exmple-cua.com")),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("/relative", None),
        ("", None),
    ] {
        assert_eq!(place(url).as_deref(), expected, "{url}");
    }
}

#[test]
fn link_is_exact_and_escaped() {
    let markup = return_link("https://example.com/?a=\"><script>&b='");
    assert_eq!(
        markup.into_string(),
        "<p class=\"actions\"><a class=\"button\" href=\"https://example.com/?a=&quot;&gt;&lt;script&gt;&amp;b='\" \
         rel=\"noreferrer\">Return to <bdi>example.com</bdi></a></p>"
    );
}

#[test]
fn link_to_script_is_left_out() {
    assert_eq!(return_link("javascript:alert(1)").into_string(), "");
}
