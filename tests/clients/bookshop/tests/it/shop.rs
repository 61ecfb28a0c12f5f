use bookshop_client::{Client, Options};
use tokio::net::TcpListener;

/// A client of a shop that closes with the test's runtime.
pub(crate) async fn client(options: Options) -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let router = bookshop::router(bookshop_api::Limits::default());
    tokio::spawn(async move { axum::serve(listener, router).await });
    Client::new(options.base_url(format!("http://{address}"))).expect("options")
}
