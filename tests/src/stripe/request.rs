use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::{HeaderMap, Version};

/// One request that the fake was sent.
#[derive(Clone, Debug)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query and then the body, decoded.
    pub form: Vec<(String, String)>,
    /// The headers.
    pub headers: HeaderMap,
    /// Whether it came over HTTP/2.
    pub http2: bool,
    /// The connection's number, from 1.
    pub connection: usize,
}

impl Request {
    pub(super) async fn read(
        connection: usize,
        request: hyper::Request<Incoming>,
    ) -> hyper::Result<Self> {
        let (head, body) = request.into_parts();
        let body = body.collect().await?.to_bytes();
        Ok(Self::of(connection, head, &body))
    }

    fn of(connection: usize, head: Parts, body: &[u8]) -> Self {
        let query = head.uri.query().unwrap_or_default().as_bytes();
        let pairs = |text| url::form_urlencoded::parse(text).into_owned();
        Self {
            method: head.method.to_string(),
            path: head.uri.path().to_owned(),
            form: pairs(query).chain(pairs(body)).collect(),
            headers: head.headers,
            http2: head.version == Version::HTTP_2,
            connection,
        }
    }

    /// The one value of a header, or nothing.
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = self.headers.get(name)?;
        Some(value.to_str().expect("visible ASCII"))
    }

    /// The first value of a parameter.
    pub fn parameter(&self, name: &str) -> Option<&str> {
        let mut parameters = self.form.iter();
        let found = parameters.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}
