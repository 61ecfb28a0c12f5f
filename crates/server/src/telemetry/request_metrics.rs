use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use metrics::{Counter, Gauge, Histogram, counter, gauge, histogram};

use crate::http::operations;

/// Stands for what has no operation: probes, pages, unknown paths. A path is never a label, for callers can invent any number of them.
const NO_OPERATION: &str = "none";

/// The statuses that each operation's counters start with: an alert on a rate does not see the first increment of a new series.
const EXPECTED: [StatusCode; 6] = [
    StatusCode::OK,
    StatusCode::TOO_MANY_REQUESTS,
    StatusCode::INTERNAL_SERVER_ERROR,
    StatusCode::BAD_GATEWAY,
    StatusCode::SERVICE_UNAVAILABLE,
    StatusCode::GATEWAY_TIMEOUT,
];

/// The metrics of requests. Their handles are kept: to find one costs more than to use it.
#[derive(Debug)]
pub(crate) struct RequestMetrics {
    operations: Vec<Arc<Series>>,
    /// Of what has no operation.
    none: Arc<Series>,
}

/// What every request of an operation changes.
#[derive(Debug)]
struct Series {
    operation: &'static str,
    active: Gauge,
    ok: Counter,
    durations: Histogram,
}

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct ActiveRequest(Arc<Series>);

fn responses(operation: &'static str, status: StatusCode) -> Counter {
    let status = status.as_str().to_owned();
    counter!("http_server_requests_total", "operation" => operation, "status" => status)
}

fn aborted(operation: &'static str) -> Counter {
    counter!("http_server_requests_aborted_total", "operation" => operation)
}

impl RequestMetrics {
    /// Starts the series of every operation of the contract.
    pub(crate) fn new() -> Self {
        counter!("http_server_requests_shed_total").increment(0);
        let operations = operations().inspect(|operation| {
            for status in EXPECTED {
                responses(operation, status).increment(0);
            }
        });
        Self {
            operations: operations.map(Series::of).collect(),
            none: Series::of(NO_OPERATION),
        }
    }

    /// Counts a request of the operation with this operationId.
    pub(crate) fn begin(&self, operation: Option<&'static str>) -> ActiveRequest {
        let mut operations = self.operations.iter();
        let series = operations.find(|series| Some(series.operation) == operation);
        let series = Arc::clone(series.unwrap_or(&self.none));
        series.active.increment(1);
        ActiveRequest(series)
    }
}

impl Series {
    fn of(operation: &'static str) -> Arc<Self> {
        aborted(operation).increment(0);
        Arc::new(Self {
            operation,
            active: gauge!("http_server_active_requests"),
            ok: responses(operation, StatusCode::OK),
            durations: histogram!("http_server_request_duration_seconds", "operation" => operation),
        })
    }
}

impl ActiveRequest {
    /// Counts the response, or with `None` that the client left before it.
    pub(crate) fn end(self, status: Option<StatusCode>, time: Duration) {
        let series = &self.0;
        match status {
            Some(StatusCode::OK) => series.ok.increment(1),
            Some(status) => responses(series.operation, status).increment(1),
            None => aborted(series.operation).increment(1),
        }
        series.durations.record(time);
    }
}

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        self.0.active.decrement(1);
    }
}
