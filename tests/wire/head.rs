use crate::case::Expected::{Bare, Empty, Error, Session};
use crate::case::Then::{Closed, Open};
use crate::case::{case, good, good_lines, post, run};
use accounts_tests::{GOOD_BODY, Installation, PORTAL};

/// A good request with another request line, and these lines before the rest.
fn with_line(line: &str, lines: &str) -> String {
    format!("{line}\r\n{lines}{}\r\n{GOOD_BODY}", good_lines())
}

#[tokio::test]
async fn send_host_of_each_form() {
    let line = format!("POST {PORTAL} HTTP/1.1");
    run(vec![
        case("no Host", with_line(&line, ""), &[Error(400)], Closed),
        case(
            "no Host, no body",
            "GET /healthz HTTP/1.1\r\n\r\n",
            &[Error(400)],
            Closed,
        ),
        case(
            "two Hosts",
            with_line(&line, "Host: a\r\nHost: b\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "two equal Hosts",
            with_line(&line, "Host: a\r\nHost: a\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "Host with a blank",
            with_line(&line, "Host: a b\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "Host with a path",
            with_line(&line, "Host: a/b\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "Host with a user",
            with_line(&line, "Host: u@a\r\n"),
            &[Error(400)],
            Closed,
        ),
        case(
            "Host of somebody else",
            with_line(&line, "Host: evil.example\r\n"),
            &[Session],
            Open,
        ),
        case(
            "empty Host",
            with_line(&line, "Host:\r\n"),
            &[Session],
            Open,
        ),
        case(
            "IPv6 Host",
            with_line(&line, "hOsT: [::1]:80\r\n"),
            &[Session],
            Open,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_version_of_each_kind() {
    let version =
        |version: &str| with_line(&format!("POST {PORTAL} HTTP/{version}"), "Host: a\r\n");
    run(vec![
        case("1.0", version("1.0"), &[Session], Closed),
        case(
            "1.0 without Host",
            with_line(&format!("POST {PORTAL} HTTP/1.0"), ""),
            &[Session],
            Closed,
        ),
        case("0.9", format!("GET {PORTAL}\r\n\r\n"), &[Bare(400)], Closed),
        case("1.2", version("1.2"), &[Bare(400)], Closed),
        case("2.0", version("2.0"), &[Bare(400)], Closed),
        case(
            "lower case",
            with_line(&format!("POST {PORTAL} http/1.1"), "Host: a\r\n"),
            &[Bare(400)],
            Closed,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_method_of_each_kind() {
    let method = |method: &str| format!("{method} {PORTAL} HTTP/1.1\r\nHost: a\r\n\r\n");
    run(vec![
        case("GET", method("GET"), &[Error(405)], Open),
        case("lower case", method("post"), &[Error(405)], Open),
        case("odd token", method("X!#$"), &[Error(405)], Open),
        case("long", method(&"X".repeat(2_000)), &[Error(405)], Open),
        case("TRACE", method("TRACE"), &[Error(405)], Open),
        case("no token", method("P@ST"), &[Bare(400)], Closed),
        case(
            "missing",
            format!(" {PORTAL} HTTP/1.1\r\nHost: a\r\n\r\n"),
            &[Bare(400)],
            Closed,
        ),
        case("preflight", method("OPTIONS"), &[Empty(200)], Open),
        case(
            "CONNECT",
            "CONNECT example.com:443 HTTP/1.1\r\nHost: a\r\n\r\n",
            &[Error(404)],
            Open,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_target_of_each_form() {
    let target = |target: &str| with_line(&format!("POST {target} HTTP/1.1"), "Host: a\r\n");
    let long = format!("{PORTAL}?{}", "x".repeat(100_000));
    run(vec![
        case(
            "absolute",
            target(&format!("http://other.example{PORTAL}")),
            &[Session],
            Open,
        ),
        case(
            "with query",
            target(&format!("{PORTAL}?returnUrl=x&a=%00")),
            &[Session],
            Open,
        ),
        case(
            "empty path",
            target("http://other.example"),
            &[Error(404)],
            Open,
        ),
        case(
            "two slashes",
            target(&format!("/{PORTAL}")),
            &[Error(404)],
            Open,
        ),
        case(
            "dots",
            target("/api/x/../subscriptions/portal"),
            &[Error(404)],
            Open,
        ),
        case(
            "asterisk",
            "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
            &[Empty(200)],
            Open,
        ),
        case(
            "asterisk for GET",
            "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
            &[Error(404)],
            Open,
        ),
        case("100 kB", target(&long), &[Bare(431)], Closed),
        case("NUL", target("/\0"), &[Bare(400)], Closed),
        case("blank", target("/a b"), &[Bare(400)], Closed),
        case("no path", target("portal"), &[Error(404)], Open),
    ])
    .await;
}

#[tokio::test]
async fn send_headers_of_each_kind() {
    let with = |lines: &str| post(&format!("{lines}{}", good_lines()), GOOD_BODY);
    let no_utf8 = with("X-A: \u{1}\r\n").into_bytes();
    let no_utf8 = no_utf8
        .into_iter()
        .map(|byte| if byte == 1 { 0xff } else { byte });
    let no_utf8: Vec<_> = no_utf8.collect();
    let many =
        |count: usize| (0..count).fold(String::new(), |all, n| all + &format!("X-{n}: a\r\n"));
    let large = |bytes: usize| format!("X-Large: {}\r\n", "x".repeat(bytes));
    run(vec![
        case("90 of them", with(&many(90)), &[Session], Open),
        case("200 of them", with(&many(200)), &[Bare(431)], Closed),
        case("16 kB", with(&large(16 * 1024)), &[Session], Open),
        case("100 kB", with(&large(100_000)), &[Bare(431)], Closed),
        case(
            "no end of them",
            format!("GET / HTTP/1.1\r\n{}", large(3_000_000)),
            &[Bare(431)],
            Closed,
        ),
        case("no colon", with("Nonsense\r\n"), &[Bare(400)], Closed),
        case(
            "blank before the colon",
            with("X-A : b\r\n"),
            &[Bare(400)],
            Closed,
        ),
        case("no name", with(": b\r\n"), &[Bare(400)], Closed),
        case("folded", with("X-A: b\r\n c\r\n"), &[Bare(400)], Closed),
        case(
            "NUL in a value",
            with("X-A: b\0c\r\n"),
            &[Bare(400)],
            Closed,
        ),
        case("NUL in a name", with("X-\0: b\r\n"), &[Bare(400)], Closed),
        case(
            "CR alone in a value",
            with("X-A: b\rc\r\n"),
            &[Bare(400)],
            Closed,
        ),
        case("no UTF-8 in a value", no_utf8, &[Session], Open),
        case("empty value", with("X-A:\r\n"), &[Session], Open),
        case(
            "line ends without CR",
            good().replace("\r\n", "\n"),
            &[Session],
            Open,
        ),
    ])
    .await;
}

#[tokio::test]
async fn send_too_many_headers() {
    let service = Installation::new().serve();
    // Beside Host.
    for (headers, status) in [(99, 404), (100, 431)] {
        let lines = "A: 1\r\n".repeat(headers);
        let mut connection = service.connect();
        connection.write(format!("GET /nothing HTTP/1.1\r\nHost: a\r\n{lines}\r\n").as_bytes());
        assert_eq!(connection.answer().expect("an answer").status, status);
    }
}

#[tokio::test]
async fn send_what_is_no_request() {
    run(vec![
        case("nonsense", "\u{1}\u{2}\u{3}\r\n\r\n", &[Bare(400)], Closed),
        case(
            "TLS",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03".to_vec(),
            &[Bare(400)],
            Closed,
        ),
        case("SSH", "SSH-2.0-OpenSSH_9.6\r\n\r\n", &[Bare(400)], Closed),
        case("an answer", "HTTP/1.1 200 OK\r\n\r\n", &[Bare(400)], Closed),
        case(
            "empty lines first",
            format!("\r\n\r\n{}", good()),
            &[Session],
            Open,
        ),
    ])
    .await;
}
