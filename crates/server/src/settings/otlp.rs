use url::Url;

use crate::settings::public_url::PublicUrl;
use crate::settings::value::{Unfit, Value};

/// Where an OpenTelemetry collector takes OTLP over HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtlpEndpoint(PublicUrl);

impl OtlpEndpoint {
    /// Where traces go (<https://opentelemetry.io/docs/specs/otlp/#otlphttp-request>).
    pub fn traces(&self) -> Url {
        let mut url = self.0.as_url().clone();
        let base = url.path().trim_end_matches('/');
        url.set_path(&format!("{base}/v1/traces"));
        url
    }
}

impl Value for OtlpEndpoint {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, Unfit> {
        PublicUrl::read(text).map(Self).map_err(|unfit| {
            Unfit::new(
                unfit.what,
                "write the base of the collector, like http://127.0.0.1:4318; headers go into OTEL_EXPORTER_OTLP_HEADERS",
            )
        })
    }

    fn show(&self) -> String {
        self.0.show()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_of_traces() {
        for (text, url) in [
            ("http://127.0.0.1:4318", "http://127.0.0.1:4318/v1/traces"),
            (
                "https://c.example/otlp/",
                "https://c.example/otlp/v1/traces",
            ),
        ] {
            let endpoint = OtlpEndpoint::read(text).expect(text);
            assert_eq!(endpoint.traces().as_str(), url);
        }
        for text in ["127.0.0.1:4318", "grpc://c", "https://a:canary@c.example"] {
            let unfit = OtlpEndpoint::read(text).expect_err(text);
            assert!(!unfit.what.contains("canary"), "{unfit:?}");
        }
    }
}
