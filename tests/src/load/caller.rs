use std::net::SocketAddr;
use std::time::{Duration, Instant};

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::{http1, http2};
use hyper::header::{CONNECTION, HOST, RETRY_AFTER};
use hyper::{Request, Response};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use crate::client::Protocol;
use crate::{GOOD_BODY, PORTAL};

/// How long an answer may take. Only a broken server takes that long.
const TIMEOUT: Duration = Duration::from_secs(60);

type Body = Full<Bytes>;

/// A well-behaved client: good requests one after the other, over one connection for as long as the server keeps it.
pub struct Caller {
    address: SocketAddr,
    protocol: Protocol,
    key: String,
    sender: Option<Sender>,
}

enum Sender {
    Http1(http1::SendRequest<Body>),
    Http2(http2::SendRequest<Body>),
}

/// One answer.
#[derive(Debug)]
pub struct Seen {
    /// The status.
    pub status: u16,
    /// From the request to the whole answer; without connecting.
    pub took: Duration,
    /// What `Retry-After` says.
    pub retry_after: Option<String>,
    /// The body.
    pub body: Bytes,
}

/// No answer.
#[derive(Debug)]
pub enum Broken {
    /// There is no connection, or the server looked at nothing of the request and says so.
    Refused(String),
    /// The request was sent, or part of it, and may have been looked at.
    Cut(String),
}

impl Caller {
    /// A client with this key, not connected yet.
    pub fn new(address: SocketAddr, protocol: Protocol, key: &str) -> Self {
        Self {
            address,
            protocol,
            key: key.to_owned(),
            sender: None,
        }
    }

    /// Sends one good request, connecting first where there is no connection (any more).
    ///
    /// # Errors
    /// There is no connection, or no whole answer on it.
    pub async fn call(&mut self) -> Result<Seen, Broken> {
        let exchange = tokio::time::timeout(TIMEOUT, self.exchange());
        exchange
            .await
            .unwrap_or_else(|_| Err(Broken::Cut("no answer in a minute".to_owned())))
    }

    async fn exchange(&mut self) -> Result<Seen, Broken> {
        let refused = |error: &dyn std::error::Error| Broken::Refused(format!("{error:?}"));
        let ready = match &mut self.sender {
            None => false,
            Some(Sender::Http1(sender)) => sender.ready().await.is_ok(),
            Some(Sender::Http2(sender)) => sender.ready().await.is_ok(),
        };
        if !ready {
            self.sender = None;
            let stream = TcpStream::connect(self.address).await;
            let stream = stream.map_err(|error| refused(&error))?;
            stream.set_nodelay(true).ok();
            let sender = handshake(self.protocol, TokioIo::new(stream)).await;
            self.sender = Some(sender.map_err(|error| refused(&error))?);
        }
        let request = self.request();
        let start = Instant::now();
        let sent = match self.sender.as_mut() {
            None => return Err(Broken::Refused("no connection".to_owned())),
            Some(Sender::Http1(sender)) => sender.send_request(request).await,
            Some(Sender::Http2(sender)) => sender.send_request(request).await,
        };
        let seen = match sent {
            Ok(answer) => read(answer, start).await,
            Err(error) => Err(error),
        };
        let (seen, last) = seen.map_err(|error| {
            self.sender = None;
            match error.is_canceled() || is_goodbye(&error) {
                true => refused(&error),
                false => Broken::Cut(format!("{:?} {error:?}", self.protocol)),
            }
        })?;
        if last {
            self.sender = None;
        }
        Ok(seen)
    }

    fn request(&self) -> Request<Body> {
        let request = Request::post(format!("http://{}{PORTAL}", self.address));
        let request = match self.protocol {
            Protocol::Http1 => Request::post(PORTAL).header(HOST, self.address.to_string()),
            Protocol::Http2 => request,
        };
        let request = request
            .header("content-type", "application/json")
            .header("x-api-key", &self.key);
        request.body(Full::from(GOOD_BODY)).expect("a request")
    }
}

/// Whether the connection ends without fault, and before the request's turn (RFC 9113, section 6.8): another one may have it.
fn is_goodbye(error: &hyper::Error) -> bool {
    let cause = std::error::Error::source(error);
    let cause = cause.and_then(|cause| cause.downcast_ref::<h2::Error>());
    cause.is_some_and(|error| {
        error.is_go_away() && error.is_remote() && error.reason() == Some(h2::Reason::NO_ERROR)
    })
}

async fn handshake(protocol: Protocol, io: TokioIo<TcpStream>) -> hyper::Result<Sender> {
    Ok(match protocol {
        Protocol::Http1 => {
            let (sender, connection) = http1::handshake(io).await?;
            tokio::spawn(connection);
            Sender::Http1(sender)
        }
        Protocol::Http2 => {
            let (sender, connection) = http2::handshake(TokioExecutor::new(), io).await?;
            tokio::spawn(connection);
            Sender::Http2(sender)
        }
    })
}

/// Reads an answer to its end; `true` when the server says that it was the last one.
async fn read(answer: Response<Incoming>, start: Instant) -> hyper::Result<(Seen, bool)> {
    let (head, body) = answer.into_parts();
    let body = body.collect().await?.to_bytes();
    let text = |name| head.headers.get(name).and_then(|value| value.to_str().ok());
    let last = text(CONNECTION) == Some("close");
    let seen = Seen {
        status: head.status.as_u16(),
        took: start.elapsed(),
        retry_after: text(RETRY_AFTER).map(str::to_owned),
        body,
    };
    Ok((seen, last))
}
