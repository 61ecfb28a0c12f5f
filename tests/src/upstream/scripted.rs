use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A server that reads a head and writes the same bytes each time, whatever they are; then it hangs up.
pub struct Scripted {
    address: SocketAddr,
    task: JoinHandle<()>,
}

impl Scripted {
    /// Writes the parts with a pause after each.
    pub async fn start(parts: &'static [&'static str], pause: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let task = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(play(stream, parts, pause));
            }
        });
        Self { address, task }
    }

    /// A server that hands each connection on to another address.
    pub async fn relay(target: impl Fn() -> SocketAddr + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let task = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let target = target();
                tokio::spawn(async move {
                    let mut there = TcpStream::connect(target).await.expect("a connection");
                    tokio::io::copy_bidirectional(&mut stream, &mut there)
                        .await
                        .ok();
                });
            }
        });
        Self { address, task }
    }

    /// What `ACCOUNTS_UPSTREAM` is set to.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Scripted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn play(mut stream: TcpStream, parts: &[&str], pause: Duration) {
    let (mut head, mut buffer) = (Vec::new(), [0; 4096]);
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut buffer).await {
            Ok(0) | Err(_) => return,
            Ok(read) => head.extend_from_slice(&buffer[..read]),
        }
    }
    for part in parts {
        if stream.write_all(part.as_bytes()).await.is_err() {
            return;
        }
        tokio::time::sleep(pause).await;
    }
}
