use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, HttpBody as _};
use axum::response::Response;
use egress::{ApiBase, Connector, Egress};
use hyper::body::Incoming;
use hyper::header::{CONNECTION, CONTENT_LENGTH, HOST, HeaderValue, TE, TRANSFER_ENCODING};
use hyper::{HeaderMap, Request, StatusCode, Uri, Version};
use hyper_util::client::legacy::{self, Client};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyproxy::headers::StripHopByHopLayer;
use hyproxy::headers::hopby::ConnectionHeaders;
use hyproxy::upgrade::idle::IdleTimeoutLayer;
use hyproxy::upgrade::{CopyBidirectional, ProxyUpgradeLayer};
use tokio::sync::Semaphore;
use tower::{Layer as _, ServiceBuilder, ServiceExt as _, service_fn};

use crate::cookies::join_cookies;
use crate::download::hand_on;
use crate::error::ForwardError;
use crate::forwarded::Sender;
use crate::hop::{End, Exchange, Held};
use crate::loops::Pseudonym;
use crate::progress::{Progress, Stalled};
use crate::tunnel::{TunnelExecutor, leave_only_websocket};
use crate::upload::Upload;

/// For a connection, TLS and a proxy's tunnel included.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long a connection waits for its next request. Less than servers wait by default (Node: 5 s): a request that is sent while the
/// other side hangs up is lost.
const IDLE_TIMEOUT: Duration = Duration::from_secs(4);

/// How much of a response is read ahead, and so how long its head may be. By default hyper takes six times as much for each client that
/// reads more slowly than the upstream writes.
const BUFFER_BYTES: usize = 64 * 1024;

/// How the upstream is reached.
#[derive(Clone, Debug)]
pub struct UpstreamOptions {
    /// Where it is.
    pub origin: ApiBase,
    /// How long nothing may move: before the response and in it, in a request's body, and in a WebSocket.
    pub timeout: Duration,
    /// Requests at a time.
    pub max_requests: usize,
    /// The way there.
    pub egress: Egress,
}

/// The server that has the rest of the API. Clones share connections and limits.
#[derive(Clone, Debug)]
pub struct Upstream(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    client: Client<Connector, Body>,
    origin: ApiBase,
    pseudonym: Pseudonym,
    timeout: Duration,
    capacity: Arc<Semaphore>,
}

impl Upstream {
    /// Connects when the first request comes.
    ///
    /// # Errors
    /// The trusted certificates of the system cannot be used.
    pub fn new(options: UpstreamOptions) -> io::Result<Self> {
        let UpstreamOptions {
            origin,
            timeout,
            max_requests,
            egress,
        } = options;
        let target = origin.to_string().parse().map_err(io::Error::other)?;
        let connector = egress.connector(&target, CONNECT_TIMEOUT)?;
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE_TIMEOUT)
            .http1_max_buf_size(BUFFER_BYTES)
            .build(connector);
        Ok(Self(Arc::new(Shared {
            client,
            pseudonym: Pseudonym::of(&origin),
            origin,
            timeout,
            capacity: Arc::new(Semaphore::new(max_requests.min(Semaphore::MAX_PERMITS))),
        })))
    }

    /// Sends a request on, and returns the response once its head is there. Dropped before, nothing is left of it. From then on
    /// `exchange` is held, and told how it ended.
    ///
    /// # Errors
    /// There is no response.
    pub fn forward(
        &self,
        request: Request<Body>,
        sender: Sender,
        exchange: Arc<dyn Exchange>,
    ) -> impl Future<Output = Result<Response, ForwardError>> + Send + use<> {
        Arc::clone(&self.0).forward(request, sender, exchange)
    }

    /// A request without body of our own, to see whether there is an answer.
    ///
    /// # Errors
    /// There is none.
    pub async fn probe(&self) -> Result<StatusCode, ForwardError> {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = self.0.target(&Uri::from_static("/"));
        self.0
            .pseudonym
            .add_to(request.headers_mut(), Version::HTTP_11);
        let sending = tokio::time::timeout(self.0.timeout, self.0.client.request(request));
        let response = sending.await.map_err(|_| ForwardError::Timeout(None))??;
        Ok(response.status())
    }
}

