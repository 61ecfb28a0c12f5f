//! Responses that are streams, over real sockets.

use std::borrow::Cow;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::BoxError;
use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::http::StatusCode;
use axum::response::Response;
use futures_core::Stream;
use futures_util::{StreamExt as _, stream};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

use super::exchange::Shop;
use crate::streams::{
    Event, ItemStream, NamedEvent, Stopping, Streaming, json_events, json_lines, json_sequence,
    named_events, text_events,
};

const OK: StatusCode = StatusCode::OK;
const SSE: &str = "text/event-stream";

impl Streaming for Shop {
    fn stopping(&self) -> Stopping {
        Box::pin(std::future::pending())
    }
}

fn never() -> Stopping {
    Shop.stopping()
}

/// Items that are there already.
fn items<T: Send + 'static>(items: Vec<Result<T, BoxError>>) -> ItemStream<T> {
    ItemStream::new(stream::iter(items))
}

/// All of a body; what is wrong with its end stands behind it.
async fn all(response: Response) -> String {
    let mut text = String::new();
    let mut parts = response.into_body().into_data_stream();
    while let Some(part) = parts.next().await {
        match part {
            Ok(part) => text.push_str(std::str::from_utf8(&part).unwrap()),
            Err(error) => text.push_str(&format!("!{error}")),
        }
    }
    text
}

/// The data of an event that has a name.
enum Said {
    Count(u32),
    Word(String),
}

impl NamedEvent for Said {
    fn parts(&self) -> serde_json::Result<(&'static str, Cow<'_, str>)> {
        Ok(match self {
            Self::Count(count) => ("count", serde_json::to_string(count)?.into()),
            Self::Word(word) => ("word", word.as_str().into()),
        })
    }
}

#[tokio::test]
async fn events_are_written_as_they_are_read() {
    let full = Event {
        event: Some("a".to_owned()),
        retry: Some(Duration::from_millis(1500)),
        ..Event::new("one\ntwo\r\nthree\r".to_owned()).with_id("7")
    };
    let response = text_events(
        OK,
        SSE,
        items(vec![Ok(full), Ok(Event::new(String::new()))]),
        Some("[DONE]"),
        never(),
    );
    assert_eq!(response.headers()["content-type"], SSE);
    assert_eq!(response.headers()["cache-control"], "no-cache");
    let expected = "event: a\nid: 7\nretry: 1500\ndata: one\ndata: two\ndata: three\ndata: \n\ndata: \n\ndata: [DONE]\n\n";
    assert_eq!(all(response).await, expected);
    let values = vec![Ok(Event::new(1)), Ok(Event::new(2))];
    let response = json_events(OK, SSE, items(values), None, never());
    assert_eq!(all(response).await, "data: 1\n\ndata: 2\n\n");
    let said = [Said::Count(3), Said::Word("x".to_owned())];
    let said = said.map(|said| Ok(Event::new(said))).into();
    let response = named_events(OK, SSE, items(said), None, never());
    let expected = "event: count\ndata: 3\n\nevent: word\ndata: x\n\n";
    assert_eq!(all(response).await, expected);
}

#[tokio::test]
async fn values_are_a_line_or_a_record_each() {
    let values = || items(vec![Ok("a\nb"), Ok("c")]);
    let response = json_lines(OK, "application/jsonl", values(), Some("end"), never());
    assert_eq!(all(response).await, "\"a\\nb\"\n\"c\"\nend\n");
    let response = json_sequence(OK, "application/json-seq", values(), None, never());
    assert_eq!(all(response).await, "\u{1e}\"a\\nb\"\n\u{1e}\"c\"\n");
}

#[tokio::test]
async fn an_error_ends_a_stream_without_its_end() {
    let broken = vec![Ok(1), Err("away".into()), Ok(2)];
    let response = json_lines(OK, "a/b", items(broken), Some("end"), never());
    assert_eq!(all(response).await, "1\n!away");
    for (field, event) in [
        ("id", Event::new(String::new()).with_id("a\nb")),
        (
            "event",
            Event {
                event: Some("\0".to_owned()),
                ..Event::new(String::new())
            },
        ),
    ] {
        let response = text_events(OK, SSE, items(vec![Ok(event)]), None, never());
        let expected = format!("!the {field} of an event must be one line");
        assert_eq!(all(response).await, expected);
    }
}

