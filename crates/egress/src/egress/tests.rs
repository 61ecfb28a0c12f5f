use super::*;

fn egress(variables: &[(&str, &str)]) -> Result<Egress, InvalidProxy> {
    Egress::from_environment(|name| {
        let found = variables.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    })
}

#[test]
fn proxy_of_each_form() {
    for (variables, proxy) in [
        (&[][..], None),
        (
            &[
                ("HTTP_PROXY", "http://proxy:3128"),
                ("ALL_PROXY", "http://proxy:3128"),
            ],
            None,
        ),
        (&[("HTTPS_PROXY", " ")], None),
        (
            &[("HTTPS_PROXY", "http://proxy:3128")],
            Some("http://proxy:3128"),
        ),
        (
            &[("https_proxy", "proxy.example.com:3128")],
            Some("http://proxy.example.com:3128"),
        ),
        (
            &[("https_proxy", "http://a:1"), ("HTTPS_PROXY", "https://b/")],
            Some("https://b:443"),
        ),
        (
            &[("HTTPS_PROXY", "http://ann:canary@[::1]:8080")],
            Some("http://[::1]:8080"),
        ),
    ] {
        let egress = egress(variables).expect("a proxy, or none");
        assert_eq!(egress.proxy().as_deref(), proxy, "{variables:?}");
        assert!(!format!("{egress:?}").contains("canary"), "{egress:?}");
        egress
            .client()
            .and_then(ClientBuilder::build)
            .expect("a client");
    }
}

#[test]
fn unusable_proxy() {
    for url in [
        "socks5://canary:1080",
        "http://",
        "http://ann:can/ary@host",
        "http://host/canary",
        "http://host?canary",
        "http://host#canary",
        "http://host:port",
        "file:///canary",
    ] {
        for variable in PROXY {
            let error = egress(&[(variable, url)]).expect_err(url).to_string();
            assert!(
                error.contains(variable) && !error.contains("canary"),
                "{error}"
            );
        }
    }
}
