//! A server over the stub of any document. Prints its address, and stops when its standard input ends.

mod implementation;

use std::sync::Arc;

use document_api::Limits;
use implementation::Everything;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::io::Result<()> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    let router = document_api::router(Arc::new(Everything), Limits::default());
    tokio::spawn(async move { axum::serve(listener, router).await });
    tokio::io::stdin().read_to_end(&mut Vec::new()).await?;
    Ok(())
}
