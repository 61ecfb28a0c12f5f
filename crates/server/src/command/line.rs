use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::command::accounts::Accounts;
use crate::command::billing::Billing;
use crate::command::flags::Flags;
use crate::command::identities::Identities;
use crate::command::keys::Keys;
use crate::command::sandbox::Sandbox;
use crate::settings::Setting;

const EXAMPLES: &str = "\
Examples:
  accounts-server                                    start on 127.0.0.1:8080 with a demo account
  accounts-server --listen 127.0.0.1:0               start on a free port
  accounts-server migrate                            make the database without starting
  id=$(accounts-server accounts create --name Acme)  make an account with a live subscription
  accounts-server keys create --account $id --name ci --expires 24h

Every setting can be given as a flag, as an environment variable or in the settings file; a flag goes before the environment, that
before the file. Secrets have no flag: set ACCOUNTS_KEY_SECRET in the environment or key_secret in the file.

Exit codes: 0 done, 1 failed, 2 wrong command line or settings.";

/// Opens billing portal sessions for the accounts that ask.
#[derive(Debug, Parser)]
#[command(name = "accounts-server", version = env!("BUILD_VERSION"), after_help = EXAMPLES)]
pub(crate) struct CommandLine {
    #[command(flatten)]
    flags: Flags<true>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start the server (the default).
    Serve(Flags<true>),
    /// Make the database and run the migrations that it lacks, as the start of a server does. Other commands open what is there.
    Migrate(Flags<false>),
    /// Make, subscribe and list accounts.
    #[command(subcommand)]
    Accounts(Accounts),
    /// Make, import, list and revoke API keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Say for which account bearer tokens act: link, unlink and list identities.
    #[command(subcommand)]
    Identities(Identities),
    /// Say which customer of Stripe an account is.
    #[command(subcommand)]
    Billing(Billing),
    /// Make accounts to develop against.
    #[command(subcommand)]
    Sandbox(Sandbox),
    /// Check everything that the server needs: settings, database, keys, clock and provider; say how to mend what is wrong.
    /// Changes nothing.
    Doctor(Flags<true>),
    /// Look at the settings.
    #[command(subcommand)]
    Config(Config),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Check the settings and print them with where each comes from; secrets stay hidden.
    Check {
        /// Ask outside too: Stripe, whether the key works and the portal is configured; the issuer of bearer tokens, for its keys.
        /// Nothing is changed there.
        #[arg(long)]
        online: bool,
        #[command(flatten)]
        flags: Flags<true>,
    },
}

impl CommandLine {
    /// The command, the settings file, and the settings given as flags: those behind the command go before those in front of it.
    pub(crate) fn into_parts(
        mut self,
    ) -> (Command, Option<PathBuf>, Vec<(&'static Setting, String)>) {
        let mut command = self.command.unwrap_or(Command::Serve(Flags::default()));
        let (config, given) = command.take_flags();
        self.flags.given.extend(given);
        (command, config.or(self.flags.config), self.flags.given)
    }
}

impl Command {
    fn take_flags(&mut self) -> (Option<PathBuf>, Vec<(&'static Setting, String)>) {
        fn take<const ALL: bool>(
            flags: &mut Flags<ALL>,
        ) -> (Option<PathBuf>, Vec<(&'static Setting, String)>) {
            (flags.config.take(), std::mem::take(&mut flags.given))
        }
        match self {
            Self::Serve(flags)
            | Self::Doctor(flags)
            | Self::Config(Config::Check { flags, .. }) => take(flags),
            Self::Migrate(flags) => take(flags),
            Self::Accounts(command) => take(command.flags()),
            Self::Keys(command) => take(command.flags()),
            Self::Identities(command) => take(command.flags()),
            Self::Billing(command) => take(command.flags()),
            Self::Sandbox(command) => take(command.flags()),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    fn parse(words: &[&str]) -> Result<CommandLine, clap::Error> {
        CommandLine::try_parse_from([&["accounts-server"], words].concat())
    }

    #[test]
    fn commands_are_sound() {
        CommandLine::command().debug_assert();
    }

    #[test]
    fn serve_by_default() {
        let (command, config, flags) = parse(&["--listen", "x"]).expect("a line").into_parts();
        assert!(matches!(command, Command::Serve(_)));
        assert_eq!(config, None);
        assert_eq!(flags.len(), 1);
    }

    #[test]
    fn flags_on_both_sides_of_command() {
        let line = [
            "--listen", "a", "--config", "a", "config", "check", "--listen", "b",
        ];
        let (_, config, flags) = parse(&line).expect("a line").into_parts();
        assert_eq!(config, Some("a".into()));
        let texts: Vec<_> = flags.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(texts, ["a", "b"]);
    }

    #[test]
    fn secret_has_no_flag() {
        assert!(parse(&["--key-secret", "x"]).is_err());
        let help = CommandLine::command().render_long_help().to_string();
        assert!(help.contains("--return-url-origins"), "{help}");
        assert!(help.contains("ACCOUNTS_KEY_SECRET"), "{help}");
    }

    #[test]
    fn server_settings_belong_to_server() {
        assert!(parse(&["accounts", "list", "--database-url", "x"]).is_ok());
        assert!(parse(&["accounts", "list", "--listen", "x"]).is_err());
    }
}
