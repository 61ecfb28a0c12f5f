//! Bodies of parts, from memory, from files and from whatever can be read.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use reqwest::{Body, Method};
use serde_json::json;
use tokio::io::{AsyncRead, AsyncReadExt as _, ReadBuf};

use super::support::{Failed, call, client};
use crate::call::Call;
use crate::error::Error;
use crate::file_part::FilePart;
use crate::multipart::FormParts;
use crate::server::{Received, Reply, Server};

const MEDIA: &str = "multipart/form-data";
const OK: Reply = (200, &[], Vec::new());

/// A body as it would be sent, with `B` for its boundary.
fn body(parts: FormParts) -> String {
    let mut call = call();
    call.multipart(MEDIA, parts);
    let media_type = call.headers["content-type"].to_str().expect("text");
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=");
    let boundary = boundary.expect("a boundary").to_owned();
    assert_eq!(boundary.len(), 32);
    let body = call.body.as_ref().and_then(Body::as_bytes);
    let body = std::str::from_utf8(body.expect("a body in memory")).expect("text");
    body.replace(&boundary, "B")
}

fn part(disposition: &str, content: &str) -> String {
    format!("--B\r\nContent-Disposition: form-data; {disposition}\r\n{content}\r\n--B--\r\n")
}

#[test]
fn texts_and_json_are_parts() {
    let text = |value: &serde_json::Value| {
        let mut parts = FormParts::new();
        parts.text("a", None, value);
        body(parts)
    };
    assert_eq!(text(&json!("x\ny")), part("name=\"a\"", "\r\nx\ny"));
    assert_eq!(text(&json!(1.5)), part("name=\"a\"", "\r\n1.5"));
    let mut parts = FormParts::new();
    parts.text("a", Some("text/csv"), &"");
    assert_eq!(
        body(parts),
        part("name=\"a\"", "Content-Type: text/csv\r\n\r\n")
    );
    let mut parts = FormParts::new();
    parts.json("a\"\r\n%22é", "application/json", &json!({ "b": [1] }));
    let expected = part(
        "name=\"a%22%0D%0A%22é\"",
        "Content-Type: application/json\r\n\r\n{\"b\":[1]}",
    );
    assert_eq!(body(parts), expected);
    assert_eq!(body(FormParts::new()), "--B--\r\n");
}

#[test]
fn a_file_has_a_name_and_a_type() {
    let written = |file: FilePart| {
        let mut parts = FormParts::new();
        parts.file("f", "image/png", file);
        body(parts)
    };
    let usual = part(
        "name=\"f\"; filename=\"f\"",
        "Content-Type: image/png\r\n\r\nx",
    );
    assert_eq!(written("x".into()), usual);
    let named = FilePart::bytes(b"x")
        .named("a\"b\n.png")
        .of_type("image/x-own");
    assert_eq!(
        format!("{named:?}"),
        "FilePart { file_name: Some(\"a\\\"b\\n.png\"), content_type: Some(\"image/x-own\"), source: 1 bytes }"
    );
    let own = part(
        "name=\"f\"; filename=\"a%22b%0A.png\"",
        "Content-Type: image/x-own\r\n\r\nx",
    );
    assert_eq!(written(named), own);
    let unnamed = part("name=\"f\"", "Content-Type: image/png\r\n\r\n");
    assert_eq!(written(FilePart::bytes(Vec::new()).named("")), unnamed);
}

#[test]
fn what_cannot_be_written_is_refused() {
    let refused = |add: fn(&mut FormParts)| {
        let (mut call, mut parts) = (call(), FormParts::new());
        add(&mut parts);
        call.multipart(MEDIA, parts);
        call.unsent.unwrap_or_default()
    };
    let text = refused(|parts| parts.text("a", None, &BTreeMap::from([(vec![1], 2)])));
    assert!(text.starts_with("`a`: "), "{text}");
    let json =
        refused(|parts| parts.json("a", "application/json", &BTreeMap::from([(vec![1], 2)])));
    assert!(json.starts_with("`a`: "), "{json}");
    let kind = refused(|parts| parts.file("a", "", FilePart::bytes("").of_type("a\r\nb: c")));
    assert_eq!(kind, "the media type of the part `a` is not valid");
}

/// Sends files to a service that answers with these replies.
async fn sent(replies: Vec<Reply>, files: Vec<FilePart>) -> (Result<u16, Failed>, Vec<Received>) {
    let server = Server::start(replies).await;
    let mut call = Call::new(Method::PUT, "/files", "application/json");
    let mut parts = FormParts::new();
    files
        .into_iter()
        .for_each(|file| parts.file("f", "text/plain", file));
    call.multipart(MEDIA, parts);
    let client = client(&server.url);
    let response = client.transport.send(call, &[]).await;
    let status = response
        .map(|response| response.status)
        .map_err(Failed::from);
    (status, server.received())
}

#[tokio::test]
async fn files_are_sent_while_they_are_read() {
    let content = "0123456789".repeat(30_000);
    let path = std::env::temp_dir().join(format!("part-{}.txt", std::process::id()));
    fs::write(&path, &content).expect("a file");
    let file = FilePart::file(&path).await.expect("a file");
    let name = path
        .file_name()
        .expect("a name")
        .to_string_lossy()
        .into_owned();
    assert_eq!(file.file_name.as_deref(), Some(name.as_str()));
    let memory = FilePart::bytes("memory");
    let (status, received) = sent(vec![OK], vec![file, memory]).await;
    assert_eq!(status, Ok(200));
    let [received] = &received[..] else {
        panic!("one request")
    };
    assert!(received.body.contains(&content) && received.body.contains("memory"));
    assert_eq!(
        received.header("content-length"),
        received.body.len().to_string()
    );
    let reader = FilePart::reader(tokio::fs::File::open(&path).await.expect("a file"), None);
    assert_eq!(format!("{:?}", reader.file_name), "None");
    let limited = FilePart::reader(io::Cursor::new(b"12345").take(3), None);
    let (status, received) = sent(vec![OK], vec![reader, limited]).await;
    assert_eq!(
        (status, received[0].header("transfer-encoding")),
        (Ok(200), "chunked")
    );
    assert!(received[0].body.contains(&content) && received[0].body.contains("\r\n123\r\n"));
    fs::remove_file(&path).expect("it goes");
    FilePart::file(&path).await.expect_err("it is gone");
}

#[tokio::test]
async fn only_what_is_in_memory_is_sent_again() {
    let busy = (503, &[("retry-after", "0")] as &[_], Vec::new());
    let replies = || vec![busy.clone(), OK];
    let (status, received) = sent(replies(), vec![FilePart::bytes("x")]).await;
    assert_eq!((status, received.len()), (Ok(200), 2));
    assert_eq!(received[0].body, received[1].body);
    let reader = FilePart::reader(io::Cursor::new(b"x"), Some(1));
    let (status, received) = sent(replies(), vec![reader]).await;
    assert_eq!((status, received.len()), (Ok(503), 1));
}

/// Ends in an error.
struct Broken;

impl AsyncRead for Broken {
    fn poll_read(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
        _: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Poll::Ready(Err(io::Error::other("gone")))
    }
}

#[tokio::test]
async fn a_file_that_cannot_be_read_breaks_the_call() {
    let (status, _) = sent(vec![OK], vec![FilePart::reader(Broken, None)]).await;
    let Err(Error::Connection(why)) = status else {
        panic!("{status:?}")
    };
    assert!(why.contains("gone"), "{why}");
}
