use std::error::Error;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Uri;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Matcher;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tower_service::Service;

use crate::egress::Egress;
use crate::route::Route;

/// How often the system asks a silent server whether it is still there, and how long what was sent may stay unacknowledged: as reqwest
/// has it.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
#[cfg(target_os = "linux")]
const USER_TIMEOUT: Duration = Duration::from_secs(30);

/// Opens connections, over TLS where the URL is https, for clients that need each byte as it is. HTTP/1.1 only.
#[derive(Clone, Debug)]
pub struct Connector {
    secure: HttpsConnector<Route>,
    timeout: Duration,
}

/// No connection within the time that there is for it, a proxy's tunnel and TLS included.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("no connection within {} ms", .0.as_millis())]
pub struct ConnectTimeout(Duration);

impl Egress {
    /// Opens connections to the host of `target`, each within `timeout`.
    ///
    /// # Errors
    /// The trusted certificates of the system cannot be used.
    pub fn connector(&self, target: &Uri, timeout: Duration) -> io::Result<Connector> {
        let route = match self.proxy_to(target) {
            None => Route::Direct(sockets()),
            Some(intercept) => {
                let way = Tunnel::new(intercept.uri().clone(), secure(sockets())?);
                Route::Proxy(Box::new(match intercept.basic_auth() {
                    Some(credentials) => way.with_auth(credentials.clone()),
                    None => way,
                }))
            }
        };
        let secure = secure(route)?;
        Ok(Connector { secure, timeout })
    }

    fn proxy_to(&self, target: &Uri) -> Option<hyper_util::client::proxy::matcher::Intercept> {
        let (proxy, except) = self.parts()?;
        let matcher = Matcher::builder().https(proxy.as_str()).no(except).build();
        matcher.intercept(target)
    }
}

fn sockets() -> HttpConnector {
    let mut sockets = HttpConnector::new();
    sockets.enforce_http(false);
    sockets.set_nodelay(true);
    sockets.set_keepalive(Some(KEEP_ALIVE));
    #[cfg(target_os = "linux")]
    sockets.set_tcp_user_timeout(Some(USER_TIMEOUT));
    sockets
}

fn secure<S>(below: S) -> io::Result<HttpsConnector<S>> {
    let builder = HttpsConnectorBuilder::new().try_with_platform_verifier();
    let builder = builder.map_err(io::Error::other)?;
    Ok(builder.https_or_http().enable_http1().wrap_connector(below))
}

impl Service<Uri> for Connector {
    type Response = MaybeHttpsStream<MaybeHttpsStream<TokioIo<TcpStream>>>;
    type Error = Box<dyn Error + Send + Sync>;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.secure.poll_ready(context)
    }

    fn call(&mut self, target: Uri) -> Self::Future {
        let (connecting, timeout) = (self.secure.call(target), self.timeout);
        Box::pin(async move {
            let connected = tokio::time::timeout(timeout, connecting).await;
            connected.map_err(|_| ConnectTimeout(timeout))?
        })
    }
}
