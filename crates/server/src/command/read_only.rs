use crate::cli_error::CliError;
use crate::command::accounts::Accounts;
use crate::command::command_line::Command;
use crate::command::keys::Keys;
use crate::settings::{Problem, Settings, SettingsError};

const NOT_WRITTEN: &str =
    "with recoup the tables of the published service are read and not written";

const BY_THEIR_SERVICE: &str =
    "create, change and delete accounts and keys by the published service, or set it to own";

const BY_SETTING: &str =
    "set ACCOUNTS_DIRECTORY_KEYS=on, or create and delete keys by the published service";

/// Fails for commands that would write to the tables of the published service, or need what these do not have.
pub(crate) fn check_allowed(command: &Command, settings: &Settings) -> Result<(), CliError> {
    let manages_keys = settings.directory_keys.is_on();
    let obstacle = || obstacle(command, manages_keys);
    let Some((what, remedy)) = settings.uses_recoup().then(obstacle).flatten() else {
        return Ok(());
    };
    Err(CliError::Settings(SettingsError {
        problems: vec![Problem::of("ACCOUNTS_DIRECTORY", what, remedy)],
        warnings: Vec::new(),
    }))
}

/// Why a command does not work on the published service's tables, and what to do instead.
fn obstacle(command: &Command, manages_keys: bool) -> Option<(&'static str, &'static str)> {
    let written = Some((NOT_WRITTEN, BY_THEIR_SERVICE));
    match command {
        Command::Accounts(command) => match command {
            Accounts::Create { .. } | Accounts::Delete { .. } => written,
            Accounts::Disable { .. } | Accounts::Enable { .. } => Some((
                "the tables of the published service, which it names with recoup, cannot say that an account is disabled",
                "delete the keys of the account by the published service, or set it to own",
            )),
            Accounts::Subscribe { .. } | Accounts::List { .. } => None,
        },
        Command::Keys(command) => match command {
            Keys::Create { .. } | Keys::Revoke { .. } if manages_keys => None,
            Keys::Create { .. } | Keys::Revoke { .. } => Some((NOT_WRITTEN, BY_SETTING)),
            Keys::Import { .. } | Keys::Expire { .. } => written,
            Keys::FinishRoll { .. } => Some((
                "the tables of the published service, which it names with recoup, have one hash of each key: no roll can be finished",
                "keep ACCOUNTS_KEY_SECRET_PREVIOUS for as long as keys are hashed with it, or set it to own",
            )),
            Keys::List { all: true, .. } => Some((
                "the tables of the published service, which it names with recoup, do not have keys that ended",
                "leave out --all",
            )),
            Keys::List { all: false, .. } => None,
        },
        // Both create accounts.
        Command::Sandbox(_) | Command::Import(_) => written,
        Command::Export(_) => Some((
            "an export has accounts and keys of this server's own tables, and with recoup they are in others",
            "back up the published service's database, or set it to own",
        )),
        Command::Serve
        | Command::Migrate
        | Command::Identities(_)
        | Command::Billing(_)
        | Command::Audit(_)
        | Command::Doctor(_)
        | Command::Parity(_)
        | Command::Healthcheck
        | Command::Config(_) => None,
    }
}

#[cfg(test)]
mod tests;
