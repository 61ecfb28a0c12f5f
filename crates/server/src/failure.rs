use std::error::Error;
use std::process::ExitCode;

use crate::settings::Problems;
use crate::telemetry;

/// Why a command failed, for people: one message that names the way out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The settings are no good.
    #[error(transparent)]
    Settings(#[from] Problems),
    /// Anything else.
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// What was being done, and all that is known of why it failed.
    pub(crate) fn of(what: impl std::fmt::Display, error: &(dyn Error + 'static)) -> Self {
        Self::Other(format!("{what}: {}", telemetry::chain(error)))
    }

    /// 2 for settings, as for a wrong command line; 1 for the rest.
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Settings(_) => ExitCode::from(2),
            Self::Other(_) => ExitCode::FAILURE,
        }
    }
}
