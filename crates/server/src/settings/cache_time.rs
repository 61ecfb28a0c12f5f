use std::time::Duration;

use crate::settings::value::{Unfit, Value};

/// Longest time in milliseconds, so that what was revoked is refused within a second everywhere.
const LONGEST: u64 = 900;

/// How long a credential is remembered, in whole milliseconds from 0 (not at all) to 900.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CacheTime(Duration);

impl CacheTime {
    /// The time; zero for "not at all".
    pub fn as_duration(self) -> Duration {
        self.0
    }
}

impl Value for CacheTime {
    const FORM: &'static str = "MILLISECONDS";

    fn read(text: &str) -> Result<Self, Unfit> {
        text.parse()
            .ok()
            .filter(|number| *number <= LONGEST)
            .map(|number| Self(Duration::from_millis(number)))
            .ok_or_else(|| {
                Unfit::new(
                    format!("`{text}` is no whole number from 0 to {LONGEST}"),
                    "write milliseconds in digits only; 0 remembers nothing",
                )
            })
    }

    fn show(&self) -> String {
        self.0.as_millis().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_cache_time() {
        for (text, millis) in [("0", 0), ("500", 500), ("900", 900)] {
            let time = CacheTime::read(text).expect(text);
            assert_eq!(time.as_duration(), Duration::from_millis(millis));
            assert_eq!(time.show(), text);
        }
        for text in ["", "901", "1000", "-1", "0.5", "500ms", "1e2"] {
            assert!(CacheTime::read(text).is_err(), "{text}");
        }
    }
}
