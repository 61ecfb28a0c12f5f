use std::time::Duration;

use axum::http::{Method, StatusCode};
use metrics::{Gauge, counter, gauge, histogram};
use upstream::{End, ForwardError};

use crate::telemetry::request_trace::method_name;

/// Stands for paths that no document has. A path is never a label, for callers can invent any number of them.
const OTHER: &str = "other";

/// The metrics of requests that the upstream answers.
#[derive(Clone, Debug)]
pub(crate) struct UpstreamCounts {
    active: Gauge,
}

/// A request that is on its way there or back.
pub(crate) struct UpstreamActive(Gauge);

impl UpstreamCounts {
    /// Starts the series that have no labels of requests.
    pub(crate) fn new() -> Self {
        counter!("upstream_requests_shed_total").increment(0);
        counter!("upstream_requests_aborted_total").increment(0);
        for end in [End::ClientLeft, End::Stalled, End::CutOff] {
            cut_off(end)
                .into_iter()
                .for_each(|series| series.increment(0));
        }
        let active = gauge!("upstream_active_requests");
        active.set(0.0);
        Self { active }
    }

    pub(crate) fn begin(&self) -> UpstreamActive {
        self.active.increment(1.0);
        UpstreamActive(self.active.clone())
    }

    pub(crate) fn failed(&self, error: &ForwardError) {
        if matches!(error, ForwardError::Busy) {
            counter!("upstream_requests_shed_total").increment(1);
        }
    }
}

/// Counts a response, by the shape of the request's path.
pub(crate) fn answered(path: Option<&str>, method: &Method, status: StatusCode, time: Duration) {
    let path = path.unwrap_or(OTHER).to_owned();
    let class = match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        5 => "5xx",
        _ => OTHER,
    };
    let method = method_name(method).to_owned();
    histogram!("upstream_request_duration_seconds", "path" => path.clone()).record(time);
    counter!("upstream_requests_total", "path" => path, "method" => method, "status" => class)
        .increment(1);
}

pub(crate) fn aborted() {
    counter!("upstream_requests_aborted_total").increment(1);
}

/// Counts how a response ended that was not complete.
pub(crate) fn cut_off(end: End) -> Option<metrics::Counter> {
    let cause = match end {
        End::Complete => return None,
        End::ClientLeft => "client_left",
        End::Stalled => "timeout",
        End::CutOff => "connection_error",
    };
    Some(counter!("upstream_responses_cut_off_total", "cause" => cause))
}

impl Drop for UpstreamActive {
    fn drop(&mut self) {
        self.0.decrement(1.0);
    }
}
