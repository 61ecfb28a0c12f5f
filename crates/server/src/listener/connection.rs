use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
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

/// How long a connection that was told to end and has no request in flight gets to say goodbye before it is dropped. Half a head is
/// no request, and HTTP/2 waits for the peer's word.
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
            let in_flight = activity.request();
            let answer = self.router.clone().call(request);
            async move {
                let answer = answer.await;
                drop(in_flight);
                answer
            }
        });
        let connection = self
            .protocol
            .serve_connection(TokioIo::new(stream), service);
        let mut connection = pin!(connection);
        let mut look = Instant::now() + self.idle.first;
        let mut told_to_end = None;
        loop {
            let stopping = async {
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
                () = stopping, if told_to_end.is_none() => {}
                () = tokio::time::sleep_until(look) => {
                    let again = match told_to_end {
                        None => activity.look_again(self.idle),
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
