use crate::parameters::Parameter;
use crate::uri::Uri;

impl Parameter for Uri {
    const RULE: &'static str = "must be an absolute URI (RFC 3986)";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}
