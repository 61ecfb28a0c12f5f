use toml::de::DeTable;

use super::entries::{Entries, File, nearest};
use super::error::ProjectError;

/// How much each category of breaking changes counts: `breaking` of a `[[document]]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BreakingLevels {
    /// What those who call the API notice.
    pub wire: BreakingLevel,
    /// What those who compile generated code notice.
    pub sdk: BreakingLevel,
    /// Values in responses that did not exist before.
    pub response_enum: BreakingLevel,
}

/// How much a breaking change counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BreakingLevel {
    /// It fails.
    Error,
    /// It is shown.
    Warning,
    /// It is left out.
    Off,
}

impl Default for BreakingLevels {
    fn default() -> Self {
        Self {
            wire: BreakingLevel::Error,
            sdk: BreakingLevel::Warning,
            response_enum: BreakingLevel::Error,
        }
    }
}

impl BreakingLevels {
    const KEYS: [&str; 3] = ["wire", "sdk", "response-enum"];

    /// Reads the table; missing entries have their defaults.
    ///
    /// # Errors
    /// An unknown key or level, with its place and the nearest of the known ones.
    pub fn read(table: &DeTable<'_>, file: File<'_>) -> Result<Self, ProjectError> {
        let entries = Entries::known(table, file, &Self::KEYS)?;
        let default = Self::default();
        let level = |key: &str, default: BreakingLevel| match entries.text(key)? {
            Some(text) => BreakingLevel::named(text).map_err(|reason| entries.about(key, &reason)),
            None => Ok(default),
        };
        Ok(Self {
            wire: level("wire", default.wire)?,
            sdk: level("sdk", default.sdk)?,
            response_enum: level("response-enum", default.response_enum)?,
        })
    }
}

impl BreakingLevel {
    const NAMES: [&str; 3] = ["error", "warning", "off"];

    fn named(name: &str) -> Result<Self, String> {
        match name {
            "error" => Ok(Self::Error),
            "warning" => Ok(Self::Warning),
            "off" => Ok(Self::Off),
            _ => Err(match nearest(name, &Self::NAMES) {
                Some(nearest) => format!("unknown level `{name}`; did you mean `{nearest}`?"),
                None => format!("unknown level `{name}`; use {}", Self::NAMES.join(", ")),
            }),
        }
    }
}
