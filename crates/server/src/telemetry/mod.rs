//! What the server reports about itself: logs, metrics and traces.

mod context_value;
mod descriptions;
mod json_lines;
mod log_queue;
mod logs;
mod metrics;
mod request_fields;
mod request_metrics;
mod request_trace;
mod requests;
mod text_fields;
mod traces;
mod upstream_counts;
mod upstream_report;

#[cfg(test)]
pub(crate) use json_lines::tests::Lines;
pub(crate) use logs::start;
pub(crate) use metrics::Metrics;
pub(crate) use request_metrics::RequestMetrics;
pub(crate) use requests::RequestReport;
pub(crate) use traces::{Traces, endpoint as traces_endpoint};
pub(crate) use upstream_counts::UpstreamCounts;
pub(crate) use upstream_report::UpstreamReport;
