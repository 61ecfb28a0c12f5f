use std::net::SocketAddr;

use axum::body::Body;
use http_body_util::BodyExt as _;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1;
use hyper::header::{CONNECTION, HOST, UPGRADE};
use hyper::upgrade::Upgraded;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A request for a path of that server, without body.
pub fn request(address: SocketAddr, path: &str) -> Request<Body> {
    let request = Request::get(path).header(HOST, address.to_string());
    request.body(Body::empty()).expect("a request")
}

/// Sends a request on a connection of its own, and answers once the head of the response is there. The connection ends with the
/// response.
///
/// # Errors
/// There is no response.
pub async fn exchange(
    address: SocketAddr,
    request: Request<Body>,
) -> Result<Response<Incoming>, hyper::Error> {
    let stream = TcpStream::connect(address).await.expect("a connection");
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection.with_upgrades());
    sender.send_request(request).await
}

/// The parts of a body as they come, until it ends or is cut off; and whether it ended well.
pub async fn frames(response: Response<Incoming>) -> (Vec<Bytes>, bool) {
    let (mut body, mut frames) = (response.into_body(), Vec::new());
    while let Some(frame) = body.frame().await {
        match frame.map(hyper::body::Frame::into_data) {
            Ok(Ok(data)) => frames.push(data),
            Ok(Err(_)) => {}
            Err(_) => return (frames, false),
        }
    }
    (frames, true)
}

/// Asks for a WebSocket; `Err` is the response when there is none.
///
/// # Errors
/// The server does not switch.
pub async fn websocket(
    address: SocketAddr,
    protocol: &str,
) -> Result<TokioIo<Upgraded>, Response<Incoming>> {
    let mut request = request(address, "/websocket");
    let headers = request.headers_mut();
    headers.insert(CONNECTION, "keep-alive, Upgrade".parse().expect("a value"));
    headers.insert(UPGRADE, protocol.parse().expect("a value"));
    let response = exchange(address, request).await.expect("a response");
    if response.status() != 101 {
        return Err(response);
    }
    let upgraded = hyper::upgrade::on(response).await;
    Ok(TokioIo::new(upgraded.expect("a tunnel")))
}
