use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use metrics::{Gauge, gauge};
use rustix::net::sockopt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::http::starting;
use crate::listener::connection::Connections;
use crate::listener::descriptors;
use crate::settings::Settings;

/// How long nothing is accepted after the operating system refused to, for want of file descriptors or memory.
const PAUSE: Duration = Duration::from_millis(100);

/// How long callers wait for a server that starts. Most starts take some milliseconds, and nobody needs to notice.
const STARTING_GRACE: Duration = Duration::from_secs(1);

/// Most connections of those who run the server. Monitoring takes one or two.
const MOST_ADMIN_CONNECTIONS: usize = 16;

/// How many connections the system keeps that are not accepted yet, where it allows for as many. Whoever comes beyond tries again after
/// a second.
const BACKLOG: u32 = 1024;

/// What the system keeps of answers on one connection, without its own bookkeeping. By itself it would take megabytes of the API
/// reference for each client that reads nothing.
const SEND_BUFFER_BYTES: usize = 128 * 1024;

/// A bound address, not yet served.
pub struct Listener {
    tcp: TcpListener,
    address: SocketAddr,
}

impl Listener {
    /// Binds an address; port 0 picks a free one.
    ///
    /// # Errors
    /// The operating system's.
    pub fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4(),
            SocketAddr::V6(_) => TcpSocket::new_v6(),
        }?;
        // A restart need not wait for the last packets of the connections before it.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let tcp = socket.listen(BACKLOG)?;
        let address = tcp.local_addr()?;
        Ok(Self { tcp, address })
    }

    /// The address that is bound.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves until `stop` is over, then lets requests in flight finish, for as long as the settings say. Answers how many
    /// connections were cut off.
    pub async fn serve(
        self,
        router: Router,
        settings: &Settings,
        stop: impl Future<Output = ()>,
    ) -> usize {
        self.bound_writing(settings.write_timeout_ms);
        let connections = Connections::new(router, settings);
        let most = most_connections(settings);
        let places = Arc::new(Semaphore::new(most));
        let open = gauge!("http_server_open_connections");
        let (stopping, stopped) = watch::channel(false);
        let reception = Reception {
            connections,
            places: Arc::clone(&places),
            open,
            stopped,
        };
        tokio::select! {
            () = self.accept(&reception) => {}
            () = stop => {}
        }
        self.accept_queued(&reception).await;
        drop(self.tcp);
        stopping.send_replace(true);

        let all = u32::try_from(most).unwrap_or(u32::MAX);
        let over = places.acquire_many(all);
        match tokio::time::timeout(settings.stop_timeout_ms, over).await {
            Ok(_) => 0,
            Err(_) => most - places.available_permits(),
        }
    }

    /// Serves for ever what there is to say before everything is opened, should that take long: that this server is alive, and not
    /// ready. Each connection ends with its answer. What comes earlier waits until the server is there.
    pub(crate) async fn serve_while_starting(&self, settings: &Settings) {
        tokio::time::sleep(STARTING_GRACE).await;
        let (_stopping, stopped) = watch::channel(true);
        let reception = Reception {
            connections: Connections::new(starting(), settings),
            places: Arc::new(Semaphore::new(most_connections(settings))),
            open: gauge!("http_server_open_connections"),
            stopped,
        };
        self.accept(&reception).await;
    }

    /// Serves those who run the server for ever: a few connections, which are not counted.
    pub(crate) async fn serve_admin(self, router: Router, settings: &Settings) {
        self.bound_writing(settings.write_timeout_ms);
        let (_running, stopped) = watch::channel(false);
        let reception = Reception {
            connections: Connections::new(router, settings),
            places: Arc::new(Semaphore::new(MOST_ADMIN_CONNECTIONS)),
            open: Gauge::noop(),
            stopped,
        };
        self.accept(&reception).await;
    }

    /// Bounds what answers that nobody takes keep in the system, and for how long; every connection inherits it.
    fn bound_writing(&self, timeout: Duration) {
        let bounded = sockopt::set_socket_send_buffer_size(&self.tcp, SEND_BUFFER_BYTES);
        #[cfg(target_os = "linux")]
        let bounded = bounded.and_then(|()| {
            let timeout_ms = timeout.as_millis().try_into().unwrap_or(u32::MAX);
            sockopt::set_tcp_user_timeout(&self.tcp, timeout_ms)
        });
        if let Err(error) = bounded {
            tracing::warn!(%error, "the system does not bound (ACCOUNTS_WRITE_TIMEOUT_MS) how long clients take for their answers");
        }
    }

    /// Accepts connections for ever, as many at a time as there are places.
    async fn accept(&self, reception: &Reception) {
        let mut said_full = false;
        let mut refused = false;
        loop {
            let place = match Arc::clone(&reception.places).try_acquire_owned() {
                Ok(place) => place,
                Err(_) => {
                    if !std::mem::replace(&mut said_full, true) {
                        tracing::warn!(
                            address = %self.address,
                            "the most connections (ACCOUNTS_MAX_CONNECTIONS) are open: further connections wait; this is said once"
                        );
                    }
                    let place = Arc::clone(&reception.places).acquire_owned().await;
                    place.expect("nobody closes the semaphore")
                }
            };
            match self.tcp.accept().await {
                Ok((stream, peer)) => {
                    if std::mem::take(&mut refused) {
                        tracing::info!(address = %self.address, "connections are accepted again");
                    }
                    reception.receive(stream, peer, place);
                }
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    // Once for as long as it lasts: it is tried ten times a second.
                    if !std::mem::replace(&mut refused, true) {
                        tracing::warn!(address = %self.address, %error, "no connections are accepted until the system lets them");
                    }
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Accepts those that the system has connected already: their requests may be on the way, and closing the socket would reset them.
    async fn accept_queued(&self, reception: &Reception) {
        while let Ok(place) = Arc::clone(&reception.places).try_acquire_owned() {
            match tokio::time::timeout(Duration::ZERO, self.tcp.accept()).await {
                Ok(Ok((stream, peer))) => reception.receive(stream, peer, place),
                Ok(Err(error)) if is_of_one_connection(&error) => {}
                _ => return,
            }
        }
    }
}

/// What becomes of accepted connections.
struct Reception {
    connections: Connections,
    places: Arc<Semaphore>,
    open: Gauge,
    stopped: watch::Receiver<bool>,
}

impl Reception {
    /// Serves a connection in the background; it holds its place until it is over.
    fn receive(&self, stream: TcpStream, peer: SocketAddr, place: OwnedSemaphorePermit) {
        // Answers are small and whole: nothing is gained by holding them back.
        stream.set_nodelay(true).ok();
        let connections = self.connections.clone();
        let connection = connections.serve(stream, peer.ip(), self.stopped.clone());
        let open = self.open.clone();
        tokio::spawn(async move {
            open.increment(1);
            connection.await;
            open.decrement(1);
            drop(place);
        });
    }
}

/// As many connections at a time as are set, and as the system has files for.
fn most_connections(settings: &Settings) -> usize {
    if let Some(warning) = connections_kept_back(settings) {
        tracing::warn!("{warning}");
    }
    descriptors::most_connections(settings, descriptors::raised_limit())
}

/// What to say when the system has files for fewer connections than are set.
pub(crate) fn connections_kept_back(settings: &Settings) -> Option<String> {
    let limit = descriptors::raised_limit();
    let most = descriptors::most_connections(settings, limit);
    let set = settings.max_connections;
    (most < set).then(|| {
        format!(
            "ACCOUNTS_MAX_CONNECTIONS is {set}, but with {limit} files that the system lets this program open, only {most} \
             connections are accepted at a time; lower the setting, or raise the limit (ulimit -n, LimitNOFILE)"
        )
    })
}

/// Whether an error of `accept` says nothing about the next connection.
fn is_of_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
