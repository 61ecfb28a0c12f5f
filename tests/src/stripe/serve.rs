use std::net::TcpListener;
use std::sync::Arc;

use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

use super::reply::Reply;
use super::request::Request;

/// What a fake does with what it is sent.
pub(crate) trait Fake: Send + Sync + 'static {
    /// The number of a new connection.
    fn connect(&self) -> usize;

    /// Remembers the request and decides on the answer.
    fn answer(&self, request: Request) -> Reply;
}

/// Takes connections for ever.
pub(crate) async fn accept<F: Fake>(
    listener: TcpListener,
    config: Option<Arc<ServerConfig>>,
    shared: Arc<F>,
) {
    let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
    let acceptor = config.map(TlsAcceptor::from);
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            continue;
        };
        stream.set_nodelay(true).ok();
        let shared = Arc::clone(&shared);
        match acceptor.clone() {
            None => tokio::spawn(connection(stream, shared)),
            Some(acceptor) => tokio::spawn(async move {
                // A client that does not like our certificate is what some tests are about.
                if let Ok(stream) = acceptor.accept(stream).await {
                    connection(stream, shared).await;
                }
            }),
        };
    }
}

async fn connection<F: Fake>(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    shared: Arc<F>,
) {
    let number = shared.connect();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let shared = Arc::clone(&shared);
        async move {
            let request = Request::read(number, request).await;
            let request = request.map_err(std::io::Error::other)?;
            shared.answer(request).send().await
        }
    });
    let builder = Builder::new(TokioExecutor::new());
    let served = builder.serve_connection(TokioIo::new(stream), service);
    // Clients hang up as they like, and so does the fake.
    served.await.ok();
}
