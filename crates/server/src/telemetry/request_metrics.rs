use std::time::Duration;

use axum::http::StatusCode;
use metrics::{Counter, Histogram, counter, gauge, histogram};

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

/// A request that is being answered.
#[derive(Debug)]
pub(crate) struct ActiveRequest(Option<&'static str>);

/// Starts the series of every operation of the contract.
pub(crate) fn register() {
    for operation in operations() {
        for status in EXPECTED {
            responses(operation, status).increment(0);
        }
        aborted(operation).increment(0);
        let _ = durations(operation);
    }
    aborted(NO_OPERATION).increment(0);
    let _ = durations(NO_OPERATION);
    counter!("http_server_requests_shed_total").increment(0);
}

fn responses(operation: &'static str, status: StatusCode) -> Counter {
    let status = status.as_str().to_owned();
    counter!("http_server_requests_total", "operation" => operation, "status" => status)
}

fn aborted(operation: &'static str) -> Counter {
    counter!("http_server_requests_aborted_total", "operation" => operation)
}

fn durations(operation: &'static str) -> Histogram {
    histogram!("http_server_request_duration_seconds", "operation" => operation)
}

impl ActiveRequest {
    /// Of the operation with this operationId.
    pub(crate) fn begin(operation: Option<&'static str>) -> Self {
        gauge!("http_server_active_requests").increment(1);
        Self(operation)
    }

    /// Counts the response, or with `None` that the client left before it.
    pub(crate) fn end(self, status: Option<StatusCode>, time: Duration) {
        let operation = self.0.unwrap_or(NO_OPERATION);
        let counter = match status {
            Some(status) => responses(operation, status),
            None => aborted(operation),
        };
        counter.increment(1);
        durations(operation).record(time);
    }
}

impl Drop for ActiveRequest {
    fn drop(&mut self) {
        gauge!("http_server_active_requests").decrement(1);
    }
}
