use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use async_trait::async_trait;
use axum::BoxError;
use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::request::Parts;
use bookshop_api::apis::streams::{
    StreamChatMedia, StreamChatResponse, StreamChatResponse200Content, StreamEventsParameters,
    StreamEventsResponse, StreamEventsResponse200Event, StreamLinesParameters, StreamLinesResponse,
    StreamOpenResponse, StreamRecordsResponse, StreamReportMedia, StreamReportResponse,
    StreamReportResponse200Content, StreamReportResponse200Headers, StreamReportResponse409Content,
    StreamTextsResponse, Streams,
};
use bookshop_api::models::{Chunk, Plan, Problem, Question, Reply};
use bookshop_api::{Binary, Event, ItemStream, Stopping, Streaming};
use futures_util::stream::{self, BoxStream, Stream, StreamExt as _};

use crate::refused::Refused;
use crate::shop::Shop;

/// How many streams are being sent, in this program.
static OPEN: AtomicI64 = AtomicI64::new(0);

/// Items, counted while they are sent.
struct Counted<T>(BoxStream<'static, Result<T, BoxError>>);

impl<T> Counted<T> {
    fn stream(items: impl Stream<Item = Result<T, BoxError>> + Send + 'static) -> ItemStream<T>
    where
        T: 'static,
    {
        OPEN.fetch_add(1, Ordering::Relaxed);
        ItemStream::new(Self(items.boxed()))
    }
}

impl<T> Stream for Counted<T> {
    type Item = Result<T, BoxError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context)
    }
}

impl<T> Drop for Counted<T> {
    fn drop(&mut self) {
        OPEN.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Streaming for Shop {
    fn stopping(&self) -> Stopping {
        Box::pin(std::future::pending())
    }
}

fn chunk(text: &str, index: i64) -> Chunk {
    Chunk {
        text: text.to_owned(),
        index: Some(index),
    }
}

fn chunks(texts: &[String]) -> Vec<Chunk> {
    let texts = texts.iter().zip(0..);
    texts.map(|(text, index)| chunk(text, index)).collect()
}

/// What follows the first items.
fn rest<T: Send + 'static>(plan: Plan) -> BoxStream<'static, Result<T, BoxError>> {
    match plan {
        Plan::All => stream::empty().boxed(),
        Plan::Broken | Plan::Resumed => {
            stream::once(async { Err("the till is empty".into()) }).boxed()
        }
        Plan::Silent => stream::pending().boxed(),
    }
}

#[async_trait]
impl Streams for Shop {
    async fn stream_chat(
        &self,
        _media: StreamChatMedia,
        body: Question,
        _head: &Parts,
    ) -> Result<StreamChatResponse, Refused> {
        if body.texts.is_empty() {
            let message = "nothing to say".to_owned();
            let status = axum::http::StatusCode::CONFLICT;
            return Ok(StreamChatResponse::Default(status, Problem { message }));
        }
        Ok(StreamChatResponse::Status200(match body.stream {
            true => {
                let chunks = chunks(&body.texts).into_iter();
                let events = chunks.map(|chunk| Ok(Event::new(chunk)));
                let events: Vec<Result<_, BoxError>> = events.collect();
                StreamChatResponse200Content::EventStream(Counted::stream(stream::iter(events)))
            }
            false => {
                let text = body.texts.concat();
                StreamChatResponse200Content::Json(Reply { text })
            }
        }))
    }

    /// The rest, where the head says what came last.
    async fn stream_events(
        &self,
        parameters: StreamEventsParameters,
        head: &Parts,
    ) -> Result<StreamEventsResponse, Refused> {
        use StreamEventsResponse200Event::{Note, PriceChange, Sold};
        let last = head.headers.get("last-event-id");
        let last = last.and_then(|id| id.to_str().ok()?.parse().ok());
        let last: usize = last.unwrap_or_default();
        let events = [
            Sold(chunk("a\nb", 1)),
            PriceChange(-5),
            Note("two\nlines: \u{e4}".to_owned()),
            Sold(Chunk {
                text: String::new(),
                index: None,
            }),
        ];
        let events = events.into_iter().enumerate().skip(last);
        let mut events: Vec<Result<Event<_>, BoxError>> = events
            .map(|(place, data)| {
                let event = Event::new(data).with_id((place + 1).to_string());
                let retry = Some(Duration::from_millis(20));
                Ok(Event { retry, ..event })
            })
            .collect();
        // A stream that is resumed goes on by two events at a time.
        let plan = match parameters.plan {
            Plan::Resumed if events.len() <= 2 => Plan::All,
            Plan::Resumed => {
                events.truncate(2);
                Plan::Resumed
            }
            plan => plan,
        };
        let items = stream::iter(events).chain(rest(plan));
        Ok(StreamEventsResponse::Status200(Counted::stream(items)))
    }

    async fn stream_texts(&self, _head: &Parts) -> Result<StreamTextsResponse, Refused> {
        let event = Event {
            event: Some("free".to_owned()),
            ..Event::new("a: b\n\n c".to_owned())
        };
        let items: [Result<_, BoxError>; 2] = [Ok(event), Ok(Event::new(String::new()))];
        Ok(StreamTextsResponse::Status200(Counted::stream(
            stream::iter(items),
        )))
    }

    async fn stream_lines(
        &self,
        parameters: StreamLinesParameters,
        _head: &Parts,
    ) -> Result<StreamLinesResponse, Refused> {
        let chunks = [chunk("one\ntwo", 1), chunk("\u{1e}end", 2)].map(Ok);
        let plan = parameters.plan.unwrap_or(Plan::All);
        let items = stream::iter(chunks).chain(rest(plan));
        Ok(StreamLinesResponse::Status200(Counted::stream(items)))
    }

    async fn stream_records(&self, _head: &Parts) -> Result<StreamRecordsResponse, Refused> {
        let values = ["1", "\"\\n\u{e4}\"", "[{}, null]"];
        let values = values.map(|text| Ok(serde_json::from_str(text)?));
        Ok(StreamRecordsResponse::Status200(Counted::stream(
            stream::iter(values),
        )))
    }

    async fn stream_report(
        &self,
        media: StreamReportMedia,
        head: &Parts,
    ) -> Result<StreamReportResponse, Refused> {
        if head.headers.contains_key("x-none") {
            let body = StreamReportResponse409Content::Plain("none".to_owned());
            return Ok(StreamReportResponse::Status409(body));
        }
        let body = match media {
            StreamReportMedia::Json => StreamReportResponse200Content::Json(Reply {
                text: "a;b".to_owned(),
            }),
            StreamReportMedia::Csv => StreamReportResponse200Content::Csv("a;b\n".to_owned()),
            StreamReportMedia::Image => {
                let parts = stream::iter(["ab", "cd"].map(Ok::<_, BoxError>));
                let bytes = Binary::new(Body::from_stream(parts)).with_length(4);
                let png = HeaderValue::from_static("image/png");
                StreamReportResponse200Content::Image(bytes.of_type(png))
            }
        };
        let headers = StreamReportResponse200Headers { x_pages: 1 };
        Ok(StreamReportResponse::Status200(body, headers))
    }

    async fn stream_open(&self, _head: &Parts) -> Result<StreamOpenResponse, Refused> {
        let open = OPEN.load(Ordering::Relaxed);
        Ok(StreamOpenResponse::Status200(open))
    }
}
