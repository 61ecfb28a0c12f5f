//! A service whose connections follow a script.

use std::time::Duration;

use reqwest::Method;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::call::Call;
use crate::client::Client;
use crate::options::Options;

pub(super) const SSE: &str = "text/event-stream";

/// What a connection does after its request came in.
#[derive(Clone, Copy)]
pub(super) enum Step {
    Send(&'static str),
    Wait(u64),
    /// Until the client is gone.
    Hold,
}

use Step::{Hold, Send, Wait};

/// A service that answers each connection by its script, and what it was asked.
pub(super) async fn serve(
    scripts: &'static [&'static [Step]],
) -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, received) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for script in scripts {
            let (connection, _) = listener.accept().await.expect("a connection");
            let sender = sender.clone();
            tokio::spawn(play(connection, script, sender));
        }
    });
    (url, received)
}

async fn play(
    mut connection: TcpStream,
    script: &'static [Step],
    sender: mpsc::UnboundedSender<String>,
) {
    let mut head = vec![0; 4096];
    let length = connection.read(&mut head).await.expect("a request");
    let head = String::from_utf8_lossy(&head[..length]).into_owned();
    sender.send(head).ok();
    for step in script {
        match step {
            Send(text) => connection.write_all(text.as_bytes()).await.expect("sent"),
            Wait(millis) => tokio::time::sleep(Duration::from_millis(*millis)).await,
            Hold => {
                let mut rest = [0; 64];
                while connection.read(&mut rest).await.is_ok_and(|read| read > 0) {}
                sender.send("gone".to_owned()).ok();
            }
        }
    }
}

pub(super) fn client(url: &str) -> Client {
    let options = Options::new().base_url(url).retries(1);
    Client::new(options.timeout(Duration::from_millis(500))).expect("a client")
}

pub(super) fn call(method: Method) -> Call {
    Call::new(method, "/events", SSE)
}
