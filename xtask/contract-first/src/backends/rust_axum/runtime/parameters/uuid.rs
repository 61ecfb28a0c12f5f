use uuid::fmt::Hyphenated;

use crate::parameters::Parameter;

impl Parameter for Hyphenated {
    const RULE: &'static str = "must be a UUID";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}
