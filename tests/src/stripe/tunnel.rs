use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, PoisonError};

use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader, copy_bidirectional};
use tokio::net::TcpStream;

use super::background::Background;

/// A small proxy that knows CONNECT, and leads to one server whatever it is asked for. It stops when dropped.
pub struct Tunnel {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    _background: Background,
}

impl Tunnel {
    /// On a free port of loopback. With `credentials` it lets through who shows them (`Basic ...`), and nobody else.
    pub fn start(server: SocketAddr, credentials: Option<&'static str>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        listener.set_nonblocking(true).expect("a socket");
        let address = listener.local_addr().expect("an address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let work = accept(listener, server, credentials, Arc::clone(&asked));
        Self {
            address,
            asked,
            _background: Background::start(work),
        }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it was asked for: each host and port.
    pub fn asked(&self) -> Vec<String> {
        let asked = self.asked.lock();
        asked.unwrap_or_else(PoisonError::into_inner).clone()
    }
}

async fn accept(
    listener: TcpListener,
    server: SocketAddr,
    credentials: Option<&'static str>,
    asked: Arc<Mutex<Vec<String>>>,
) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
    loop {
        let (client, _) = listener.accept().await.expect("a connection");
        let asked = Arc::clone(&asked);
        tokio::spawn(async move {
            // Whoever breaks off is gone.
            lead(client, server, credentials, &asked).await.ok();
        });
    }
}

async fn lead(
    client: TcpStream,
    server: SocketAddr,
    credentials: Option<&str>,
    asked: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    let mut client = BufReader::new(client);
    let mut head = Vec::new();
    loop {
        let mut line = String::new();
        client.read_line(&mut line).await?;
        match line.trim_end() {
            "" => break,
            line => head.push(line.to_owned()),
        }
    }
    let target = head.first().and_then(|line| line.strip_prefix("CONNECT "));
    let target = target.and_then(|rest| rest.strip_suffix(" HTTP/1.1"));
    let target = target.unwrap_or("no CONNECT").to_owned();
    asked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(target);
    let shown = head.iter().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        name.eq_ignore_ascii_case("proxy-authorization")
            .then_some(value)
    });
    if credentials.is_some_and(|credentials| shown != Some(credentials)) {
        let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";
        return client.write_all(refusal).await;
    }
    client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    let mut server = TcpStream::connect(server).await?;
    copy_bidirectional(&mut client, &mut server).await?;
    Ok(())
}
