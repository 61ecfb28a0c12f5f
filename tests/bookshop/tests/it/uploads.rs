//! Bodies of parts, on a socket.

use serde_json::json;

use crate::server::{READER, Server};

const MEDIA: (&str, &str) = ("content-type", "multipart/form-data; boundary=b");

fn body(parts: &[(&str, &str)]) -> String {
    let parts = parts.iter().map(|(disposition, content)| {
        format!("--b\r\nContent-Disposition: form-data; {disposition}\r\n\r\n{content}\r\n")
    });
    format!("{}--b--\r\n", parts.collect::<String>())
}

#[tokio::test]
async fn parts_are_typed_in_any_order() {
    let server = Server::start().await;
    let sent = body(&[
        ("name=cover; filename=\"a.png\"", "\0\u{1}"),
        ("name=tags", "a"),
        ("name=translators", "{\"name\":\"B\",\"born\":1900.0}"),
        ("name=title", "T"),
        ("name=tags", "b"),
        ("name=\"quo%22ted ünd%22\"", "q"),
    ]);
    let answer = server
        .send("POST /uploads/cover", &[READER, MEDIA], &sent)
        .await;
    let file = json!({ "part": "cover", "fileName": "a.png", "length": 2, "sum": 1 });
    let expected = json!({
        "title": "T", "draft": false, "tags": ["a", "b"], "quoted": "q",
        "translators": [{ "name": "B", "born": 1900 }], "files": [file],
    });
    assert_eq!((answer.status, answer.json()), (200, expected));
}

#[tokio::test]
async fn a_refusal_names_the_part() {
    let server = Server::start().await;
    let cover = ("name=cover", "");
    let title = ("name=title", "T");
    for (parts, status, problem) in [
        (vec![cover], 400, "title is required"),
        (vec![title], 400, "cover is required"),
        (
            vec![title, title, cover],
            400,
            "title must appear only once",
        ),
        (
            vec![title, cover, cover],
            400,
            "cover must appear only once",
        ),
        (
            vec![title, cover, ("name=pages", "x")],
            400,
            "pages must be a 32-bit integer",
        ),
        (
            vec![title, cover, ("name=kind", "x")],
            400,
            "kind must be one of `paper`, `e-book`",
        ),
        (
            vec![title, cover, ("name=author", "{}")],
            400,
            "author.name is required",
        ),
        (
            vec![title, cover, ("name=ratings", "[1,\"x\"]")],
            400,
            "ratings[1] must be a 64-bit integer",
        ),
        (
            vec![title, cover, ("name=when", "now")],
            400,
            "when must be a date and time such as 2026-01-31T12:00:00Z (RFC 3339)",
        ),
        (
            vec![title, cover, ("name=other", "x")],
            400,
            "other is not allowed",
        ),
    ] {
        let answer = server
            .send("POST /uploads/cover", &[READER, MEDIA], &body(&parts))
            .await;
        answer.assert_problem(status, problem);
    }
    let many = vec![("name=a", ""); 65];
    let answer = server
        .send("POST /uploads/any", &[MEDIA], &body(&many))
        .await;
    answer.assert_problem(413, "The request body has more than 64 parts");
    let five = vec![("name=a", ""); 5];
    let answer = server
        .send("POST /uploads/any", &[MEDIA], &body(&five))
        .await;
    answer.assert_problem(400, "The request body must have at most 4 properties");
    let large = "x".repeat(64 * 1024 + 1);
    let answer = server
        .send(
            "POST /uploads/any",
            &[MEDIA],
            &body(&[("name=note", &large)]),
        )
        .await;
    answer.assert_problem(413, "note is larger than 65536 bytes");
}

#[tokio::test]
async fn what_the_head_says_comes_first() {
    let server = Server::start().await;
    let whole = body(&[("name=title", "T"), ("name=cover", "")]);
    let unauthorized = server.send("POST /uploads/cover", &[MEDIA], &whole).await;
    assert_eq!(unauthorized.status, 401);
    let json = ("content-type", "application/json");
    let wrong = server
        .send("POST /uploads/cover", &[READER, json], "{}")
        .await;
    wrong.assert_problem(415, "Content-Type must be multipart/form-data");
    let bare = ("content-type", "multipart/form-data");
    let unbounded = server
        .send("POST /uploads/cover", &[READER, bare], &whole)
        .await;
    unbounded.assert_problem(
        400,
        "The request body has no valid boundary in its Content-Type",
    );
    let nothing = server.send("POST /uploads/cover", &[READER], "").await;
    nothing.assert_problem(400, "A request body is required");
    let nothing = server.send("POST /uploads/any", &[], "").await;
    assert_eq!(nothing.status, 204);
    let cut = &whole[..whole.len() - 8];
    let cut = server
        .send("POST /uploads/cover", &[READER, MEDIA], cut)
        .await;
    cut.assert_problem(
        400,
        "The request body is not valid multipart/form-data: it ends before its last boundary",
    );
}

#[tokio::test]
async fn a_connection_is_used_again_behind_a_body_of_parts() {
    let server = Server::start().await;
    let sent = body(&[("name=note", "n")]);
    let request = |last: &str| {
        format!(
            "POST /uploads/any HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=\"b\"\r\n\
             Content-Length: {}\r\n{last}\r\n{sent}",
            sent.len()
        )
    };
    let answers = server
        .send_bytes(&format!(
            "{}{}",
            request(""),
            request("Connection: close\r\n")
        ))
        .await;
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
}
