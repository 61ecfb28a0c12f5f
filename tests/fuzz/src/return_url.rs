use accounts::{AllowedOrigin, InvalidReturnUrl, ReturnUrlPolicy};
use axum::http::HeaderValue;
use url::{Host, Url};

/// A return URL on the first line, allowed origins on the others.
pub fn return_url(input: &[u8]) {
    let Ok(input) = std::str::from_utf8(input) else {
        return;
    };
    let (text, origins) = input.split_once('\n').unwrap_or((input, ""));
    let any = ReturnUrlPolicy::default();
    let taken = any.check(text);
    match &taken {
        Ok(url) => {
            assert_eq!(url.as_str(), text, "not as received");
            harmless(text);
            let browsers = Url::parse(text).expect("a URL");
            // What a browser makes of it has to be as good, but for its length.
            match any.check(browsers.as_str()) {
                Ok(_) => {}
                Err(InvalidReturnUrl::TooLong) => assert!(browsers.as_str().len() > 2048),
                Err(error) => panic!("{text} is taken, {browsers} is not: {error}"),
            }
        }
        Err(InvalidReturnUrl::NoUri) => {
            assert!(text.parse::<accounts_api::Uri>().is_err());
        }
        Err(InvalidReturnUrl::TooLong) => assert!(text.len() > 2048),
        Err(InvalidReturnUrl::Origin) => panic!("refused by a list that is empty"),
        Err(_) => {}
    }

    let origins: Vec<AllowedOrigin> = origins
        .lines()
        .filter_map(|line| line.parse().ok())
        .collect();
    for origin in &origins {
        assert_eq!(origin.to_string().parse().as_ref(), Ok(origin), "{origin}");
    }
    if origins.is_empty() {
        return;
    }
    let listed = ReturnUrlPolicy::new(origins.clone()).check(text);
    match (&taken, &listed) {
        (Ok(_), Ok(_)) => {
            let url = Url::parse(text).expect("a URL");
            assert!(
                origins.iter().any(|origin| is_on(&url, origin)),
                "{text} is on none"
            );
        }
        (Ok(_), Err(InvalidReturnUrl::Origin)) => {
            let url = Url::parse(text).expect("a URL");
            assert!(
                !origins.iter().any(|origin| is_on(&url, origin)),
                "{text} is on one"
            );
        }
        (first, second) => assert_eq!(
            first, second,
            "a list makes nothing good, and nothing else bad"
        ),
    }
}

/// What holds for each URL that is taken, by both readings of it.
fn harmless(text: &str) {
    assert!(text.len() <= 2048);
    assert!(text.bytes().all(|byte| byte.is_ascii_graphic()));
    HeaderValue::from_str(text).expect("a header");
    let uri = fluent_uri::Uri::parse(text).expect("a URI");
    let authority = uri.authority().expect("an authority");
    let browsers = Url::parse(text).expect("a URL");
    assert!(!authority.has_userinfo() && !authority.as_str().contains('@'));
    assert!(browsers.username().is_empty() && browsers.password().is_none());
    assert_eq!(
        uri.scheme().as_str().to_ascii_lowercase(),
        browsers.scheme()
    );
    let host = browsers.host().expect("a host");
    let named = authority.host().to_ascii_lowercase();
    match &host {
        Host::Ipv6(address) => {
            let named = named.trim_start_matches('[').trim_end_matches(']');
            assert_eq!(named.parse(), Ok(*address));
        }
        host => assert_eq!(host.to_string(), named),
    }
    let port = authority
        .port()
        .map(|port| port.as_str())
        .filter(|port| !port.is_empty());
    let port = port.map(|port| port.parse::<u16>().expect("a port"));
    let usual = if browsers.scheme() == "https" {
        443
    } else {
        80
    };
    assert_eq!(
        browsers.port_or_known_default(),
        Some(port.unwrap_or(usual))
    );
    match browsers.scheme() {
        "https" => {}
        "http" => assert!(is_this_machine(&host), "http to {host}"),
        scheme => panic!("{scheme} is taken"),
    }
}

fn is_this_machine(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.octets()[0] == 127,
        Host::Ipv6(address) => address.to_bits() == 1,
    }
}

/// Whether a URL is on an origin, told from how the origin prints itself: with its port.
fn is_on(url: &Url, origin: &AllowedOrigin) -> bool {
    let host = url.host_str().expect("a host");
    let port = url.port_or_known_default().expect("a port");
    let own = format!("{}://{host}:{port}", url.scheme());
    let origin = origin.to_string();
    match origin.split_once("*.") {
        None => own == origin,
        Some((scheme, below)) => {
            let rest = own
                .strip_prefix(scheme)
                .and_then(|rest| rest.strip_suffix(below));
            rest.is_some_and(|label| label.len() > 1 && label.ends_with('.'))
        }
    }
}
