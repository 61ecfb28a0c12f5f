use upstream::{InvalidOrigin, UpstreamOrigin};

use crate::settings::value::{InvalidValue, Value};

impl Value for UpstreamOrigin {
    const FORM: &'static str = "URL";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        text.parse().map_err(|error: InvalidOrigin| {
            InvalidValue::new(
                error,
                "write https:// and a host: paths are passed on as they are",
            )
        })
    }

    fn show(&self) -> String {
        self.to_string()
    }
}
