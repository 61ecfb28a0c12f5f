use crate::cli_error::CliError;
use crate::output;

/// Prints what a command would do, and fails: without `--yes` nothing is changed. `purpose` is what it is run again for.
pub(crate) fn unconfirmed(would: &str, purpose: &str) -> CliError {
    match output::print(would) {
        Ok(()) => CliError::Other(format!(
            "nothing was changed: run it again with --yes to {purpose}"
        )),
        Err(error) => CliError::of("stdout cannot be written", &error),
    }
}
