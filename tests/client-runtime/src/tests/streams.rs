//! Events that are read while they come.

use std::time::{Duration, Instant};

use futures_util::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};

use super::stream_server::Step::{self, Hold, Send, Wait};
use super::stream_server::{SSE, call, client, serve};
use super::support::Failed;
use crate::complete_typed::CompleteTyped;
use crate::error::Error;
use crate::event_stream::EventStream;
use crate::json_event::json as json_data;
use crate::open_events::OpenEvents;
use crate::stream_error::{StreamError, StreamProblem};
use crate::text_event::text;

/// The events of a service whose data is JSON, or an error of the call.
async fn events(
    url: &str,
    method: Method,
    end: Option<&'static str>,
) -> Result<EventStream<Value>, Failed> {
    let sent = client(url)
        .transport
        .send(call(method), &[], OpenEvents(&[SSE]))
        .await;
    sent.map_err(Failed::from)?.events(json_data, end)
}

/// What a stream gives: the data of its events, and how it ends.
async fn all(mut stream: EventStream<Value>) -> (Vec<Value>, Option<StreamError>) {
    let mut data = Vec::new();
    while let Some(event) = stream.next().await {
        match event {
            Ok(event) => data.push(event.data),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an error is the end");
                return (data, Some(error));
            }
        }
    }
    (data, None)
}

const HEAD: Step = Send(
    "HTTP/1.1 200 OK\r\ncontent-type: Text/Event-Stream; charset=utf-8\r\nconnection: close\r\n\r\n",
);
const CHUNKED: Step = Send(
    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n",
);

#[tokio::test]
async fn events_come_while_the_response_goes_on() {
    let (url, mut received) = serve(&[&[HEAD, Send("id: 1\nevent: a\ndata: 1.0\n\n"), Hold]]).await;
    let mut stream = events(&url, Method::POST, None).await.expect("a stream");
    assert!(format!("{stream:?}").contains("last_event_id: None"));
    let event = stream.next().await.expect("an event").expect("no error");
    assert_eq!(
        (event.event.as_str(), event.id.as_deref()),
        ("a", Some("1"))
    );
    assert_eq!(event.data, json!(1));
    assert_eq!(stream.last_event_id(), Some("1"));
    assert!(
        received
            .recv()
            .await
            .is_some_and(|head| head.starts_with("POST /events"))
    );
    // Whoever leaves closes the connection.
    drop(stream);
    assert_eq!(received.recv().await.as_deref(), Some("gone"));
}

#[tokio::test]
async fn each_gap_has_a_limit_and_the_whole_has_none() {
    let slow: &[Step] = &[
        HEAD,
        Wait(300),
        Send("data: 1\n\n"),
        Wait(300),
        Send(":\n\n"),
        Wait(300),
        Send("data: 2\n\n"),
    ];
    let silent: &[Step] = &[HEAD, Send("retry: 7000\nid: 4\ndata: 1\n\n"), Hold];
    let scripts: &'static [&[Step]] = Box::leak(Box::new([slow, silent]));
    let (url, _received) = serve(scripts).await;
    let (data, error) = all(events(&url, Method::GET, None).await.expect("a stream")).await;
    assert_eq!((data, error), (vec![json!(1), json!(2)], None));
    let started = Instant::now();
    let (data, error) = all(events(&url, Method::GET, None).await.expect("a stream")).await;
    assert!(started.elapsed() < Duration::from_secs(3));
    let error = error.expect("an error");
    assert_eq!(data, [json!(1)]);
    assert_eq!(
        error.problem,
        StreamProblem::Timeout(Duration::from_millis(500))
    );
    assert_eq!(error.last_event_id.as_deref(), Some("4"));
    assert_eq!(error.retry, Some(Duration::from_secs(7)));
    assert_eq!(error.to_string(), "the stream was silent for 0.5 s");
}

#[tokio::test]
async fn a_stream_that_breaks_is_an_error() {
    for (steps, end, problem) in [
        (
            &[HEAD, Send("data: 1\n\ndata: [DONE]\n\ndata: 2\n\n"), Hold] as &[_],
            Some("[DONE]"),
            None,
        ),
        (
            &[HEAD, Send("data: 1\n\n")],
            Some("[DONE]"),
            Some("the response ended before the stream"),
        ),
        (
            &[CHUNKED, Send("b\r\ndata: 1\n\n\n\n\r\n")],
            None,
            Some("the stream broke: "),
        ),
        (
            &[HEAD, Send("data: 1\n\ndata: {\n\n")],
            None,
            Some("the stream is not as documented: the data of an event: "),
        ),
    ] {
        let scripts: &'static [&[Step]] = Box::leak(Box::new([steps]));
        let (url, _received) = serve(scripts).await;
        let stream = events(&url, Method::GET, end).await.expect("a stream");
        let (data, error) = all(stream).await;
        assert_eq!(data, [json!(1)]);
        let error = error.map(|error| error.to_string());
        match (error, problem) {
            (Some(error), Some(problem)) => assert!(error.starts_with(problem), "{error}"),
            (error, problem) => assert_eq!(error.as_deref(), problem),
        }
    }
}

