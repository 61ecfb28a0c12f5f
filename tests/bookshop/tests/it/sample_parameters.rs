use crate::server::{READER, Server};

const PAGE: (&str, &str) = ("x-page", "1");

/// Asks with a path and query, headers, and the parameters that differ from none.
async fn understood(
    server: &Server,
    target: &str,
    headers: &[(&str, &str)],
    expected: &[(&str, &str)],
) {
    let headers = [&[PAGE], headers].concat();
    let answer = server
        .ask(&format!("GET /samples/parameters/{target}"), &headers)
        .await;
    let found = answer.json();
    for (name, text) in expected {
        assert_eq!(found[name], *text, "{target} {headers:?}: {found}");
    }
}

#[tokio::test]
async fn read_lists_in_each_style() {
    let server = Server::start().await;
    for (target, expected) in [
        ("ab", &[("names", r#"["ab"]"#), ("tag", "None")][..]),
        ("ab,cd", &[("names", r#"["ab", "cd"]"#)]),
        ("ab?tag=a", &[("tag", r#"Some(["a"])"#)]),
        ("ab?tag=a&tag=b,c", &[("tag", r#"Some(["a", "b,c"])"#)]),
        ("ab?tag=", &[("tag", r#"Some([""])"#)]),
        ("ab?ids=1,2", &[("ids", "Some([1, 2])")]),
        ("ab?ids=", &[("ids", "Some([])")]),
        ("ab?sizes=1|2.5", &[("sizes", "Some([1.0, 2.5])")]),
        ("ab?sizes=1%7C2.5", &[("sizes", "Some([1.0, 2.5])")]),
        ("ab?words=a%20b", &[("words", r#"Some(["a", "b"])"#)]),
        ("ab?words=a+b", &[("words", r#"Some(["a", "b"])"#)]),
    ] {
        let target = target.replace('|', "%7C");
        understood(&server, &target, &[], expected).await;
    }
    for (target, message) in [
        ("a", "names[0] must have at least 2 characters"),
        ("ab,cd,ef", "names must have at most 2 items"),
        ("ab?tag=a&tag=a", "tag must have no item twice"),
        ("ab?ids=1,x", "ids[1] must be a 64-bit integer"),
        ("ab?ids=1,0", "ids[1] must be at least 1"),
        ("ab?ids=1&ids=2", "ids must appear only once"),
        ("ab?sizes=1,2", "sizes[0] must be a number"),
    ] {
        let answer = server
            .ask(&format!("GET /samples/parameters/{target}"), &[PAGE])
            .await;
        answer.assert_problem(400, message);
    }
}

#[tokio::test]
async fn read_enums_and_formats() {
    let server = Server::start().await;
    for (target, expected) in [
        ("ab?sort=-price", ("sort", "Some(Price2)")),
        ("ab?stars=2", ("stars", "Some(Value2)")),
        ("ab?since=2024-02-29", ("since", r#"Some("2024-02-29")"#)),
        ("ab?maybe=true", ("maybe", "Some(true)")),
    ] {
        understood(&server, target, &[], &[expected]).await;
    }
    for (target, message) in [
        ("ab?sort=Price", "sort must be one of `price`, `-price`"),
        ("ab?stars=3", "stars must be one of `1`, `2`"),
        ("ab?stars=1.0", "stars must be one of `1`, `2`"),
        (
            "ab?since=2026-02-29",
            "since must be a date such as 2026-01-31 (RFC 3339)",
        ),
        ("ab?maybe=null", "maybe must be true or false"),
    ] {
        let answer = server
            .ask(&format!("GET /samples/parameters/{target}"), &[PAGE])
            .await;
        answer.assert_problem(400, message);
    }
}

#[tokio::test]
async fn read_headers_and_cookies() {
    let server = Server::start().await;
    let line = "GET /samples/parameters/ab";
    for (headers, expected) in [
        (&[][..], ("X-Page", "1")),
        (&[("x-labels", "a, b")], ("X-Labels", r#"Some(["a", "b"])"#)),
        (
            &[("x-labels", "a"), ("X-LABELS", "b")],
            ("X-Labels", r#"Some(["a", "b"])"#),
        ),
        (&[("x-labels", "")], ("X-Labels", "Some([])")),
        (
            &[("cookie", "a=b; theme=dark; c=d")],
            ("theme", r#"Some("dark")"#),
        ),
        (&[("cookie", "themes=dark")], ("theme", "None")),
        // Not a parameter, whatever the document says of it.
        (&[("authorization", "x")], ("theme", "None")),
        (&[READER], ("theme", "None")),
    ] {
        understood(&server, "ab", headers, &[expected]).await;
    }
    for (headers, message) in [
        (&[][..], "X-Page is required"),
        (&[("x-page", "0")], "X-Page must be at least 1"),
        (&[("x-page", "one")], "X-Page must be a 64-bit integer"),
        (&[PAGE, PAGE], "X-Page must appear only once"),
        (&[("x-page", "\u{fc}")], "X-Page must be visible ASCII"),
        (
            &[PAGE, ("cookie", "theme=blue")],
            "theme must match the pattern ^(dark|light)$",
        ),
        (
            &[PAGE, ("cookie", "theme=dark; theme=light")],
            "theme must appear only once",
        ),
    ] {
        server.ask(line, headers).await.assert_problem(400, message);
    }
}

#[tokio::test]
async fn present_credentials_of_each_kind() {
    let server = Server::start().await;
    let basic = ("authorization", "Basic bWU6Z29vZDpvbmU=");
    let cookie = ("cookie", "a=b; shop=good");
    let scopes = "oauth(books:read)(books:write)|openId(profile)";
    for (target, headers, presented) in [
        ("?api+key=good", &[][..], "queryKey"),
        ("?a=b&api%20key=good", &[], "queryKey"),
        ("", &[cookie], "cookieKey"),
        ("", &[basic, READER], "basic+readerKey"),
        ("", &[("authorization", "Bearer good")], scopes),
        ("?api+key=good", &[cookie], "queryKey|cookieKey"),
        ("?api+key=", &[cookie], "cookieKey"),
    ] {
        let answer = server
            .ask(&format!("GET /samples/credentials{target}"), headers)
            .await;
        assert_eq!(answer.json()["name"], presented, "{target} {headers:?}");
    }
    for (target, headers, status, message) in [
        ("", &[][..], 401, "Credentials are required"),
        ("", &[basic], 401, "Credentials are required"),
        ("?apikey=good", &[READER], 401, "Credentials are required"),
        (
            "?api+key=good&api+key=good",
            &[],
            401,
            "api key must be sent once",
        ),
        (
            "",
            &[("cookie", "shop=good; shop=good")],
            401,
            "shop must be sent once",
        ),
        ("?api+key=bad", &[], 403, "sampleCredentials: a stranger"),
        (
            "",
            &[("authorization", "Basic bad"), READER],
            403,
            "sampleCredentials: a stranger",
        ),
    ] {
        let answer = server
            .ask(&format!("GET /samples/credentials{target}"), headers)
            .await;
        answer.assert_problem(status, message);
    }
}
