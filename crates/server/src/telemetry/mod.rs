//! What the server tells about itself: logs, metrics and traces.

mod collector;
mod descriptions;
mod logs;
mod metrics;
mod request_metrics;
mod request_trace;
mod requests;
mod traces;

pub(crate) use logs::start;
pub(crate) use metrics::Metrics;
pub(crate) use request_metrics::RequestMetrics;
pub(crate) use requests::{RequestReport, chain};
pub(crate) use traces::Traces;
