use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::{GOOD_BODY, PORTAL};

/// Time from one byte to the next.
const DRIP: Duration = Duration::from_millis(200);

/// A client that keeps a connection busy by doing next to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slow {
    /// Sends its head byte by byte.
    Head,
    /// Sends its body byte by byte, with a good key.
    Body,
    /// Asks for something large, and reads nothing.
    Read,
}

/// How the server got rid of a slow client.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// How long it was there.
    pub after: Duration,
    /// The answer's status, if there was one before.
    pub status: Option<u16>,
}

impl Slow {
    /// Each kind.
    pub const ALL: [Self; 3] = [Self::Head, Self::Body, Self::Read];

    /// Connects, and stays until it is cut off. `large` is the path of something larger than systems keep for a connection.
    pub async fn hold(self, address: SocketAddr, key: &str, large: &str) -> Cut {
        let socket = TcpSocket::new_v4().expect("a socket");
        if self == Self::Read {
            // The least that Linux takes.
            socket.set_recv_buffer_size(2048).expect("a socket");
        }
        let mut stream = socket.connect(address).await.expect("a connection");
        stream.set_nodelay(true).expect("a socket");
        let start = Instant::now();
        let (begin, drip) = match self {
            Self::Head => (
                "GET /healthz HTTP/1.1\r\nHost: a\r\nX-Slow: ".to_owned(),
                "x",
            ),
            Self::Body => (
                format!(
                    "POST {PORTAL} HTTP/1.1\r\nHost: a\r\nx-api-key: {key}\r\nContent-Type: application/json\r\n\
                     Content-Length: {}\r\n\r\n",
                    10 * GOOD_BODY.len()
                ),
                " ",
            ),
            Self::Read => (
                format!("GET {large} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n"),
                "",
            ),
        };
        stream.write_all(begin.as_bytes()).await.expect("a head");
        let status = match self {
            Self::Read => {
                // The system forgets the connection without a word; what is sent then is answered by a reset.
                while stream.write_all(b"x").await.is_ok() {
                    tokio::time::sleep(DRIP).await;
                }
                None
            }
            _ => drip_until_closed(stream, drip).await,
        };
        Cut {
            after: start.elapsed(),
            status,
        }
    }
}

/// The status of the answer, if there is one before the end.
async fn drip_until_closed(stream: TcpStream, drip: &str) -> Option<u16> {
    let (mut reading, mut writing) = stream.into_split();
    let dripping = async {
        loop {
            tokio::time::sleep(DRIP).await;
            if writing.write_all(drip.as_bytes()).await.is_err() {
                std::future::pending::<()>().await;
            }
        }
    };
    let mut answer = Vec::new();
    tokio::select! {
        () = dripping => {}
        // Closed or reset: the same to us.
        _ = reading.read_to_end(&mut answer) => {}
    }
    let text = String::from_utf8_lossy(&answer);
    text.strip_prefix("HTTP/1.1 ")?.get(..3)?.parse().ok()
}
