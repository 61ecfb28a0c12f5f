use std::time::Duration;

use directory::PoolUsage;
use metrics::{counter, gauge};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use metrics_process::Collector;

use crate::cli_error::CliError;
use crate::telemetry::descriptions::describe_all;
use crate::telemetry::logs::dropped_lines;

/// Upper bounds of the buckets of every histogram, in seconds: those that OpenTelemetry recommends for HTTP, and finer ones below, where
/// most of our responses are.
/// <https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#metric-httpserverrequestduration>
const BUCKETS: [f64; 17] = [
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0,
    7.5, 10.0,
];

/// How often the samples of the histograms are aggregated: they stay in memory until then, scraped or not.
const UPKEEP_INTERVAL: Duration = Duration::from_secs(1);

/// The metrics of this process.
pub(crate) struct Metrics {
    recorded: PrometheusHandle,
    process: Collector,
}

impl Metrics {
    /// Collects from now on, once for each process. Counters that are created before are lost.
    ///
    /// # Errors
    /// It was done before.
    pub(crate) fn install() -> Result<Self, CliError> {
        let failed = |error: &(dyn std::error::Error + 'static)| CliError::of("metrics", error);
        let builder = PrometheusBuilder::new().set_buckets(&BUCKETS);
        let recorder = builder.map_err(|error| failed(&error))?.build_recorder();
        let recorded = recorder.handle();
        metrics::set_global_recorder(recorder).map_err(|error| failed(&error))?;
        describe_all();
        let (version, revision) = (env!("CARGO_PKG_VERSION"), env!("BUILD_REVISION"));
        gauge!("accounts_build_info", "version" => version, "revision" => revision).set(1.0);
        let process = Collector::default();
        process.describe();
        Ok(Self { recorded, process })
    }

    /// All of them now, in Prometheus' text format 0.0.4.
    pub(crate) fn text(&self, connections: PoolUsage) -> String {
        self.process.collect();
        for (state, number) in [("used", connections.used), ("idle", connections.idle)] {
            gauge!("db_client_connections", "state" => state).set(number);
        }
        counter!("accounts_log_lines_dropped_total").absolute(dropped_lines());
        gauge!("db_client_connections_max").set(connections.max);
        self.recorded.render()
    }

    /// Aggregates what the histograms take in. Never ends.
    pub(crate) async fn run_upkeep(&self) {
        loop {
            tokio::time::sleep(UPKEEP_INTERVAL).await;
            self.recorded.run_upkeep();
        }
    }
}
