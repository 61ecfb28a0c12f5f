use std::time::Duration;

use crate::settings::value::{Unfit, Value, whole_number};

/// How long a command waits at its start for a database that cannot be reached yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseWait(pub(crate) Duration);

impl Value for DatabaseWait {
    const FORM: &'static str = "SECONDS";

    fn read(text: &str) -> Result<Self, Unfit> {
        whole_number(text, 0..=24 * 60 * 60).map(|seconds| Self(Duration::from_secs(seconds)))
    }

    fn show(&self) -> String {
        self.0.as_secs().to_string()
    }
}

/// How many connections a process may have to the database. Each costs a PostgreSQL server a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseConnections(pub(crate) u32);

impl Value for DatabaseConnections {
    const FORM: &'static str = "NUMBER";

    fn read(text: &str) -> Result<Self, Unfit> {
        let number = whole_number(text, 1..=1000)?;
        Ok(Self(u32::try_from(number).unwrap_or(1000)))
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_the_limits() {
        for (text, fit) in [
            ("0", true),
            ("86400", true),
            ("86401", false),
            ("1m", false),
        ] {
            assert_eq!(DatabaseWait::read(text).is_ok(), fit, "{text}");
        }
        for (text, fit) in [("0", false), ("1", true), ("1000", true), ("1001", false)] {
            assert_eq!(DatabaseConnections::read(text).is_ok(), fit, "{text}");
        }
    }
}
