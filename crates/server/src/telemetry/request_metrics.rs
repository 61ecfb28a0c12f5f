use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::http::StatusCode;
use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram};

/// Stands for what has no operation: probes, pages, unknown paths. A path is never a label, for there are as many as callers like.
const NO_OPERATION: &str = "none";

/// The numbers of requests. Clones share them; each is looked up by its labels once, not for each request.
#[derive(Clone, Debug)]
pub(crate) struct RequestMetrics(Arc<Numbers>);

#[derive(Debug)]
struct Numbers {
    active: Gauge,
    aborted: Counter,
    answered: RwLock<BTreeMap<(Option<&'static str>, StatusCode), Answered>>,
}

#[derive(Debug)]
struct Answered {
    total: Counter,
    duration: Histogram,
}

/// A request that is being answered. Dropped before it is answered, it was aborted.
#[derive(Debug)]
pub(crate) struct Active {
    metrics: RequestMetrics,
    answered: bool,
}

impl RequestMetrics {
    pub(crate) fn new() -> Self {
        Self(Arc::new(Numbers {
            active: gauge!("http_server_active_requests"),
            aborted: counter!("http_server_requests_aborted_total"),
            answered: RwLock::default(),
        }))
    }

    pub(crate) fn begin(&self) -> Active {
        self.0.active.increment(1);
        Active {
            metrics: self.clone(),
            answered: false,
        }
    }

    fn answered(&self, operation: Option<&'static str>, status: StatusCode, time: Duration) {
        let key = (operation, status);
        let answered = &self.0.answered;
        let known = answered.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(answered) = known.get(&key) {
            return answered.count(time);
        }
        drop(known);
        let mut known = answered.write().unwrap_or_else(PoisonError::into_inner);
        let answered = known.entry(key);
        answered
            .or_insert_with(|| Answered::new(operation, status))
            .count(time);
    }
}

impl Answered {
    fn new(operation: Option<&'static str>, status: StatusCode) -> Self {
        let operation = operation.unwrap_or(NO_OPERATION);
        Self {
            total: counter!("http_server_requests_total", "operation" => operation, "status" => status.as_str().to_owned()),
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
        mut self,
        operation: Option<&'static str>,
        status: StatusCode,
        time: Duration,
    ) {
        self.answered = true;
        self.metrics.answered(operation, status, time);
    }
}

impl Drop for Active {
    fn drop(&mut self) {
        self.metrics.0.active.decrement(1);
        if !self.answered {
            self.metrics.0.aborted.increment(1);
        }
    }
}