impl Shared {
    async fn forward(
        self: Arc<Self>,
        request: Request<Body>,
        sender: Sender,
        exchange: Arc<dyn Exchange>,
    ) -> Result<Response, ForwardError> {
        if self.pseudonym.is_in(request.headers()) {
            return Err(ForwardError::Loop);
        }
        let permit = Arc::clone(&self.capacity).try_acquire_owned();
        let permit = permit.map_err(|_| ForwardError::Busy)?;
        let (progress, timeout) = (Arc::new(Progress::new()), self.timeout);
        let holding = TunnelExecutor::holding((permit, exchange));
        let (parts, body) = request.into_parts();
        let (upload, uploading) = Upload::begin(body, Arc::clone(&progress));
        let request = Request::from_parts(parts, Body::new(upload));
        let sending = self.send(request, sender, holding.clone());
        let response = tokio::select! {
            biased;
            response = sending => response?,
            stalled = progress.stalled(timeout) => return Err(match stalled {
                Stalled::Client => ForwardError::ClientStalled,
                Stalled::Upstream => ForwardError::Timeout(None),
            }),
        };
        progress.moved();
        match (response.status(), holding.take()) {
            (StatusCode::SWITCHING_PROTOCOLS, None) => Ok(response.map(|_| Body::empty())),
            (StatusCode::SWITCHING_PROTOCOLS, Some(_)) | (_, None) => Err(ForwardError::Protocol),
            (_, Some((permit, exchange))) => {
                let held = Held::new(exchange, permit, End::ClientLeft);
                Ok(response.map(|body| hand_on(body, uploading, progress, timeout, held)))
            }
        }
    }

    /// The request without what ends here and with what belongs to this hop; as a tunnel, should both sides agree on one.
    fn send<H: Send + 'static>(
        self: Arc<Self>,
        request: Request<Body>,
        sender: Sender,
        holding: TunnelExecutor<H>,
    ) -> Pin<Box<dyn Future<Output = Result<hyper::Response<Incoming>, legacy::Error>> + Send>>
    {
        let (version, takes_trailers) = (request.version(), takes_trailers(request.headers()));
        let (target, timeout) = (self.target(request.uri()), self.timeout);
        // hyper would leave out what some methods rarely have.
        let body = request.body();
        let is_chunked = !body.is_end_stream() && body.size_hint().exact().is_none();
        let authority = request
            .uri()
            .authority()
            .map(|authority| authority.as_str());
        let authority = authority.and_then(|text| HeaderValue::from_str(text).ok());
        let client = service_fn(move |mut request: Request<Body>| {
            *request.uri_mut() = target.clone();
            *request.version_mut() = Version::HTTP_11;
            let headers = request.headers_mut();
            let host = headers.remove(HOST);
            // RFC 9112, section 3.2.2, and RFC 9113, section 8.3.1: the target says it better.
            let host = authority.clone().or(host);
            sender.write_to(headers, host);
            self.pseudonym.add_to(headers, version);
            join_cookies(headers);
            if takes_trailers && !headers.contains_key(CONNECTION) {
                headers.insert(TE, HeaderValue::from_static("trailers"));
                headers.insert(CONNECTION, HeaderValue::from_static("te"));
            }
            if is_chunked {
                let chunked = HeaderValue::from_static("chunked");
                headers.insert(TRANSFER_ENCODING, chunked);
            }
            self.client.request(request)
        });
        let tunnel = IdleTimeoutLayer::new(timeout).layer(CopyBidirectional::new());
        let hop = ServiceBuilder::new()
            .map_request(|mut request: Request<Body>| {
                leave_only_websocket(request.headers_mut());
                request
            })
            .layer(ProxyUpgradeLayer::new().tunnel(tunnel).executor(holding))
            .layer(StripHopByHopLayer::new().connection_headers(ConnectionHeaders::PreserveUpgrade))
            .map_response(as_received)
            .service(client);
        Box::pin(hop.oneshot(request))
    }

    /// The same path and query there.
    fn target(&self, uri: &Uri) -> Uri {
        let mut parts = uri.clone().into_parts();
        parts.scheme = self.origin.scheme().parse().ok();
        parts.authority = self.origin.authority().parse().ok();
        Uri::from_parts(parts).unwrap_or_default()
    }
}

/// The response with the length that it has, in our own version of HTTP.
fn as_received(mut response: hyper::Response<Incoming>) -> hyper::Response<Incoming> {
    // RFC 9112, section 6.3: the coding says where the body ends.
    if response.headers().contains_key(TRANSFER_ENCODING) {
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    *response.version_mut() = Version::HTTP_11;
    response
}

/// Whether the client reads what comes after a body (RFC 9110, section 10.1.4). It says so to us: we have to say it again.
fn takes_trailers(headers: &HeaderMap) -> bool {
    let lists = headers
        .get_all(TE)
        .iter()
        .filter_map(|list| list.to_str().ok());
    let mut codings = lists.flat_map(|list| list.split(','));
    codings.any(|coding| coding.trim().eq_ignore_ascii_case("trailers"))
}
