use std::time::Duration;

use bookshop_client::models::{Chunk, Plan, Question, Reply};
use bookshop_client::operations::{
    StreamChatContent200, StreamChatMedia, StreamEventsEvent200, StreamEventsParameters,
    StreamLinesParameters, StreamReportContent200, StreamReportMedia,
};
use bookshop_client::{Client, Error, EventStream, Options, StreamError, StreamProblem};
use futures_util::{Stream, StreamExt as _};
use serde_json::json;

use crate::shop::client;

fn question(stream: bool) -> Question {
    let texts = ["a", "\u{e4}\nb"].map(str::to_owned).to_vec();
    Question {
        stream: Some(stream),
        ..Question::new(texts)
    }
}

fn chunk(text: &str, index: Option<i64>) -> Chunk {
    Chunk {
        index,
        ..Chunk::new(text)
    }
}

/// What a stream gives, and how it ends.
async fn all<T>(
    stream: impl Stream<Item = Result<T, StreamError>>,
) -> (Vec<T>, Option<StreamError>) {
    let mut stream = std::pin::pin!(stream);
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        match item {
            Ok(item) => items.push(item),
            Err(error) => return (items, Some(error)),
        }
    }
    (items, None)
}

#[tokio::test]
async fn an_object_or_events() {
    let client = client(Options::new()).await;
    for media in [StreamChatMedia::Json, StreamChatMedia::EventStream] {
        let answer = client.stream_chat(media, &question(false)).await;
        let Ok(StreamChatContent200::Json(reply)) = answer else {
            panic!("{answer:?}");
        };
        let text = "a\u{e4}\nb".to_owned();
        assert_eq!(reply, Reply { text });
        let answer = client.stream_chat(media, &question(true)).await;
        let Ok(StreamChatContent200::EventStream(stream)) = answer else {
            panic!("{answer:?}");
        };
        let (events, error) = all(stream).await;
        let data: Vec<_> = events.into_iter().map(|event| event.data).collect();
        let expected = [chunk("a", Some(0)), chunk("\u{e4}\nb", Some(1))];
        assert_eq!((data.as_slice(), error), (expected.as_slice(), None));
    }
    let nothing = Question {
        texts: Vec::new(),
        ..question(true)
    };
    let media = StreamChatMedia::default();
    let error = client
        .stream_chat(media, &nothing)
        .await
        .expect_err("nothing to say");
    let Error::Status(failure) = error else {
        panic!("{error}");
    };
    assert_eq!(
        (failure.status, failure.message.as_str()),
        (409, "nothing to say")
    );
}

async fn events(client: &Client, plan: Plan) -> EventStream<StreamEventsEvent200> {
    let parameters = StreamEventsParameters { plan };
    client.stream_events(&parameters).await.expect("a stream")
}

/// What the shop sends, in its order.
fn sent() -> Vec<(Option<&'static str>, &'static str, StreamEventsEvent200)> {
    vec![
        (
            Some("1"),
            "sold",
            StreamEventsEvent200::Sold(chunk("a\nb", Some(1))),
        ),
        (
            Some("2"),
            "price-change",
            StreamEventsEvent200::PriceChange(-5),
        ),
        (
            Some("3"),
            "note",
            StreamEventsEvent200::Note("two\nlines: \u{e4}".to_owned()),
        ),
        (
            Some("4"),
            "sold",
            StreamEventsEvent200::Sold(chunk("", None)),
        ),
    ]
}

#[tokio::test]
async fn events_arrive_as_they_were_sent() {
    let client = client(Options::new()).await;
    for plan in [Plan::All, Plan::Resumed] {
        let stream = events(&client, plan).await.reconnecting();
        let (events, error) = all(stream).await;
        let events: Vec<_> = events
            .iter()
            .map(|event| {
                (
                    event.id.as_deref(),
                    event.event.as_str(),
                    event.data.clone(),
                )
            })
            .collect();
        assert_eq!((events, error), (sent(), None));
    }
    let stream = client.stream_texts().await.expect("a stream");
    let (events, error) = all(stream).await;
    let events: Vec<_> = events
        .iter()
        .map(|event| (event.event.as_str(), event.data.as_str()))
        .collect();
    let expected = vec![("free", "a: b\n\n c"), ("message", "")];
    assert_eq!((events, error), (expected, None));
}

#[tokio::test]
async fn a_stream_that_breaks_says_where() {
    let client = client(Options::new().timeout(Duration::from_millis(700))).await;
    for (plan, is_expected) in [
        (
            Plan::Broken,
            (|problem| matches!(problem, StreamProblem::Connection(_))) as fn(&_) -> _,
        ),
        (Plan::Silent, |problem| {
            *problem == StreamProblem::Timeout(Duration::from_millis(700))
        }),
    ] {
        let (events, error) = all(events(&client, plan).await).await;
        let error = error.expect("an error");
        assert_eq!(events.len(), 4);
        assert!(is_expected(&error.problem), "{error}");
        assert_eq!(error.last_event_id.as_deref(), Some("4"));
        assert_eq!(error.retry, Some(Duration::from_millis(20)));
    }
}

#[tokio::test]
async fn values_arrive_as_they_were_sent() {
    let client = client(Options::new()).await;
    for (plan, is_broken) in [(None, false), (Some(Plan::Broken), true)] {
        let parameters = StreamLinesParameters { plan };
        let stream = client.stream_lines(&parameters).await.expect("a stream");
        let (values, error) = all(stream).await;
        let expected = [chunk("one\ntwo", Some(1)), chunk("\u{1e}end", Some(2))];
        assert_eq!(values, expected);
        assert_eq!(error.is_some(), is_broken, "{error:?}");
    }
    let stream = client.stream_records().await.expect("a stream");
    let (values, error) = all(stream).await;
    assert_eq!(
        (values, error),
        (vec![json!(1), json!("\n\u{e4}"), json!([{}, null])], None)
    );
}

#[tokio::test]
async fn callers_choose_a_media_type() {
    let client = client(Options::new()).await;
    let report = async |media| client.stream_report(media).await.expect("a report");
    let json = report(StreamReportMedia::Json).await;
    assert!(matches!(json, StreamReportContent200::Json(reply) if reply.text == "a;b"));
    let csv = report(StreamReportMedia::Csv).await;
    assert!(matches!(csv, StreamReportContent200::Csv(text) if text == "a;b\n"));
    let StreamReportContent200::Image(image) = report(StreamReportMedia::Image).await else {
        panic!("an image");
    };
    assert_eq!(
        (image.media_type(), image.remaining()),
        ("image/png", Some(4))
    );
    assert_eq!(image.read(100).await.as_deref(), Ok(b"abcd".as_slice()));
}

/// Other tests read streams, too: those that are open now may be theirs, but not for long.
#[tokio::test]
async fn a_stream_is_dropped_when_the_client_leaves() {
    let client = client(Options::new()).await;
    let mut stream = events(&client, Plan::Silent).await;
    assert!(stream.next().await.is_some_and(|event| event.is_ok()));
    assert!(client.stream_open().await.expect("a number") > 0);
    drop(stream);
    for _ in 0..200 {
        if client.stream_open().await.expect("a number") == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("streams are still open");
}
