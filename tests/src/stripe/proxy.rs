use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

use super::background::Background;
use super::toxic::{End, Toxic};

/// A small TCP proxy in front of a server, with faults in Toxiproxy's words. It stops when dropped.
pub struct FaultProxy {
    address: SocketAddr,
    toxics: Arc<Mutex<Toxics>>,
    switch: watch::Sender<Switch>,
    _background: Background,
}

#[derive(Default)]
struct Toxics {
    /// Of the next connections, one each.
    next: Vec<Toxic>,
    /// Of every later one.
    always: Option<Toxic>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
struct Switch {
    up: bool,
    /// Counts how often the connections were cut.
    cuts: usize,
}

impl FaultProxy {
    /// On a free port of loopback, without a fault.
    pub fn start(server: SocketAddr) -> Self {
        let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let toxics = Arc::new(Mutex::new(Toxics::default()));
        let (switch, switched) = watch::channel(Switch { up: true, cuts: 0 });
        let work = run(listener, server, Arc::clone(&toxics), switched);
        Self {
            address,
            toxics,
            switch,
            _background: Background::start(work),
        }
    }

    /// What `ACCOUNTS_STRIPE_API_BASE` is set to.
    pub fn base(&self) -> String {
        format!("http://localhost:{}", self.address.port())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Every connection from now on has this fault, or none.
    pub fn always(&self, toxic: Option<Toxic>) {
        self.toxics().always = toxic;
    }

    /// The next connection has this fault; called twice, the one after it too.
    pub fn next(&self, toxic: Toxic) {
        self.toxics().next.push(toxic);
    }

    /// Cuts the connections that there are; new ones are taken.
    pub fn cut(&self) {
        self.switch.send_modify(|switch| switch.cuts += 1);
    }

    /// Cuts all connections and refuses new ones.
    pub fn disable(&self) {
        self.switch.send_modify(|switch| switch.up = false);
    }

    /// Takes connections again.
    pub fn enable(&self) {
        self.switch.send_modify(|switch| switch.up = true);
    }

    fn toxics(&self) -> std::sync::MutexGuard<'_, Toxics> {
        self.toxics.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn run(
    listener: std::net::TcpListener,
    server: SocketAddr,
    toxics: Arc<Mutex<Toxics>>,
    mut switched: watch::Receiver<Switch>,
) {
    let address = listener.local_addr().expect("an address");
    let mut listener = Some(TcpListener::from_std(listener).expect("a socket"));
    let mut connections = JoinSet::new();
    loop {
        let accepted = async {
            match &listener {
                Some(listener) => listener.accept().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            Ok((client, _)) = accepted => {
                let mut toxics = toxics.lock().unwrap_or_else(PoisonError::into_inner);
                let toxic = match toxics.next.is_empty() {
                    true => toxics.always,
                    false => Some(toxics.next.remove(0)),
                };
                connections.spawn(connection(client, server, toxic));
            }
            Some(_) = connections.join_next() => {}
            changed = switched.changed() => {
                if changed.is_err() {
                    return;
                }
                connections.shutdown().await;
                let up = switched.borrow_and_update().up;
                listener = match (up, listener.take()) {
                    (false, _) => None,
                    (true, Some(listener)) => Some(listener),
                    (true, None) => Some(TcpListener::bind(address).await.expect("our own port")),
                };
            }
        }
    }
}

async fn connection(client: TcpStream, server: SocketAddr, toxic: Option<Toxic>) {
    let Ok(server) = TcpStream::connect(server).await else {
        return;
    };
    client.set_nodelay(true).ok();
    server.set_nodelay(true).ok();
    let (mut client, mut server) = (client, server);
    let (mut from_client, to_client) = client.split();
    let (from_server, mut to_server) = server.split();
    let end = tokio::select! {
        // The client hung up.
        _ = tokio::io::copy(&mut from_client, &mut to_server) => End::Close,
        end = Toxic::spoil(toxic, from_server, to_client) => end,
    };
    if matches!(end, End::Reset) {
        client.set_zero_linger().expect("an open socket");
    }
}
