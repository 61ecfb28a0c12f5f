use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::http::StatusCode;
use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram};

use crate::http::operations;

/// Stands for what has no operation: probes, pages, unknown paths. A path is never a label, for there are as many as callers like.
const NO_OPERATION: &str = "none";

/// What each operation is counted by from the start: an alert on a rate does not see the first of a series that was not there before.
const EXPECTED: [StatusCode; 6] = [
    StatusCode::OK,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];

/// The numbers of requests. Clones share them; each is looked up by its labels once, not for each request.
#[derive(Clone, Debug)]
pub(crate) struct RequestMetrics(Arc<Numbers>);

#[derive(Debug)]
struct Numbers {
    active: Gauge,
    finished: RwLock<BTreeMap<(Option<&'static str>, Outcome), Finished>>,
}

/// How a request ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Answered(StatusCode),
    /// The client left, or was cut off.
    Aborted,
}

#[derive(Debug)]
struct Finished {
    total: Counter,
    duration: Histogram,
}

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct Active(RequestMetrics);

impl RequestMetrics {
    pub(crate) fn new() -> Self {
        let metrics = Self(Arc::new(Numbers {
            active: gauge!("http_server_active_requests"),
            finished: RwLock::default(),
        }));
        for operation in operations() {
            let outcomes = EXPECTED.map(Outcome::Answered).into_iter();
            for outcome in outcomes.chain([Outcome::Aborted]) {
                metrics.with(Some(operation), outcome, |_| {});
            }
        }
        metrics.with(None, Outcome::Aborted, |_| {});
        metrics
    }

    pub(crate) fn begin(&self) -> Active {
        self.0.active.increment(1);
        Active(self.clone())
    }

    fn with(&self, operation: Option<&'static str>, outcome: Outcome, count: impl Fn(&Finished)) {
        let key = (operation, outcome);
        let finished = &self.0.finished;
        let known = finished.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(finished) = known.get(&key) {
            return count(finished);
        }
        drop(known);
        let mut known = finished.write().unwrap_or_else(PoisonError::into_inner);
        let finished = known.entry(key);
        count(finished.or_insert_with(|| Finished::new(operation, outcome)));
    }
}

impl Finished {
    fn new(operation: Option<&'static str>, outcome: Outcome) -> Self {
        let operation = operation.unwrap_or(NO_OPERATION);
        Self {
            total: match outcome {
                Outcome::Answered(status) => {
                    counter!("http_server_requests_total", "operation" => operation, "status" => status.as_str().to_owned())
                }
                Outcome::Aborted => {
                    counter!("http_server_requests_aborted_total", "operation" => operation)
                }
            },
            duration: histogram!("http_server_request_duration_seconds", "operation" => operation),
        }
    }

    fn count(&self, time: Duration) {
        self.total.increment(1);
        self.duration.record(time);
    }
}

impl Active {
    /// Counts the answer. `operation` is its operationId.
    pub(crate) fn answered(
        self,
        operation: Option<&'static str>,
        status: StatusCode,
        time: Duration,
    ) {
        let outcome = Outcome::Answered(status);
        self.0
            .with(operation, outcome, |finished| finished.count(time));
    }

    /// Counts a request whose client left before the answer, after this time.
    pub(crate) fn aborted(self, operation: Option<&'static str>, time: Duration) {
        let outcome = Outcome::Aborted;
        self.0
            .with(operation, outcome, |finished| finished.count(time));
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.0.0.active.decrement(1);
    }
}
