use std::error::Error;
use std::process::ExitCode;

use crate::error_chain::chain;
use crate::settings::SettingsError;

/// Why a command failed, for people: one message that says how to fix it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CliError {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    /// The command line is wrong, and clap could not know.
    #[error("{0}")]
    Usage(String),
    #[error("{0}")]
    Other(String),
}

impl CliError {
    /// What was being done, and all that is known of why it failed.
    pub(crate) fn of(what: impl std::fmt::Display, error: &(dyn Error + 'static)) -> Self {
        Self::Other(format!("{what}: {}", chain(error)))
    }

    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Self::Settings(_) | Self::Usage(_) => ExitCode::from(2),
            Self::Other(_) => ExitCode::FAILURE,
        }
    }
}
