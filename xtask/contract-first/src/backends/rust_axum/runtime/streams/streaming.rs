use std::pin::Pin;

use crate::service::Service;

/// When a server stops.
pub type Stopping = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What an implementation says to operations whose responses are streams.
pub trait Streaming: Service {
    /// Is done when the server stops: streams end then, whatever is left of them.
    /// [`pending`](std::future::pending) where a program stops without waiting for its connections.
    fn stopping(&self) -> Stopping;
}
