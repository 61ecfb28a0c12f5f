use std::future::poll_fn;
use std::net::IpAddr;
use std::pin::{Pin, pin};
use std::task::Poll;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use hyper::body::{Body as _, Incoming};
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::Instant;
use tower::Service as _;

use crate::http::Peer;
use crate::listener::activity::{Activity, ConnectionLimits, Outlook};
use crate::listener::watched::{WatchedBody, WatchedStream};
use crate::settings::Settings;

/// How long a connection without a request in flight gets before it ends with the server: first for one more request, where there was
/// one a moment ago, then to say goodbye. Half a head is no request, and HTTP/2 waits for the peer's word.
const GOODBYE: Duration = Duration::from_secs(1);

/// How connections are served.
#[derive(Clone)]
pub(crate) struct Connections {
    protocol: Builder<TokioExecutor>,
    router: Router,
    limits: ConnectionLimits,
}

impl Connections {
    pub(crate) fn new(router: Router, settings: &Settings) -> Self {
        let in_32_bits = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut protocol = Builder::new(TokioExecutor::new());
        protocol
            .http1()
            .timer(TokioTimer::new())
            // It would run from the answer before. We count from the first byte of the head: see `Activity`.
            .header_read_timeout(None)
            .max_headers(settings.max_headers)
            .max_buf_size(settings.head_limit_bytes);
        protocol
            .http2()
            .timer(TokioTimer::new())
            .max_concurrent_streams(in_32_bits(settings.max_streams))
            .max_pending_accept_reset_streams(settings.max_resets)
            .max_header_list_size(in_32_bits(settings.head_limit_bytes))
            // Finds peers that are gone without a word.
            .keep_alive_interval(settings.idle_timeout_ms / 2)
            .keep_alive_timeout(settings.head_timeout_ms);
        Self {
            protocol,
            router,
            limits: ConnectionLimits {
                head: settings.head_timeout_ms,
                idle: settings.idle_timeout_ms,
            },
        }
    }

    /// Serves one connection to its end: the peer's, that of its time, or the server's (`stop` changes).
    pub(crate) async fn serve(
        self,
        stream: TcpStream,
        peer: IpAddr,
        mut stop: watch::Receiver<bool>,
    ) {
        let activity = Activity::new();
        let service = service_fn(|request: Request<Incoming>| {
            let in_flight = activity.request(request.version());
            let mut request = request.map(|body| WatchedBody {
                _in_flight: (!body.is_end_stream()).then(|| in_flight.clone()),
                body,
            });
            request.extensions_mut().insert(Peer(peer));
            let answer = self.router.clone().call(request);
            async move {
                let mut answer = answer.await;
                if let Ok(response) = &mut answer
                    && in_flight.is_last()
                {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(CONNECTION, close);
                }
                drop(in_flight);
                answer
            }
        });
        let stream = WatchedStream {
            stream,
            activity: activity.clone(),
        };
        let connection = self
            .protocol
            .serve_connection(TokioIo::new(stream), service);
        let mut connection = pin!(connection);
        let mut limits = self.limits;
        let mut look = Instant::now() + limits.head.min(limits.idle);
        let mut head_began = None;
        let mut stopping = false;
        let mut told_to_end = None;
        loop {
            let told_to_stop = async {
                // Also when it changed before this connection was there.
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
                        look = look.min(began + limits.head);
                        continue;
                    }
                },
                () = told_to_stop, if !stopping => {
                    stopping = true;
                    if told_to_end.is_some() {
                        continue;
                    }
                    // HTTP/2 loses nothing by a goodbye. Over HTTP/1.1 the next request of a busy client may be on the way: it is
                    // answered, and the answer says that it was the last.
                    if activity.takes_last_request() {
                        limits = ConnectionLimits { head: GOODBYE, idle: GOODBYE };
                        look = Instant::now();
                        continue;
                    }
                }
                () = tokio::time::sleep_until(look) => match told_to_end {
                    None => match activity.outlook(limits) {
                        Outlook::Look(again) => {
                            look = again;
                            continue;
                        }
                        Outlook::SlowHead => {
                            tracing::debug!("connection ended: the head of a request took too long");
                            return;
                        }
                        Outlook::Idle => {}
                    },
                    Some(since) => match activity.look_again_ending(since, GOODBYE) {
                        Some(again) => {
                            look = again;
                            continue;
                        }
                        None => return,
                    },
                },
            }
            let now = Instant::now();
            told_to_end = Some(now);
            look = now + GOODBYE;
            connection.as_mut().graceful_shutdown();
        }
    }
}

/// What becomes of a connection by itself.
enum Event<E> {
    /// It is over.
    Over(Result<(), E>),
    /// The head of a request has begun, and not all of it is there.
    HeadBegan(Instant),
}

/// Goes on with a connection until there is something to say of it. `known` is the head that was said to have begun last.
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
