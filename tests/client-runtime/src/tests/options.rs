use std::time::Duration;

use crate::client::Client;
use crate::invalid_options::InvalidOptions;
use crate::options::{Options, environment_variable};

fn base_url(options: Options, environment: Option<&str>) -> Result<String, String> {
    let environment = |name: &str| {
        let environment = environment.filter(|_| name == "SHOP_BASE_URL");
        environment.map(str::to_owned)
    };
    let resolved = options.resolve(environment);
    let url = resolved.map(|options| options.base_url);
    url.map_err(|error| error.to_string())
}

#[test]
fn the_base_url_is_given_or_in_the_environment() {
    let given = || Options::default().base_url("http://127.0.0.1:80/v1//");
    let expected = "http://127.0.0.1/v1";
    assert_eq!(base_url(given(), None), Ok(expected.to_owned()));
    let other = Some("https://other.example");
    assert_eq!(base_url(given(), other), Ok(expected.to_owned()));
    let expected = "https://other.example";
    assert_eq!(base_url(Options::new(), other), Ok(expected.to_owned()));
    let reason = "invalid options: `base_url` is missing: give it, or set SHOP_BASE_URL";
    assert_eq!(base_url(Options::new(), None), Err(reason.to_owned()));
}

#[test]
fn a_base_url_is_an_address_of_http_and_nothing_else() {
    for (url, reason) in [
        ("shop", "is not a valid URL: relative URL without a base"),
        ("ftp://shop.example", "must start with https:// or http://"),
        (
            "http://u:p@shop.example",
            "holds a user name: credentials are options of their own",
        ),
        (
            "http://:p@shop.example",
            "holds a user name: credentials are options of their own",
        ),
        (
            "http://shop.example?a",
            "has a query or a fragment: leave it out",
        ),
        (
            "http://shop.example#a",
            "has a query or a fragment: leave it out",
        ),
    ] {
        let found = base_url(Options::new().base_url(url), None);
        assert_eq!(found, Err(format!("invalid options: `base_url` {reason}")));
    }
}

#[test]
fn options_and_clients_show_no_secret() {
    let mut options = Options::new().base_url("http://127.0.0.1").retries(7);
    options
        .credentials
        .secrets
        .insert("api_key", "k1-secret".to_owned());
    options = options.timeout(Duration::from_secs(3));
    let shown = format!("{options:?}");
    assert_eq!(
        shown,
        "Options { base_url: Some(\"http://127.0.0.1\"), timeout: 3s, retries: 7, .. }"
    );
    let client = Client::new(options).expect("a client");
    let expected = "Client { base_url: \"http://127.0.0.1\", timeout: 3s, retries: 7, .. }";
    assert_eq!(format!("{:?}", client.clone()), expected);
    let invalid = Client::new(Options::new()).map(|_| ());
    let reason = "`base_url` is missing: give it, or set SHOP_BASE_URL";
    assert_eq!(invalid, Err(InvalidOptions::new(reason.to_owned())));
}

#[test]
fn variables_that_are_set_are_read() {
    let name = environment_variable("CARGO_PKG_NAME");
    assert_eq!(name.as_deref(), Some("client-runtime"));
    assert_eq!(environment_variable("SHOP_BASE_URL"), None);
}

#[test]
fn a_server_of_its_own_counts_where_the_base_url_is_the_contracts() {
    let default = Some("https://shop.example/v1");
    let elsewhere = |secret: bool, server, secured| {
        let mut options = Options::new().base_url("https://SHOP.example/v1/");
        if secret {
            options
                .credentials
                .secrets
                .insert("api_key", "k1".to_owned());
        }
        let options = options.resolve(|_| None).expect("options");
        options.elsewhere(server, default, secured)
    };
    for (secret, server, secured, expected) in [
        (true, "/v2/", true, "https://shop.example/v2"),
        (
            true,
            "https://files.example/a/",
            false,
            "https://files.example/a",
        ),
        (
            false,
            "https://files.example",
            true,
            "https://files.example",
        ),
        (
            true,
            "https://shop.example:443",
            true,
            "https://shop.example",
        ),
    ] {
        let found = elsewhere(secret, server, secured);
        assert_eq!(found, Ok(Some(expected.to_owned())), "{server}");
    }
    for server in [
        "https://files.example",
        "http://shop.example",
        "//shop.example:8443",
    ] {
        let refused = elsewhere(true, server, true).expect_err("another origin");
        assert!(refused.starts_with("it is served at "), "{refused}");
        assert!(
            refused.contains("the credentials are for https://shop.example:"),
            "{refused}"
        );
    }
    let refused = elsewhere(true, "https://", false).expect_err("no URL");
    assert!(
        refused.starts_with("its server is not a valid URL"),
        "{refused}"
    );
    for default in [None, Some("https://other.example")] {
        let options = Options::new().base_url("https://shop.example");
        let options = options.resolve(|_| None).expect("options");
        assert_eq!(options.elsewhere("/v2", default, true), Ok(None));
    }
}
