use accounts::{AllowedOrigin, InvalidOrigin};

use crate::settings::value::{Unfit, Value};

/// The origins that `returnUrl` may have; none for any.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origins(Vec<AllowedOrigin>);

impl Origins {
    /// Whether any origin will do.
    pub fn is_any(&self) -> bool {
        self.0.is_empty()
    }

    /// Each origin.
    pub fn as_slice(&self) -> &[AllowedOrigin] {
        &self.0
    }
}

impl Value for Origins {
    const FORM: &'static str = "ORIGIN,...";

    fn read(text: &str) -> Result<Self, Unfit> {
        let origins = text
            .split(',')
            .map(str::trim)
            .filter(|origin| !origin.is_empty());
        let parse = |origin: &str| {
            origin.parse().map_err(|error: InvalidOrigin| {
                Unfit::new(
                    format!("`{origin}` is {error}"),
                    "write origins with commas between: https://app.example.com,https://*.example.com",
                )
            })
        };
        origins.map(parse).collect::<Result<_, _>>().map(Self)
    }

    fn show(&self) -> String {
        let origins: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        match origins.as_slice() {
            [] => "(any)".to_owned(),
            origins => origins.join(","),
        }
    }
}
