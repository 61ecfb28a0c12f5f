//! Values and bytes that are read while they come.

use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};

use super::stream_server::Step::{self, Hold, Send, Wait};
use super::stream_server::{call, client, serve};
use super::support::Failed;
use crate::opened::Open;
use crate::stream_error::{StreamError, StreamProblem};

/// The values of a body.
async fn values(
    body: &'static [Step],
    lines: bool,
    end: Option<&'static str>,
) -> (Vec<Value>, Option<String>) {
    let scripts: &'static [&[Step]] = Box::leak(Box::new([body]));
    let (url, _received) = serve(scripts).await;
    let open = Open(&["application/*"]);
    let sent = client(&url)
        .transport
        .send(call(Method::GET), &[], open)
        .await;
    let sent = sent.map_err(Failed::from).expect("a response");
    let stream = match lines {
        true => sent.json_lines::<Value, ()>(end),
        false => sent.json_sequence(end),
    };
    let mut stream = stream.expect("a stream");
    assert_eq!(format!("{stream:?}"), "JsonStream { .. }");
    let mut values = Vec::new();
    while let Some(value) = stream.next().await {
        match value {
            Ok(value) => values.push(value),
            Err(error) => return (values, Some(error.to_string())),
        }
    }
    (values, None)
}

const JSON: Step =
    Send("HTTP/1.1 200 OK\r\ncontent-type: application/x\r\nconnection: close\r\n\r\n");

#[tokio::test]
async fn values_are_lines_or_records() {
    let expected = || (vec![json!(1), json!({ "a": [2] })], None);
    for body in [
        &[JSON, Send("1\n\n{\"a\":"), Wait(50), Send("[2.0]}\r\n")] as &[_],
        &[JSON, Send("1\n{\"a\":[2]}")],
    ] {
        assert_eq!(values(body, true, None).await, expected());
    }
    for body in [
        &[JSON, Send("\x1e1\n\x1e{\"a\":"), Wait(50), Send("\n[2]}\n")] as &[_],
        &[JSON, Send("\x1e1\x1e\x1e{\"a\":[2]}")],
        &[
            JSON,
            Send("\x1e1\n"),
            Wait(50),
            Send("\x1e"),
            Wait(50),
            Send("{\"a\":[2]}\n"),
        ],
    ] {
        assert_eq!(values(body, false, None).await, expected());
    }
    // A first line that is a value does not wait for the next one.
    let (first, error) = values(&[JSON, Send("\x1e1\n"), Hold], false, None).await;
    assert_eq!(first, [json!(1)]);
    assert_eq!(error.as_deref(), Some("the stream was silent for 0.5 s"));
    for (body, lines) in [
        (&[JSON, Send("1\nend\n2\n")], true),
        (&[JSON, Send("\x1e1\n\x1eend\n\x1e2\n")], false),
    ] {
        assert_eq!(
            values(body, lines, Some("end")).await,
            (vec![json!(1)], None)
        );
    }
    let (all, error) = values(&[JSON, Send("1\n")], true, Some("end")).await;
    assert_eq!(
        (all.len(), error.as_deref()),
        (1, Some("the response ended before the stream"))
    );
    let (_, error) = values(&[JSON, Send("{\n")], true, None).await;
    assert!(error.is_some_and(|error| error.starts_with("the stream is not as documented: ")));
}

#[tokio::test]
async fn bytes_are_read_as_they_come() {
    let known: &[Step] = &[
        Send("HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\nab"),
        Wait(50),
        Send("cd"),
    ];
    let short: &[Step] = &[Send(
        "HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-length: 4\r\n\r\nab",
    )];
    let scripts: &'static [&[Step]] = Box::leak(Box::new([known, known, known, short]));
    let (url, _received) = serve(scripts).await;
    let client = client(&url);
    let opened = || async {
        let sent = client
            .transport
            .send(call(Method::GET), &[], Open(&["image/*"]))
            .await;
        sent.map_err(Failed::from)
            .expect("a response")
            .bytes::<()>()
            .expect("bytes")
    };
    let stream = opened().await;
    assert_eq!(
        (stream.remaining(), stream.media_type()),
        (Some(4), "image/png")
    );
    assert!(format!("{stream:?}").contains("remaining: Some(4)"));
    assert_eq!(stream.read(4).await.as_deref(), Ok(b"abcd".as_slice()));
    let error = opened().await.read(3).await.expect_err("too large");
    assert_eq!(
        error.to_string(),
        "the stream has an item of more than 3 bytes"
    );
    let parts: Vec<_> = opened().await.collect().await;
    assert_eq!(parts.len(), 2, "{parts:?}");
    let error = opened().await.read(100).await.expect_err("it ends early");
    assert!(
        matches!(error.problem, StreamProblem::Connection(_)),
        "{error}"
    );
    let limit = StreamError::from(StreamProblem::TooLarge(5));
    assert_eq!((limit.last_event_id, limit.retry), (None, None));
}
