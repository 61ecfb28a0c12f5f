use std::error::Error;
use std::time::Duration;

use accounts::TRACES;
use opentelemetry::KeyValue;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::trace::{SdkTracer, SdkTracerProvider};
use reqwest::redirect::Policy;
use tracing::Subscriber;
use tracing::level_filters::LevelFilter;
use tracing_opentelemetry::OpenTelemetryLayer;
use tracing_subscriber::Layer;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::registry::LookupSpan;
use url::Url;

use crate::cli_error::CliError;

/// The standard variable that names the collector (<https://opentelemetry.io/docs/specs/otel/protocol/exporter/>).
const ENDPOINT: &str = "OTEL_EXPORTER_OTLP_ENDPOINT";

/// How long the collector may take for a batch.
const EXPORT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long the last spans may take at the end.
const FLUSH_TIMEOUT: Duration = Duration::from_secs(2);

/// Sends spans to a collector, in batches and from a bounded queue: when that is full, spans are dropped, and requests never wait.
///
/// The SDK itself reads the standard variables for the rest: `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_TRACES_SAMPLER`,
/// `OTEL_RESOURCE_ATTRIBUTES`, `OTEL_BSP_*`.
#[derive(Clone)]
pub(crate) struct Traces(SdkTracerProvider);

/// Where traces are sent, if anywhere.
pub(crate) fn endpoint() -> Result<Option<Url>, CliError> {
    match std::env::var(ENDPOINT) {
        Ok(base) if !base.is_empty() => traces_url(&base).map(Some),
        _ => Ok(None),
    }
}

/// The text is not repeated in errors: it may contain a password.
fn traces_url(base: &str) -> Result<Url, CliError> {
    let invalid = |what: &str| {
        CliError::Usage(format!(
            "{ENDPOINT}: {what}\n    write the base URL of the collector, like http://127.0.0.1:4318; headers go into \
             OTEL_EXPORTER_OTLP_HEADERS"
        ))
    };
    let mut url =
        Url::parse(base).map_err(|error| invalid(&format!("not a valid URL: {error}")))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(invalid("the URL is neither https nor http"));
    }
    let has_user = !url.username().is_empty() || url.password().is_some();
    if has_user || url.query().is_some() || url.fragment().is_some() {
        return Err(invalid("the URL has a user, a query or a fragment"));
    }
    let path = format!("{}/v1/traces", url.path().trim_end_matches('/'));
    url.set_path(&path);
    Ok(url)
}

impl Traces {
    /// Starts the exporter, if there is a collector. Must not be called within the runtime: the exporter has one of its own.
    pub(crate) fn start() -> Result<Option<Self>, CliError> {
        let failed = |error: &(dyn Error + 'static)| CliError::of(ENDPOINT, error);
        let Some(endpoint) = endpoint()? else {
            return Ok(None);
        };
        let client = reqwest::blocking::Client::builder()
            .redirect(Policy::none())
            .no_proxy()
            .connect_timeout(EXPORT_TIMEOUT)
            .timeout(EXPORT_TIMEOUT)
            .build();
        let exporter = SpanExporter::builder()
            .with_http()
            .with_http_client(client.map_err(|error| failed(&error))?)
            .with_endpoint(endpoint)
            .with_timeout(EXPORT_TIMEOUT)
            .build()
            .map_err(|error| failed(&error))?;
        let version = KeyValue::new("service.version", env!("CARGO_PKG_VERSION"));
        let resource = Resource::builder().with_service_name("accounts-server");
        let provider = SdkTracerProvider::builder()
            .with_batch_exporter(exporter)
            .with_resource(resource.with_attribute(version).build());
        Ok(Some(Self(provider.build())))
    }

    /// Turns the spans that are meant for traces into spans of OpenTelemetry.
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

    /// Sends what is waiting.
    pub(crate) fn finish(self) {
        if let Err(error) = self.0.shutdown_with_timeout(FLUSH_TIMEOUT) {
            tracing::warn!(%error, "the last traces were lost: the collector did not take them in time");
        }
    }
}

#[cfg(test)]
mod tests;
