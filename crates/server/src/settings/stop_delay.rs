use std::time::Duration;

use crate::settings::value::{Unfit, Value, whole_number};

/// How long the server goes on after it was told to stop, in whole milliseconds from 0 to ten minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopDelay(Duration);

impl StopDelay {
    /// The time.
    pub fn as_duration(self) -> Duration {
        self.0
    }
}

impl Value for StopDelay {
    const FORM: &'static str = "MILLISECONDS";

    fn read(text: &str) -> Result<Self, Unfit> {
        whole_number(text, 0..=10 * 60 * 1000).map(|number| Self(Duration::from_millis(number)))
    }

    fn show(&self) -> String {
        self.0.as_millis().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn read_stop_delay() {
        for (text, fit) in [
            ("0", true),
            ("600000", true),
            ("600001", false),
            ("-1", false),
            ("5s", false),
        ] {
            assert_eq!(StopDelay::read(text).is_ok(), fit, "{text}");
        }
    }
}
