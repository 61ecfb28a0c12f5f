use std::future::poll_fn;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::CONNECTION;
use axum::http::{HeaderValue, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::Instant;
use tokio_util::io::InspectReader;

use crate::http::{Front, Peer};
use crate::listener::activity::{Activity, ConnectionLimits, Outlook};
use crate::listener::open_connection::OpenConnection;
use crate::settings::{Settings, limits};

/// How long a connection without a request in flight gets before it ends with the server: first for one more request, where there was
/// one a moment ago, then to shut down. Half a head is not a request, and HTTP/2 waits for the peer.
const DRAIN_GRACE: Duration = Duration::from_secs(1);

/// How connections are served.
#[derive(Clone)]
pub(crate) struct Connections {
    protocol: Builder<TokioExecutor>,
    front: Front,
    limits: ConnectionLimits,
}

impl Connections {
    pub(crate) fn new(front: Front, settings: &Settings) -> Self {
        let (head, idle) = (settings.head_timeout(), settings.idle_timeout_ms.0);
        let mut protocol = Builder::new(TokioExecutor::new());
        protocol
            .http1()
            .timer(TokioTimer::new())
            // It would start with the previous response. Ours starts with the first byte of the head: see `Activity`.
            .header_read_timeout(None)
            .max_headers(limits::MAX_HEADERS)
            .max_buf_size(limits::HEAD_LIMIT_BYTES as usize);
        protocol
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(limits::MAX_STREAMS)
            // Bodies that wait for the upstream leave room for those of all other streams.
            .initial_stream_window_size(limits::STREAM_WINDOW_BYTES)
            .initial_connection_window_size(limits::MAX_STREAMS * limits::STREAM_WINDOW_BYTES)
            .max_pending_accept_reset_streams(limits::MAX_RESETS)
            .max_header_list_size(limits::HEAD_LIMIT_BYTES)
            // Finds peers that are gone without a word.
            .keep_alive_interval(idle / 2)
            .keep_alive_timeout(head);
        Self {
            protocol,
            front,
            limits: ConnectionLimits { head, idle },
        }
    }

    /// Serves one connection until the peer, its limits or the server (`stop` changes) end it, or another protocol takes it over, which
    /// then holds `open` too.
    pub(crate) async fn serve(
        self,
        stream: TcpStream,
        peer: IpAddr,
        open: Arc<OpenConnection>,
        mut stop: watch::Receiver<bool>,
    ) {
        let activity = Activity::new();
        let service = service_fn(|request: Request<Incoming>| {
            let in_flight = activity.request(request.version());
            let mut request = request.map(|body| {
                // Keeps the connection busy until the body is read or dropped, which may be after the response.
                let in_flight = (!body.is_end_stream()).then(|| in_flight.clone());
                Body::new(body.map_err(move |error| {
                    let _held = &in_flight;
                    error
                }))
            });
            request.extensions_mut().insert(Peer(peer));
            let held = || (in_flight.clone(), Arc::clone(&open));
            let response = self.front.call(request, held);
            async move {
                let mut response = response.await;
                if let Ok(response) = &mut response
                    && in_flight.is_last()
                    && response.status() != StatusCode::SWITCHING_PROTOCOLS
                {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(CONNECTION, close);
                }
                drop(in_flight);
                response
            }
        });
        let receiving = activity.clone();
        let stream = InspectReader::new(stream, move |_: &[u8]| receiving.received());
        let stream = TokioIo::new(stream);
        let connection = self
            .protocol
            .serve_connection_with_upgrades(stream, service);
        let mut connection = pin!(connection);
        let mut limits = self.limits;
        let mut check_at = Instant::now() + limits.head.min(limits.idle);
        let mut head_began = activity.head_began();
        let mut is_stopping = false;
        let mut told_to_end = None;
        loop {
            let stopped = async {
                // Also when it changed before this connection existed.
                stop.wait_for(|stop| *stop).await.ok();
            };
            tokio::select! {
                event = next_event(connection.as_mut(), &activity, head_began) => match event {
                    Event::Over(Ok(())) => return,
                    Event::Over(Err(error)) => {
                        tracing::debug!(error, "connection ended early");
                        return;
                    }
                    Event::HeadBegan(began) => {
                        head_began = Some(began);
                        check_at = check_at.min(began + limits.head);
                        continue;
                    }
                },
                () = stopped, if !is_stopping => {
                    is_stopping = true;
                    if told_to_end.is_some() {
                        continue;
                    }
                    // HTTP/2 loses nothing by GOAWAY. Over HTTP/1.1 the next request of a busy client may be on the way: it is
                    // answered, and the response says that it was the last.
                    if activity.end_after_response() {
                        limits = ConnectionLimits { head: DRAIN_GRACE, idle: DRAIN_GRACE };
                        check_at = Instant::now();
                        continue;
                    }
                }
                () = tokio::time::sleep_until(check_at) => match told_to_end {
                    None => match activity.outlook(limits) {
                        Outlook::CheckAt(again) => {
                            check_at = again;
                            continue;
                        }
                        Outlook::SlowHead => {
                            tracing::debug!("connection ended: the head of a request took too long");
                            return;
                        }
                        Outlook::Idle => {}
                    },
                    Some(since) => match activity.check_ending(since, DRAIN_GRACE) {
                        Some(again) => {
                            check_at = again;
                            continue;
                        }
                        None => return,
                    },
                },
            }
            let now = Instant::now();
            told_to_end = Some(now);
            check_at = now + DRAIN_GRACE;
            connection.as_mut().graceful_shutdown();
        }
    }
}

/// What a connection does by itself.
enum Event<E> {
    Over(Result<(), E>),
    /// The head of a request has begun, and is not complete.
    HeadBegan(Instant),
}

/// Drives a connection until there is something to report. `known` is the head that was reported last.
async fn next_event<E>(
    mut connection: Pin<&mut impl Future<Output = Result<(), E>>>,
    activity: &Activity,
    known: Option<Instant>,
) -> Event<E> {
    poll_fn(|context| {
        if let Poll::Ready(over) = connection.as_mut().poll(context) {
            return Poll::Ready(Event::Over(over));
        }
        match activity.head_began() {
            Some(began) if known != Some(began) => Poll::Ready(Event::HeadBegan(began)),
            _ => Poll::Pending,
        }
    })
    .await
}
