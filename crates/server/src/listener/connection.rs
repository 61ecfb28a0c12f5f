use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::CONNECTION;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::Instant;
use tower::Service as _;

use crate::listener::activity::{Activity, IdleLimits};
use crate::settings::Settings;

/// How long a connection without a request in flight gets before it ends with the server: first for one more request, where there was
/// one a moment ago, then to say goodbye. Half a head is no request, and HTTP/2 waits for the peer's word.
const GOODBYE: Duration = Duration::from_secs(1);

/// How connections are served.
#[derive(Clone)]
pub(crate) struct Connections {
    protocol: Builder<TokioExecutor>,
    router: Router,
    idle: IdleLimits,
}

impl Connections {
    pub(crate) fn new(router: Router, settings: &Settings) -> Self {
        let in_32_bits = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let mut protocol = Builder::new(TokioExecutor::new());
        protocol
            .http1()
            .timer(TokioTimer::new())
            .header_read_timeout(settings.head_timeout_ms)
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
            idle: IdleLimits {
                first: settings.head_timeout_ms,
                next: settings.idle_timeout_ms,
            },
        }
    }

    /// Serves one connection to its end: the peer's, that of its idle time, or the server's (`stop` changes).
    pub(crate) async fn serve(self, stream: TcpStream, mut stop: watch::Receiver<bool>) {
        let activity = Activity::new();
        let service = service_fn(|request: Request<Incoming>| {
            let in_flight = activity.request(request.version());
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
        let connection = self
            .protocol
            .serve_connection(TokioIo::new(stream), service);
        let mut connection = pin!(connection);
        let mut idle = self.idle;
        let mut look = Instant::now() + idle.first.min(idle.next);
        let mut stopping = false;
        let mut told_to_end = None;
        loop {
            let told_to_stop = async {
                // Also when it changed before this connection was there.
                stop.wait_for(|stop| *stop).await.ok();
            };
            tokio::select! {
                end = connection.as_mut() => {
                    if let Err(error) = end {
                        tracing::debug!(error, "connection ended early");
                    }
                    return;
                }
                () = told_to_stop, if !stopping => {
                    stopping = true;
                    if told_to_end.is_some() {
                        continue;
                    }
                    // HTTP/2 loses nothing by a goodbye. Over HTTP/1.1 the next request of a busy client may be on the way: it is
                    // answered, and the answer says that it was the last.
                    if activity.takes_last_request() {
                        idle = IdleLimits { first: GOODBYE, next: GOODBYE };
                        look = Instant::now();
                        continue;
                    }
                }
                () = tokio::time::sleep_until(look) => {
                    let again = match told_to_end {
                        None => activity.look_again(idle),
                        Some(since) => activity.look_again_ending(since, GOODBYE),
                    };
                    match again {
                        Some(again) => {
                            look = again;
                            continue;
                        }
                        None if told_to_end.is_some() => return,
                        None => {}
                    }
                }
            }
            let now = Instant::now();
            told_to_end = Some(now);
            look = now + GOODBYE;
            connection.as_mut().graceful_shutdown();
        }
    }
}