const RETRY: Step = Send("retry: 1\n");

#[tokio::test]
async fn a_stream_comes_back_where_it_broke() {
    let (url, mut received) = serve(&[
        &[HEAD, RETRY, Send("id: 1\ndata: 1\n\ndata: half")],
        &[HEAD, Send("id: 2\ndata: 2\n\n")],
        &[Send("HTTP/1.1 204 No Content\r\n\r\n")],
    ])
    .await;
    let stream = events(&url, Method::GET, Some("end"))
        .await
        .expect("a stream");
    let (data, error) = all(stream.reconnecting()).await;
    assert_eq!((data, error), (vec![json!(1), json!(2)], None));
    let heads = [
        received.recv().await,
        received.recv().await,
        received.recv().await,
    ];
    let heads = heads.map(|head| head.expect("a request"));
    assert!(!heads[0].contains("last-event-id"));
    assert!(heads[1].contains("last-event-id: 1\r\n"));
    assert!(heads[2].contains("last-event-id: 2\r\n"));
}

#[tokio::test]
async fn a_stream_comes_back_only_where_that_is_asked_for_and_possible() {
    let broken: &[Step] = &[HEAD, RETRY, Send("data: 1\n\n")];
    let empty: &[Step] = &[HEAD, RETRY];
    let gone: &[Step] = &[Send("HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n")];
    let cases: [(Method, bool, &'static [&[Step]], &str); 5] = [
        (
            Method::GET,
            false,
            Box::leak(Box::new([broken])),
            "the response ended before the stream",
        ),
        (
            Method::POST,
            true,
            Box::leak(Box::new([broken])),
            "the response ended before the stream",
        ),
        // Twice in a row is once more than the client tries.
        (
            Method::GET,
            true,
            Box::leak(Box::new([broken, empty])),
            "the response ended before the stream",
        ),
        (
            Method::GET,
            true,
            Box::leak(Box::new([broken, gone])),
            "the stream is not as documented: the service answered 410 when it was asked for the rest",
        ),
        (
            Method::GET,
            true,
            Box::leak(Box::new([broken, &[]])),
            "the stream broke: ",
        ),
    ];
    for (method, reconnecting, scripts, expected) in cases {
        let (url, _received) = serve(scripts).await;
        let mut stream = events(&url, method, Some("end")).await.expect("a stream");
        if reconnecting {
            stream = stream.reconnecting();
        }
        let (data, error) = all(stream).await;
        let error = error.expect("an error").to_string();
        assert!(error.starts_with(expected), "{error}");
        assert_eq!(data, [json!(1)]);
    }
}

#[tokio::test]
async fn what_is_no_stream_is_an_error_of_the_call() {
    let (url, _received) = serve(&[
        &[Send(
            "HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 1\r\n\r\nx",
        )],
        &[Send("HTTP/1.1 200 OK\r\ncontent-length: 1\r\n\r\nx")],
    ])
    .await;
    for expected in [
        "which is text/html: this is not documented",
        "which has no media type",
    ] {
        let error = events(&url, Method::GET, None)
            .await
            .expect_err("no stream");
        let Error::Undocumented(response) = error else {
            panic!("{error}");
        };
        assert_eq!(
            (response.problem.as_str(), response.text.as_str()),
            (expected, "x")
        );
    }
}

#[tokio::test]
async fn texts_and_errors_keep_what_they_are() {
    let (url, _received) = serve(&[
        &[HEAD, Send("data: a\ndata: b\n\n")],
        &[Send("HTTP/1.1 404 Not Found\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n7")],
    ])
    .await;
    let client = client(&url);
    let sent = client
        .transport
        .send(call(Method::GET), &[], OpenEvents(&[SSE]))
        .await;
    let sent = sent.map_err(Failed::from).expect("a response");
    let stream: Result<EventStream<String>, Failed> = sent.events(text, None);
    let mut stream = stream.expect("a stream");
    let event = stream.next().await.expect("an event").expect("no error");
    assert_eq!(event.data, "a\nb");
    let sent = client
        .transport
        .send(call(Method::GET), &[], CompleteTyped)
        .await;
    let sent = sent.map_err(Failed::from).expect("a response");
    assert_eq!(
        (sent.status, sent.media_type.as_str()),
        (404, "application/json")
    );
    let number: Result<u8, Failed> = sent.json();
    assert_eq!(number, Ok(7));
}
