use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body, Bytes, Frame, SizeHint};
use hyper::header::HeaderName;
use hyper::{HeaderMap, Response};
use serde_json::{Value, json};

/// A body of either kind.
pub(super) type ReplyBody = UnsyncBoxBody<Bytes, Infallible>;

/// One answer, good or bad.
#[derive(Clone, Debug)]
#[must_use]
pub struct Reply {
    status: u16,
    headers: HeaderMap,
    body: Bytes,
    wait: Duration,
    end: End,
}

#[derive(Clone, Copy, Debug)]
enum End {
    /// The whole answer.
    Whole,
    /// The head and so many bytes of the body, and then nothing more.
    Silence(usize),
    /// The body goes on for ever.
    Never,
    /// The connection is closed in place of an answer.
    HangUp,
}

impl Reply {
    /// JSON.
    pub fn json(status: u16, body: &Value) -> Self {
        Self::text(status, "application/json", body.to_string())
    }

    /// Any text.
    pub fn text(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let reply = Self {
            status,
            headers: HeaderMap::new(),
            body: body.into(),
            wait: Duration::ZERO,
            end: End::Whole,
        };
        reply.header("content-type", content_type)
    }

    /// An error in Stripe's form. Source: <https://docs.stripe.com/api/errors>
    pub fn error(status: u16, kind: &str, message: &str) -> Self {
        Self::json(
            status,
            &json!({ "error": { "type": kind, "message": message } }),
        )
    }

    /// What Stripe says of a customer that it does not have.
    pub fn no_such_customer(status: u16) -> Self {
        let error = json!({
            "type": "invalid_request_error",
            "code": "resource_missing",
            "param": "customer",
            "message": "No such customer: 'cus_1'",
        });
        Self::json(status, &json!({ "error": error }))
    }

    /// What Stripe says when there were too many requests. Source: <https://docs.stripe.com/rate-limits>
    pub fn rate_limited() -> Self {
        let message = "Request rate limit exceeded.";
        Self::error(429, "invalid_request_error", message)
            .header("stripe-rate-limited-reason", "global-rate")
    }

    /// The connection is closed in place of an answer.
    pub fn hang_up() -> Self {
        let mut reply = Self::json(200, &Value::Null);
        reply.end = End::HangUp;
        reply
    }

    /// The same with one header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name: HeaderName = name.parse().expect("a name");
        self.headers.insert(name, value.parse().expect("a value"));
        self
    }

    /// The same, so much later.
    pub fn after(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// The same up to this byte of its body, and then silence.
    pub fn silent_after(mut self, bytes: usize) -> Self {
        self.end = End::Silence(bytes);
        self
    }

    /// The same again and again, without end and without a length.
    pub fn endless(mut self) -> Self {
        self.end = End::Never;
        self
    }

    pub(super) async fn send(self) -> io::Result<Response<ReplyBody>> {
        tokio::time::sleep(self.wait).await;
        let body = match self.end {
            End::HangUp => return Err(io::Error::other("the fake hangs up")),
            End::Whole => Full::new(self.body).boxed_unsync(),
            End::Never => Endless(self.body).boxed_unsync(),
            End::Silence(bytes) => Stalling {
                first: Some(self.body.slice(..bytes)).filter(|first| !first.is_empty()),
                length: self.body.len() as u64,
            }
            .boxed_unsync(),
        };
        let mut response = Response::new(body);
        *response.status_mut() = self.status.try_into().expect("a status");
        *response.headers_mut() = self.headers;
        Ok(response)
    }
}

/// A body that promises more than ever comes.
struct Stalling {
    first: Option<Bytes>,
    length: u64,
}

impl Body for Stalling {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(Ok(Frame::data(first)))),
            None => Poll::Pending,
        }
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}

/// A body that goes on for as long as somebody reads it.
struct Endless(Bytes);

impl Body for Endless {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        Poll::Ready(Some(Ok(Frame::data(self.0.clone()))))
    }
}
