use std::time::Duration;

use accounts::TRACES;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use tokio::runtime::Handle;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_opentelemetry::OpenTelemetryLayer;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;

use crate::failure::Failure;
use crate::settings::OtlpEndpoint;
use crate::telemetry::collector::{Carrier, TIMEOUT};

/// Longest wait at the end for spans to leave.
const FAREWELL: Duration = Duration::from_secs(2);

/// Takes spans to a collector, in batches and from a bounded queue: when that is full, spans are dropped, and requests never wait.
///
/// The SDK itself reads the standard variables for the rest: `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER`,
/// `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_BSP_*`.
#[derive(Clone)]
pub(crate) struct Traces(SdkTracerProvider);

impl Traces {
    /// Starts the exporter, which sends on `runtime`.
    pub(crate) fn start(endpoint: &OtlpEndpoint, runtime: Handle) -> Result<Self, Failure> {
        let failed = |error: &(dyn std::error::Error + 'static)| {
            Failure::of("ACCOUNTS_OTLP_ENDPOINT", error)
        };
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(Carrier::new(runtime).map_err(|error| failed(&error))?)
            .with_endpoint(endpoint.traces())
            .with_timeout(TIMEOUT)
            .build()
            .map_err(|error| failed(&error))?;
        let resource = Resource::builder()
            .with_service_name("accounts-server")
            .with_attribute(opentelemetry::KeyValue::new(
                "service.version",
                env!("CARGO_PKG_VERSION"),
            ));
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource.build());
        Ok(Self(provider.build()))
    }

    /// What makes spans of ours into spans of OpenTelemetry: those that are meant for it, and no log lines.
    pub(crate) fn layer<S>(&self) -> impl Layer<S> + use<S>
    where
        S: Subscriber + for<'span> LookupSpan<'span>,
    {
        let layer: OpenTelemetryLayer<S, SdkTracer> =
            tracing_opentelemetry::layer().with_tracer(self.0.tracer("accounts-server"));
        layer
            .with_location(false)
            .with_threads(false)
            .with_tracked_inactivity(false)
            .with_level(false)
            .with_target(false)
            .with_filter(Targets::new().with_target(TRACES, LevelFilter::TRACE))
    }

    /// Sends what is waiting, for two seconds at most.
    pub(crate) fn finish(self) {
        if let Err(error) = self.0.shutdown_with_timeout(FAREWELL) {
            tracing::warn!(%error, "the last traces were lost: the collector took none in time");
        }
    }
}
