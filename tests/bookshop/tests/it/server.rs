use std::net::SocketAddr;

use axum::Extension;
use bookshop::Branch;
use bookshop_api::Limits;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper::{HeaderMap, Request};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Credentials of each scheme.
pub(crate) const READER: (&str, &str) = ("x-reader-key", "good");
pub(crate) const STAFF: (&str, &str) = ("x-staff-key", "good");
pub(crate) const SESSION: (&str, &str) = ("authorization", "Bearer good");

pub(crate) const BOOK: &str = "/books/123e4567-e89b-42d3-a456-426614174000";

/// A shop that is open. It closes with the test's runtime.
pub(crate) struct Server(SocketAddr);

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Server {
    pub(crate) async fn start() -> Self {
        let (listener, address) = Self::listen().await;
        let router = bookshop::router(Limits::default());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self(address)
    }

    /// A branch of the shop, which knows who connects to it.
    pub(crate) async fn start_branch(branch: Branch) -> Self {
        let (listener, address) = Self::listen().await;
        let router = bookshop::router(Limits::default()).layer(Extension(branch));
        let service = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        Self(address)
    }

    async fn listen() -> (TcpListener, SocketAddr) {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        (listener, address)
    }

    /// `GET`, `POST` and so on with a path, and headers.
    pub(crate) async fn ask(&self, line: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(line, headers, "").await
    }

    /// The same with a body of JSON.
    pub(crate) async fn send_json(
        &self,
        line: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let headers = [headers, &[("content-type", "application/json")]].concat();
        self.send(line, &headers, body).await
    }

    /// Sends exactly these bytes, as hyper's client would not: it makes no chunks of an empty body. The request has to ask for a close.
    pub(crate) async fn send_bytes(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.0).await.expect("a connection");
        let sent = stream.write_all(request.as_bytes()).await;
        sent.expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        answer
    }

    /// The same with any body.
    pub(crate) async fn send(&self, line: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let (method, target) = line.split_once(' ').expect("a method and a path");
        let mut request = Request::builder()
            .method(method)
            .uri(target)
            .header("host", "localhost");
        for (name, value) in headers {
            request = request.header(*name, value.as_bytes());
        }
        let body = Full::new(Bytes::copy_from_slice(body.as_bytes()));
        let request = request.body(body).expect("a request");
        let stream = TcpStream::connect(self.0).await.expect("a connection");
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.expect("HTTP");
        tokio::spawn(connection);
        let response = sender.send_request(request).await.expect("an answer");
        let (head, body) = response.into_parts();
        Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.collect().await.expect("a whole body").to_bytes(),
        }
    }
}

impl Answer {
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        let content_type = self.headers.get("content-type").expect("a type");
        assert_eq!(content_type, "application/json");
        serde_json::from_slice(&self.body).expect("JSON")
    }

    /// Checks the status and the message of a problem.
    #[track_caller]
    pub(crate) fn assert_problem(&self, status: u16, message: &str) {
        assert_eq!(
            (self.status, self.json()["message"].as_str()),
            (status, Some(message))
        );
    }
}
