use std::fmt::Display;

use crate::cli_error::CliError;

/// What to do when an account does not exist.
pub(crate) fn unknown(what: &impl Display) -> CliError {
    CliError::Other(format!(
        "{what}; `accounts-server accounts list` lists those that exist"
    ))
}
