//! Bodies without bytes, and headers that HTTP writes by itself.

use crate::server::Server;

const TEXT: (&str, &str) = ("content-type", "text/plain");
const BYTES: (&str, &str) = ("content-type", "application/octet-stream");
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn no_bytes_are_a_body_where_a_type_is_said() {
    let server = Server::start().await;
    let missing = "A request body is required";
    let note = server.send("POST /wire/note", &[TEXT], "").await;
    assert_eq!((note.status, note.body.as_ref()), (200, b"".as_slice()));
    server
        .send("POST /wire/note", &[], "")
        .await
        .assert_problem(400, missing);
    let title = server.send("POST /wire/title", &[TEXT], "").await;
    title.assert_problem(400, "The request body must have at least 1 character");
    server
        .send("POST /wire/title", &[], "")
        .await
        .assert_problem(400, missing);
    assert_eq!(
        server.send("POST /wire/title", &[TEXT], "a").await.status,
        204
    );
    assert_eq!(
        server.send("POST /wire/file", &[BYTES], "").await.status,
        200
    );
    assert_eq!(server.send("POST /wire/file", &[], "").await.status, 204);
    let bytes = server.send("POST /samples/bytes", &[BYTES], "").await;
    assert_eq!(
        (bytes.status, &bytes.headers["x-count"]),
        (200, &"0".parse().expect("a value"))
    );
    server
        .send("POST /samples/bytes", &[], "")
        .await
        .assert_problem(400, missing);
    // A form without pairs is one.
    assert_eq!(
        server.send("POST /wire/fields", &[FORM], "").await.status,
        200
    );
    server
        .send("POST /wire/fields", &[], "")
        .await
        .assert_problem(400, missing);
    server
        .send("POST /samples/form", &[FORM], "")
        .await
        .assert_problem(400, "title is required");
    // No JSON has no bytes.
    server
        .send_json("POST /wire/numbers", &[], "")
        .await
        .assert_problem(400, missing);
}

#[tokio::test]
async fn no_bytes_in_chunks_are_a_body_too() {
    let server = Server::start().await;
    for (line, media, status) in [
        ("POST /wire/note", Some("text/plain"), 200),
        ("POST /wire/note", None, 400),
        ("POST /wire/file", Some("application/octet-stream"), 200),
        ("POST /wire/file", None, 204),
        ("POST /wire/file", Some("text/plain"), 415),
        (
            "POST /wire/fields",
            Some("application/x-www-form-urlencoded"),
            200,
        ),
        ("POST /wire/numbers", Some("application/json"), 400),
    ] {
        let media = media
            .map(|media| format!("Content-Type: {media}\r\n"))
            .unwrap_or_default();
        let head = format!(
            "{line} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{media}Transfer-Encoding: chunked\r\n\r\n"
        );
        let answer = server.send_bytes(&format!("{head}0\r\n\r\n")).await;
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status} ")),
            "{head}{answer}"
        );
    }
}

/// The implementation has no field for them: what it answers stays readable.
#[tokio::test]
async fn described_headers_of_http_are_its_own() {
    let server = Server::start().await;
    // Neither are they parameters: the document requires a length, this request has none.
    let answer = server.ask("GET /wire/report", &[]).await;
    assert_eq!(
        (answer.status, answer.json()["ids"][0].as_str()),
        (200, Some("report"))
    );
    let length = answer.body.len().to_string();
    assert_eq!(answer.headers["content-length"], length.as_str());
    assert!(answer.headers.contains_key("date"));
    for absent in [
        "content-encoding",
        "transfer-encoding",
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "te",
        "trailer",
        "upgrade",
    ] {
        assert!(!answer.headers.contains_key(absent), "{absent}");
    }
}

#[tokio::test]
async fn cookies_stand_in_lines_of_their_own() {
    let server = Server::start().await;
    let answer = server.ask("GET /wire/report", &[]).await;
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(
        cookies,
        ["a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "b=2"]
    );
    let answer = server
        .ask("GET /wire/report", &[("x-format", "short")])
        .await;
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(
        (answer.status, cookies.as_slice()),
        (
            204,
            [&"c=3"]
                .map(|c| c.parse().expect("a value"))
                .iter()
                .collect::<Vec<_>>()
                .as_slice()
        )
    );
}