#[tokio::test]
async fn what_came_before_an_error_is_sent() {
    let router = Router::new().fallback(|| {
        let broken = vec![Ok(1), Ok(2), Err("away".into())];
        std::future::ready(json_lines(OK, "a/b", items(broken), Some("end"), never()))
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let mut connection = TcpStream::connect(listener.local_addr().unwrap())
        .await
        .unwrap();
    tokio::spawn(axum::serve(listener, router).into_future());
    let request = b"GET / HTTP/1.1\r\nhost: a\r\n\r\n";
    connection.write_all(request).await.unwrap();
    let mut text = String::new();
    connection.read_to_string(&mut text).await.unwrap();
    // Without the chunk that is the last one.
    assert!(text.ends_with("\r\n2\r\n1\n\r\n2\r\n2\n\r\n"), "{text}");
}

#[test]
fn a_stream_says_how_much_there_is_and_no_more() {
    let items = items(vec![Ok(1), Ok(2)]);
    assert_eq!(items.size_hint(), (2, Some(2)));
    assert_eq!(format!("{items:?}"), "ItemStream { .. }");
}

#[tokio::test(start_paused = true)]
async fn a_comment_comes_where_nothing_else_does() {
    let wait = |seconds: u64| tokio::time::sleep(Duration::from_secs(seconds));
    let slow = stream::iter([10, 31, 14]).then(move |seconds| async move {
        wait(seconds).await;
        Ok(Event::new(seconds))
    });
    let response = json_events(OK, SSE, ItemStream::new(slow), None, never());
    // At 10, 25, 40, 41 and 55 seconds.
    let expected = "data: 10\n\n:\n\n:\n\ndata: 31\n\ndata: 14\n\n";
    assert_eq!(all(response).await, expected);
}

/// Counts the streams that are there.
struct Counted {
    left: u32,
    open: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
}

impl Stream for Counted {
    type Item = Result<Event<String>, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if self.left == 0 {
            return Poll::Pending;
        }
        self.left -= 1;
        self.sent.fetch_add(1, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Event::new("x".repeat(1000)))))
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A server of one stream of so many events, which then goes on without any.
struct Served {
    connection: TcpStream,
    open: Arc<AtomicUsize>,
    sent: Arc<AtomicUsize>,
    stop: watch::Sender<bool>,
    over: tokio::task::JoinHandle<std::io::Result<()>>,
}

async fn served(count: u32) -> Served {
    let (open, sent) = (Arc::new(AtomicUsize::new(1)), Arc::default());
    let (stop, stopped) = watch::channel(false);
    let counted = (Arc::clone(&open), Arc::clone(&sent));
    let waiting = stopped.clone();
    let router = Router::new().fallback(move || {
        let (open, sent) = counted.clone();
        let left = count;
        let counted = Counted { left, open, sent };
        let mut stopped = stopped.clone();
        let stopping = Box::pin(async move {
            stopped.wait_for(|stopped| *stopped).await.ok();
        });
        let items = ItemStream::new(counted);
        std::future::ready(text_events(OK, SSE, items, Some("[DONE]"), stopping))
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let mut waiting = waiting;
    let server = axum::serve(listener, router).with_graceful_shutdown(async move {
        waiting.wait_for(|stopped| *stopped).await.ok();
    });
    let over = tokio::spawn(server.into_future());
    let mut connection = TcpStream::connect(address).await.unwrap();
    let request = b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n";
    connection.write_all(request).await.unwrap();
    Served {
        connection,
        open,
        sent,
        stop,
        over,
    }
}

/// Waits until a number is what it has to be.
async fn until(number: &AtomicUsize, expected: usize) {
    let reached = async {
        while number.load(Ordering::Relaxed) != expected {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    let limit = Duration::from_secs(10);
    tokio::time::timeout(limit, reached).await.expect("in time");
}

#[tokio::test]
async fn a_stream_is_dropped_when_its_client_leaves() {
    let mut served = served(1).await;
    let mut part = [0; 64];
    assert!(served.connection.read(&mut part).await.unwrap() > 0);
    until(&served.sent, 1).await;
    assert_eq!(served.open.load(Ordering::Relaxed), 1);
    drop(served.connection);
    until(&served.open, 0).await;
}

#[tokio::test]
async fn a_stream_ends_when_its_server_stops() {
    let mut served = served(2).await;
    until(&served.sent, 2).await;
    served.stop.send(true).unwrap();
    let mut text = String::new();
    served.connection.read_to_string(&mut text).await.unwrap();
    assert_eq!(text.matches("data: x").count(), 2);
    // Its end is not said: there may be more.
    assert!(text.ends_with("0\r\n\r\n") && !text.contains("[DONE]"));
    assert_eq!(served.open.load(Ordering::Relaxed), 0);
    served.over.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_slow_client_slows_the_stream_down() {
    let served = served(u32::MAX).await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    let sent = served.sent.load(Ordering::Relaxed);
    tokio::time::sleep(Duration::from_millis(300)).await;
    // What the sockets hold, and no more: events of 1 kB each.
    assert_eq!(served.sent.load(Ordering::Relaxed), sent);
    assert!(sent < 20_000, "{sent}");
}

#[tokio::test]
async fn bytes_are_sent_in_the_pieces_of_the_items() {
    let response = json_lines(OK, "a/b", items(vec![Ok(1)]), None, never());
    let body = to_bytes(response.into_body(), 10).await.unwrap();
    assert_eq!(body, Bytes::from("1\n"));
}
