use maud::{Markup, html};
use url::{Host, Url};

/// "Return to {host}": the checked return URL, exactly as it came, behind the host that a browser will go to.
///
/// Nothing when the stored URL is none that a link may have: then somebody else wrote the row.
pub(crate) fn return_link(return_url: &str) -> Markup {
    html! {
        @if let Some(place) = place(return_url) {
            p.actions {
                a.button href=(return_url) rel="noreferrer" { "Return to " bdi { (place) } }
            }
        }
    }
}

/// Host and, where it is not the scheme's own, port. International names show as punycode, so none can pose as another.
fn place(return_url: &str) -> Option<String> {
    let url = Url::parse(return_url).ok()?;
    if !matches!(url.scheme(), "http" | "https") {
        return None;
    }
    let host: Host<&str> = url.host()?;
    Some(match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_string(),
    })
}

#[cfg(test)]
mod tests {
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
}
