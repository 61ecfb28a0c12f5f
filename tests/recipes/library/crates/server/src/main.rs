//! The server of the town library. `LIBRARY_LISTEN` is its address, `LIBRARY_STAFF_KEY` what adds books.

mod books;
mod library;

use std::env;
use std::sync::Arc;

use library::Library;
use library_api::Limits;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let address = env::var("LIBRARY_LISTEN").unwrap_or_else(|_| "127.0.0.1:8080".to_owned());
    let library = Arc::new(Library::new(env::var("LIBRARY_STAFF_KEY").ok()));
    let listener = TcpListener::bind(address).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    axum::serve(listener, library_api::router(library, Limits::default())).await
}
