//! Serves the bookshop on a free port of loopback, prints where, and ends when its standard input does: for clients in other languages.

use std::io::Read as _;

use bookshop_api::Limits;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("Listening on http://{}", listener.local_addr()?);
    let server = axum::serve(listener, bookshop::router(Limits::default()));
    let over = tokio::task::spawn_blocking(|| std::io::stdin().read_to_end(&mut Vec::new()));
    tokio::select! {
        served = async { server.await } => served,
        read = over => read?.map(drop),
    }
}
