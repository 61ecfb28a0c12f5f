use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use super::exchange::{exchange, frames, request};

/// Clients that each read one stream to its end. The answer is how many were whole, and how many cut off.
pub async fn read_streams(address: SocketAddr, clients: usize) -> (usize, usize) {
    let mut streams = JoinSet::new();
    for _ in 0..clients {
        streams.spawn(async move {
            let response = exchange(address, request(address, "/ticks")).await;
            let (ticks, whole) = frames(response.expect("a head")).await;
            whole && ticks.concat() == b"tick\n".repeat(15)
        });
    }
    let streams = streams.join_all().await;
    let whole = streams.iter().filter(|whole| **whole).count();
    (whole, streams.len() - whole)
}

/// Clients whose uploads go on, a byte at a time, until they are dropped.
pub async fn upload_slowly(address: SocketAddr, clients: usize) -> JoinSet<()> {
    let mut slow = JoinSet::new();
    for _ in 0..clients {
        let head = "POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n";
        let mut stream = begin(address, head).await;
        slow.spawn(async move {
            while stream.write_all(b"x").await.is_ok() {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        });
    }
    slow
}

/// Clients that read a large response, a little at a time, until they are dropped.
pub async fn download_slowly(address: SocketAddr, clients: usize) -> JoinSet<()> {
    let mut slow = JoinSet::new();
    for _ in 0..clients {
        let mut stream = begin(address, "GET /large HTTP/1.1\r\nHost: a\r\n\r\n").await;
        slow.spawn(async move {
            let mut part = [0; 1024];
            while matches!(stream.read(&mut part).await, Ok(1..)) {
                tokio::time::sleep(Duration::from_millis(500)).await;
            }
        });
    }
    slow
}

/// A connection on which the head of a request is sent.
async fn begin(address: SocketAddr, head: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let sent = stream.write_all(head.as_bytes()).await;
    sent.expect("it is taken");
    stream
}
