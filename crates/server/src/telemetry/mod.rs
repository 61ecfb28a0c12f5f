//! What the server tells about itself: logs and metrics.

mod descriptions;
mod logs;
mod metrics;
mod request_metrics;
mod requests;

pub(crate) use logs::start;
pub(crate) use metrics::Metrics;
pub(crate) use request_metrics::RequestMetrics;
pub(crate) use requests::{RequestReport, chain};
