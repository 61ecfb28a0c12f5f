use std::time::Instant;

use metrics::{Gauge, gauge, histogram};

/// A query of an adapter's store, counted while it is under way: for all stores alike, and dropped when it is over.
pub struct StoreQuery {
    store: &'static str,
    active: Gauge,
    began: Instant,
}

impl StoreQuery {
    /// `store` is the name of the adapter.
    pub fn begin(store: &'static str) -> Self {
        let active = gauge!("db_client_operations_active");
        active.increment(1);
        Self {
            store,
            active,
            began: Instant::now(),
        }
    }
}

impl Drop for StoreQuery {
    fn drop(&mut self) {
        self.active.decrement(1);
        histogram!("db_client_operation_duration_seconds", "store" => self.store)
            .record(self.began.elapsed());
    }
}
