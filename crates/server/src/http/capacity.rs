use std::sync::Arc;

use axum::extract::Request;
use metrics::{Counter, counter};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Asked by machines that decide what becomes of this server: an answer that it is busy would be taken for a fault.
const PROBES: [&str; 2] = ["/healthz", "/readyz"];

/// How many requests may be in flight. Clones share the places.
#[derive(Clone, Debug)]
pub(crate) struct Capacity {
    places: Arc<Semaphore>,
    shed: Counter,
}

/// A place among the requests in flight; free again when dropped.
#[derive(Debug)]
pub(crate) struct Place(#[expect(dead_code, reason = "held")] Option<OwnedSemaphorePermit>);

impl Capacity {
    pub(crate) fn new(requests: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(requests.min(Semaphore::MAX_PERMITS))),
            shed: counter!("http_server_requests_shed_total"),
        }
    }

    /// A place, or none when all are taken: who waits in line only finds it longer.
    pub(crate) fn enter(&self, request: &Request) -> Option<Place> {
        if PROBES.contains(&request.uri().path()) {
            return Some(Place(None));
        }
        match Arc::clone(&self.places).try_acquire_owned() {
            Ok(place) => Some(Place(Some(place))),
            Err(_) => {
                self.shed.increment(1);
                None
            }
        }
    }
}
