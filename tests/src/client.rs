use std::error::Error;
use std::net::SocketAddr;
use std::time::Duration;

use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::{http1, http2};
use hyper::header::{HOST, HeaderName, HeaderValue};
use hyper::{Method, Request, Uri, Version};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpStream;

use crate::answer::Answer;
use crate::{GOOD_BODY, PORTAL};

/// How long an answer may take. Only a broken server takes that long.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The version of HTTP that is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// HTTP/1.1.
    Http1,
    /// HTTP/2 in clear text, with prior knowledge.
    Http2,
}

/// One request, built step by step. Each is sent on a connection of its own.
#[derive(Clone, Debug)]
#[must_use]
pub struct Client {
    address: SocketAddr,
    protocol: Protocol,
    method: Method,
    path: String,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
}

impl Client {
    /// A request to this address, which need not be ours.
    pub fn to(address: SocketAddr) -> Self {
        Self::new(address)
    }

    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            address,
            protocol: Protocol::Http1,
            method: Method::GET,
            path: "/".to_owned(),
            headers: Vec::new(),
            body: Bytes::new(),
        }
    }

    /// Over this version of HTTP.
    pub fn over(mut self, protocol: Protocol) -> Self {
        self.protocol = protocol;
        self
    }

    /// This method and path; the path may have a query.
    pub fn ask(mut self, method: &str, path: &str) -> Self {
        self.method = method.parse().expect("a method");
        path.clone_into(&mut self.path);
        self
    }

    /// One header more.
    pub fn header(mut self, name: &str, value: &str) -> Self {
        let name = name.parse().expect("a name");
        let value = HeaderValue::from_bytes(value.as_bytes()).expect("a value");
        self.headers.push((name, value));
        self
    }

    /// This body.
    pub fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// This body, as JSON.
    pub fn json(self, body: impl Into<Bytes>) -> Self {
        self.header("content-type", "application/json").body(body)
    }

    /// `POST` to the operation, without credentials and body.
    pub fn portal(self) -> Self {
        self.ask("POST", PORTAL)
    }

    /// A good request for a portal session, with this key.
    pub fn good(self, key: &str) -> Self {
        self.portal().header("x-api-key", key).json(GOOD_BODY)
    }

    /// Sends the request and reads the answer, which is checked for what every answer of the API carries.
    pub async fn send(self) -> Answer {
        let answer = self.send_to_page().await;
        answer.assert_api();
        answer
    }

    /// Sends the request and reads the answer, of the API or of a page.
    pub async fn send_to_page(self) -> Answer {
        let exchange = tokio::time::timeout(TIMEOUT, self.exchange());
        let answer = exchange.await.expect("an answer in time");
        answer.expect("a whole answer")
    }

    /// Sends the request where it may fail: to a server that is about to end.
    ///
    /// # Errors
    /// There is no connection, or no whole answer on it.
    pub async fn attempt(self) -> Result<Answer, Box<dyn Error + Send + Sync>> {
        tokio::time::timeout(TIMEOUT, self.exchange()).await?
    }

    async fn exchange(self) -> Result<Answer, Box<dyn Error + Send + Sync>> {
        let stream = TokioIo::new(TcpStream::connect(self.address).await?);
        let mut request = Request::new(Full::new(self.body));
        *request.method_mut() = self.method;
        for (name, value) in self.headers {
            request.headers_mut().append(name, value);
        }
        let path: Uri = self.path.parse().expect("a path");
        let response = match self.protocol {
            Protocol::Http1 => {
                *request.uri_mut() = path;
                let host = HeaderValue::try_from(self.address.to_string()).expect("visible ASCII");
                request.headers_mut().entry(HOST).or_insert(host);
                let (mut sender, connection) = http1::handshake(stream).await?;
                tokio::spawn(connection);
                sender.send_request(request).await?
            }
            Protocol::Http2 => {
                let uri = format!("http://{}{path}", self.address);
                *request.uri_mut() = uri.parse().expect("a URI");
                *request.version_mut() = Version::HTTP_2;
                let (mut sender, connection) =
                    http2::handshake(TokioExecutor::new(), stream).await?;
                tokio::spawn(connection);
                sender.send_request(request).await?
            }
        };
        let (head, body) = response.into_parts();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.collect().await?.to_bytes(),
        })
    }
}
