use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use metrics::{Gauge, gauge};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};

use crate::listener::connection::Connections;
use crate::listener::descriptors;
use crate::settings::Settings;

/// How long nothing is accepted after the operating system refused to, for want of file descriptors or memory.
const PAUSE: Duration = Duration::from_millis(100);

/// Most connections of those who run the server. Monitoring takes one or two.
const MOST_ADMIN_CONNECTIONS: usize = 16;

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
    pub async fn bind(address: SocketAddr) -> io::Result<Self> {
        let tcp = TcpListener::bind(address).await?;
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
        let connections = Connections::new(router, settings);
        let most = most_connections(settings);
        let places = Arc::new(Semaphore::new(most));
        let open = gauge!("http_server_open_connections");
        let (stopping, stopped) = watch::channel(false);
        tokio::select! {
            () = self.accept(connections, &places, &open, stopped) => {}
            () = stop => {}
        }
        drop(self.tcp);
        stopping.send_replace(true);

        let all = u32::try_from(most).unwrap_or(u32::MAX);
        let over = places.acquire_many(all);
        match tokio::time::timeout(settings.stop_timeout_ms, over).await {
            Ok(_) => 0,
            Err(_) => most - places.available_permits(),
        }
    }

    /// Serves those who run the server for ever: a few connections, which are not counted.
    pub(crate) async fn serve_admin(self, router: Router, settings: &Settings) {
        let connections = Connections::new(router, settings);
        let places = Arc::new(Semaphore::new(MOST_ADMIN_CONNECTIONS));
        let (_running, stopped) = watch::channel(false);
        self.accept(connections, &places, &Gauge::noop(), stopped)
            .await;
    }

    /// Accepts connections for ever, as many at a time as there are places.
    async fn accept(
        &self,
        connections: Connections,
        places: &Arc<Semaphore>,
        open: &Gauge,
        stopped: watch::Receiver<bool>,
    ) {
        let mut said_full = false;
        loop {
            let place = match Arc::clone(places).try_acquire_owned() {
                Ok(place) => place,
                Err(_) => {
                    if !std::mem::replace(&mut said_full, true) {
                        tracing::warn!(
                            address = %self.address,
                            "the most connections (ACCOUNTS_MAX_CONNECTIONS) are open: further connections wait; this is said once"
                        );
                    }
                    let place = Arc::clone(places).acquire_owned().await;
                    place.expect("nobody closes the semaphore")
                }
            };
            match self.tcp.accept().await {
                Ok((stream, _)) => {
                    // Answers are small and whole: nothing is gained by holding them back.
                    stream.set_nodelay(true).ok();
                    let connection = connections.clone().serve(stream, stopped.clone());
                    let open = open.clone();
                    tokio::spawn(async move {
                        open.increment(1);
                        connection.await;
                        open.decrement(1);
                        drop(place);
                    });
                }
                Err(error) if is_of_one_connection(&error) => {}
                Err(error) => {
                    tracing::warn!(%error, "no connections are accepted for {} ms", PAUSE.as_millis());
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
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
