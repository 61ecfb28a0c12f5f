use accounts_tests::upstream::StandIn;
use accounts_tests::{Installation, Protocol};

const TARGET: &str = "/api/chats/a%2Fb/../c//?q=%20x&q=y+z&e=";

fn values(headers: &hyper::HeaderMap, name: &str) -> Vec<String> {
    let values = headers.get_all(name).iter();
    let values = values.map(|value| value.to_str().expect("text").to_owned());
    values.collect()
}

#[tokio::test]
async fn request_and_response() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    for protocol in [Protocol::Http1, Protocol::Http2] {
        let answer = service
            .client()
            .over(protocol)
            .ask("PATCH", TARGET)
            .header("x-api-key", "recoup_sk_theirs")
            .header("authorization", "Bearer theirs")
            .header("x-request-id", "id 1")
            .header("accept", "a")
            .header("accept", "b")
            .header("cookie", "a=1")
            .header("traceparent", "00-1-2-01")
            .body("{\"a\":1}")
            .send_to_page()
            .await;
        let seen = theirs.last();
        assert_eq!(
            (seen.method.as_str(), seen.target.as_str()),
            ("PATCH", TARGET)
        );
        for (name, value) in [
            ("x-api-key", &["recoup_sk_theirs"][..]),
            ("authorization", &["Bearer theirs"]),
            ("x-request-id", &["id 1"]),
            ("accept", &["a", "b"]),
            ("cookie", &["a=1"]),
            ("traceparent", &["00-1-2-01"]),
            ("content-length", &["7"]),
            ("x-forwarded-for", &["127.0.0.1"]),
            ("x-forwarded-proto", &["http"]),
            (
                "x-forwarded-host",
                &[service.address().to_string().as_str()],
            ),
            ("host", &[theirs.origin().trim_start_matches("http://")]),
        ] {
            assert_eq!(values(&seen.headers, name), value, "{name}");
        }
        let via = values(&seen.headers, "via");
        let version = if protocol == Protocol::Http2 {
            "2"
        } else {
            "1.1"
        };
        assert!(
            via[0].starts_with(&format!("{version} accounts-server-")),
            "{via:?}"
        );
        assert_eq!(seen.headers.len(), 13, "{:?}", seen.headers);

        assert_eq!((answer.status, answer.text()), (418, "theirs"));
        for (name, value) in [
            ("content-type", &["text/plain"][..]),
            ("cache-control", &["public, max-age=60"]),
            ("access-control-allow-origin", &["https://app.example.com"]),
            ("set-cookie", &["a=1", "b=2"]),
            ("x-theirs", &["kept"]),
            ("content-length", &["6"]),
        ] {
            assert_eq!(values(&answer.headers, name), value, "{name}");
        }
        // And the date.
        assert_eq!(answer.headers.len(), 8, "{:?}", answer.headers);
    }
}

#[tokio::test]
async fn preflights_and_redirects_are_theirs() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let ask = |method: &str, path: &str| service.client().ask(method, path).send_to_page();
    let answer = ask("OPTIONS", "/api/chats").await;
    assert_eq!(answer.status, 418);
    assert_eq!(answer.header("access-control-max-age"), None);
    let answer = ask("BREW", "/pot").await;
    assert_eq!(
        (answer.status, theirs.last().method.as_str()),
        (418, "BREW")
    );
    let answer = ask("GET", "/moved").await;
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some("/elsewhere"))
    );
    assert_eq!(theirs.seen().len(), 3, "it is not followed");
}

/// RFC 9110, section 7.6.1.
#[tokio::test]
async fn what_ends_here_is_not_passed_on() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let hop = service
        .client()
        .ask("GET", "/api/chats")
        .header(
            "connection",
            "keep-alive, X-Secret-Hop, via, x-forwarded-for",
        )
        .header("connection", "x-second")
        .header("x-secret-hop", "1")
        .header("x-second", "1")
        .header("keep-alive", "timeout=5")
        .header("proxy-connection", "keep-alive")
        .header("proxy-authorization", "Basic x")
        .header("te", "gzip")
        .header("via", "1.1 before")
        .header("x-forwarded-for", "192.0.2.1")
        .header("forwarded", "for=192.0.2.1")
        .header("x-kept", "1");
    hop.send_to_page().await;
    let headers = theirs.last().headers;
    for name in [
        "connection",
        "x-secret-hop",
        "x-second",
        "keep-alive",
        "proxy-connection",
        "proxy-authorization",
        "te",
        "forwarded",
    ] {
        assert_eq!(values(&headers, name), [""; 0], "{name}");
    }
    assert_eq!(values(&headers, "x-kept"), ["1"]);
    assert_eq!(values(&headers, "x-forwarded-for"), ["127.0.0.1"]);
    let via = values(&headers, "via");
    assert!(
        via.len() == 1 && via[0].starts_with("1.1 accounts-server-"),
        "{via:?}"
    );
}

#[tokio::test]
async fn trusted_proxies_are_believed() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .with("ACCOUNTS_TRUSTED_PROXIES", "127.0.0.1")
        .with("ACCOUNTS_PUBLIC_URL", "https://api.example.com")
        .with("ACCOUNTS_BILLING", "public-sandbox")
        .serve();
    let request = service
        .client()
        .ask("GET", "/api/chats")
        .header("x-forwarded-for", "192.0.2.1");
    request.send_to_page().await;
    let headers = theirs.last().headers;
    assert_eq!(
        values(&headers, "x-forwarded-for"),
        ["192.0.2.1, 127.0.0.1"]
    );
    assert_eq!(values(&headers, "x-forwarded-proto"), ["https"]);
}

/// RFC 9112, section 3.2.2: the host of the target counts, not the header.
#[tokio::test]
async fn host_of_an_absolute_target() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let mut connection = service.connect();
    connection.write(b"GET http://one.example.com/x HTTP/1.1\r\nHost: two.example.com\r\n\r\n");
    assert_eq!(connection.answer().expect("an answer").status, 418);
    let seen = theirs.last();
    assert_eq!(seen.target, "/x");
    let host = values(&seen.headers, "x-forwarded-host");
    assert_eq!(host, ["one.example.com"]);
}

/// RFC 9113, section 8.2.3.
#[tokio::test]
async fn cookies_that_came_by_themselves() {
    let theirs = StandIn::start();
    let service = Installation::new()
        .with("ACCOUNTS_UPSTREAM", &theirs.origin())
        .serve();
    let request = service.client().over(Protocol::Http2);
    let request = request.ask("GET", "/x").header("cookie", "a=1");
    request.header("cookie", "b=2").send_to_page().await;
    assert_eq!(values(&theirs.last().headers, "cookie"), ["a=1; b=2"]);
}
