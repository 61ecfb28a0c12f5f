use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use metrics::{Gauge, gauge};
use rustix::net::sockopt;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use crate::http::{Front, starting};
use crate::listener::connection::Connections;
use crate::listener::descriptors;
use crate::listener::open_connection::OpenConnection;
use crate::settings::Settings;
use crate::settings::limits::STOP_TIMEOUT;

/// How long nothing is accepted after the operating system refused to, for lack of file descriptors or memory.
const BACKOFF: Duration = Duration::from_millis(100);

/// How long callers wait for a server that starts. Most starts take some milliseconds, and nobody needs to notice.
const STARTING_GRACE: Duration = Duration::from_secs(1);

/// On the admin listener. Monitoring takes one or two.
const MAX_ADMIN_CONNECTIONS: usize = 16;

/// How many connections the system queues that are not accepted yet, where it allows that many. Further clients retry after a second.
const BACKLOG: u32 = 1024;

/// How much of the responses on one connection the system buffers, without its own bookkeeping. By default it would take megabytes of
/// the API reference for each client that reads nothing.
const SEND_BUFFER_BYTES: usize = 128 * 1024;

/// A bound address, not yet served.
pub(crate) struct Listener {
    tcp: TcpListener,
    pub(crate) address: SocketAddr,
}

impl Listener {
    /// Binds an address; port 0 picks a free one.
    pub(crate) fn bind(address: SocketAddr) -> io::Result<Self> {
        let socket = match address {
            SocketAddr::V4(_) => TcpSocket::new_v4(),
            SocketAddr::V6(_) => TcpSocket::new_v6(),
        }?;
        // A restart need not wait for the last packets of earlier connections.
        socket.set_reuseaddr(true)?;
        socket.bind(address)?;
        let tcp = socket.listen(BACKLOG)?;
        let address = tcp.local_addr()?;
        Ok(Self { tcp, address })
    }

    /// Serves until `stop` is over, then lets requests in flight finish, for a limited time. Returns how many connections were cut off.
    pub(crate) async fn serve(
        self,
        front: Front,
        settings: &Settings,
        stop: impl Future<Output = ()>,
    ) -> usize {
        self.limit_writing(settings.write_timeout());
        if let Some(warning) = descriptors::too_few_files(settings) {
            tracing::warn!("{warning}");
        }
        let max = descriptors::max_connections(settings, descriptors::raise_limit());
        let (stopping, stopped) = watch::channel(false);
        let open = gauge!("http_server_open_connections");
        let context = AcceptContext::new(front, settings, max, open, stopped);
        tokio::select! {
            () = self.accept(&context) => {}
            () = stop => {}
        }
        self.accept_queued(&context).await;
        drop(self.tcp);
        stopping.send_replace(true);

        let all = u32::try_from(max).unwrap_or(u32::MAX);
        let over = context.permits.acquire_many(all);
        match tokio::time::timeout(STOP_TIMEOUT, over).await {
            Ok(_) => 0,
            Err(_) => max - context.permits.available_permits(),
        }
    }

    /// Says, should the start take long, that this server is alive, and not ready. Each connection ends with its response. Earlier
    /// connections wait until the server is there. Never ends.
    pub(crate) async fn serve_while_starting(&self, settings: &Settings) {
        tokio::time::sleep(STARTING_GRACE).await;
        let max = descriptors::max_connections(settings, descriptors::raise_limit());
        let (_stopping, stopped) = watch::channel(true);
        let open = gauge!("http_server_open_connections");
        let context =
            AcceptContext::new(Front::new(starting(), None), settings, max, open, stopped);
        self.accept(&context).await;
    }

    /// Serves operators: a few connections, which are not counted. Never ends.
    pub(crate) async fn serve_admin(self, front: Front, settings: &Settings) {
        self.limit_writing(settings.write_timeout());
        let (_running, stopped) = watch::channel(false);
        let max = MAX_ADMIN_CONNECTIONS;
        let context = AcceptContext::new(front, settings, max, Gauge::noop(), stopped);
        self.accept(&context).await;
    }

    /// Limits how much of a response that a client does not take stays in the system, and for how long; every connection inherits it.
    fn limit_writing(&self, timeout: Duration) {
        let limited = sockopt::set_socket_send_buffer_size(&self.tcp, SEND_BUFFER_BYTES);
        #[cfg(target_os = "linux")]
        let limited = limited.and_then(|()| {
            let timeout_ms = timeout.as_millis().try_into().unwrap_or(u32::MAX);
            sockopt::set_tcp_user_timeout(&self.tcp, timeout_ms)
        });
        if let Err(error) = limited {
            tracing::warn!(%error, "the system does not limit how long clients take for their responses");
        }
    }

    /// Accepts connections, as many at a time as there are permits. Never ends.
    async fn accept(&self, context: &AcceptContext) {
        let mut reported_full = false;
        let mut refused = false;
        loop {
            let permit = match Arc::clone(&context.permits).try_acquire_owned() {
                Ok(permit) => permit,
                Err(_) => {
                    if !std::mem::replace(&mut reported_full, true) {
                        tracing::warn!(
                            address = %self.address,
                            "the maximum number of connections is open: further connections wait; this is logged once"
                        );
                    }
                    let permit = Arc::clone(&context.permits).acquire_owned().await;
                    permit.expect("the semaphore is never closed")
                }
            };
            match self.tcp.accept().await {
                Ok((stream, peer)) => {
                    if std::mem::take(&mut refused) {
                        tracing::info!(address = %self.address, "connections are accepted again");
                    }
                    context.spawn(stream, peer, permit);
                }
                Err(error) if concerns_one_connection(&error) => {}
                Err(error) => {
                    // Once for as long as it lasts: it is tried ten times a second.
                    if !std::mem::replace(&mut refused, true) {
                        tracing::warn!(address = %self.address, %error, "no connections are accepted until the system allows it");
                    }
                    tokio::time::sleep(BACKOFF).await;
                }
            }
        }
    }

    /// Accepts those that the system has connected already: their requests may be on the way, and closing the socket would reset them.
    async fn accept_queued(&self, context: &AcceptContext) {
        while let Ok(permit) = Arc::clone(&context.permits).try_acquire_owned() {
            match tokio::time::timeout(Duration::ZERO, self.tcp.accept()).await {
                Ok(Ok((stream, peer))) => context.spawn(stream, peer, permit),
                Ok(Err(error)) if concerns_one_connection(&error) => {}
                _ => return,
            }
        }
    }
}

/// What accepted connections need.
struct AcceptContext {
    connections: Connections,
    permits: Arc<Semaphore>,
    open: Gauge,
    stopped: watch::Receiver<bool>,
}

impl AcceptContext {
    fn new(
        front: Front,
        settings: &Settings,
        max_connections: usize,
        open: Gauge,
        stopped: watch::Receiver<bool>,
    ) -> Self {
        Self {
            connections: Connections::new(front, settings),
            permits: Arc::new(Semaphore::new(max_connections)),
            open,
            stopped,
        }
    }

    /// Serves a connection in the background; it holds its permit until it is over, and so does what it was upgraded to.
    fn spawn(&self, stream: TcpStream, peer: SocketAddr, permit: OwnedSemaphorePermit) {
        // Responses are small and whole: delaying them gains nothing.
        stream.set_nodelay(true).ok();
        let connections = self.connections.clone();
        let open = Arc::new(OpenConnection::new(self.open.clone(), permit));
        tokio::spawn(connections.serve(stream, peer.ip(), open, self.stopped.clone()));
    }
}

/// Whether an error of `accept` says nothing about the next connection.
fn concerns_one_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
