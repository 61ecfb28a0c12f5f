use metrics::Gauge;
use tokio::sync::OwnedSemaphorePermit;

/// A connection that counts as open for as long as this exists.
pub(crate) struct OpenConnection {
    open: Gauge,
    _permit: OwnedSemaphorePermit,
}

impl OpenConnection {
    pub(crate) fn new(open: Gauge, permit: OwnedSemaphorePermit) -> Self {
        open.increment(1);
        Self {
            open,
            _permit: permit,
        }
    }
}

impl Drop for OpenConnection {
    fn drop(&mut self) {
        self.open.decrement(1);
    }
}
