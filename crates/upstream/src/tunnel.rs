use std::sync::{Arc, Mutex, PoisonError};

use hyper::HeaderMap;
use hyper::header::UPGRADE;
use hyper::rt::Executor;
use hyproxy::upgrade::TunnelTask;

/// Runs the one tunnel that a request may become, with what is held for it.
pub(crate) struct TunnelExecutor<H>(Arc<Mutex<Option<H>>>);

impl<H> TunnelExecutor<H> {
    pub(crate) fn holding(held: H) -> Self {
        Self(Arc::new(Mutex::new(Some(held))))
    }

    /// What is held, unless a tunnel has it.
    pub(crate) fn take(&self) -> Option<H> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}

impl<H> Clone for TunnelExecutor<H> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<H: Send + 'static> Executor<TunnelTask> for TunnelExecutor<H> {
    fn execute(&self, tunnel: TunnelTask) {
        let held = self.take();
        tokio::spawn(async move {
            tunnel.await;
            drop(held);
        });
    }
}

/// WebSockets only: what else HTTP/1.1 can be upgraded to is HTTP again, and requests in it would pass unseen.
pub(crate) fn leave_only_websocket(headers: &mut HeaderMap) {
    let mut upgrades = headers.get_all(UPGRADE).iter();
    let is_websocket = match (upgrades.next(), upgrades.next()) {
        (Some(upgrade), None) => upgrade.as_bytes().eq_ignore_ascii_case(b"websocket"),
        _ => false,
    };
    if !is_websocket {
        headers.remove(UPGRADE);
    }
}
