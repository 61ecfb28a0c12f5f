//! What the server reports about itself: logs, metrics and traces.

mod descriptions;
mod json_lines;
mod logs;
mod metrics;
mod request_metrics;
mod request_trace;
mod requests;
mod traces;

pub(crate) use logs::start;
pub(crate) use metrics::Metrics;
pub(crate) use request_metrics::register as register_request_metrics;
pub(crate) use requests::RequestReport;
pub(crate) use traces::{Traces, endpoint as traces_endpoint};
