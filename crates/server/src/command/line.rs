use std::path::PathBuf;

use accounts::{AccountId, CustomerId, KeyId};
use clap::{Parser, Subcommand};
use jiff::Timestamp;

use crate::command::flags::Flags;
use crate::command::values;
use crate::settings::Setting;

const EXAMPLES: &str = "\
Examples:
  accounts-server                                    start on 127.0.0.1:8080 with a demo account
  accounts-server --listen 127.0.0.1:0               start on a free port
  id=$(accounts-server accounts create --name Acme)  make an account with a live subscription
  accounts-server keys create --account $id --name ci --expires 24h

Every setting can be given as a flag, as an environment variable or in the settings file; a flag goes before the environment, that
before the file. Secrets have no flag: set ACCOUNTS_KEY_SECRET in the environment or key_secret in the file.

Exit codes: 0 done, 1 failed, 2 wrong command line or settings.";

/// Opens billing portal sessions for the accounts that ask.
#[derive(Debug, Parser)]
#[command(name = "accounts-server", version, after_help = EXAMPLES)]
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
    /// Make, subscribe and list accounts.
    #[command(subcommand)]
    Accounts(Accounts),
    /// Make, list and revoke API keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Say which customer of Stripe an account is.
    #[command(subcommand)]
    Billing(Billing),
    /// Look at the settings.
    #[command(subcommand)]
    Config(Config),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    /// Make an account and print its id.
    Create {
        /// A name for people, up to 200 characters.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// Leave out the live subscription that an account of the sandbox comes with.
        #[arg(long)]
        no_subscription: bool,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Give an account of the sandbox a live subscription, for a month from now. It takes the place of any that it has.
    Subscribe {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        id: AccountId,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Print every account, oldest first: id, time of creation, name.
    List {
        #[command(flatten)]
        flags: Flags<false>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Make an API key and print it. It cannot be shown again.
    Create {
        /// The account that the key is for.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        /// A name for people, up to 200 characters.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// When the key stops working: a time such as 2030-01-31T12:00:00Z, or a while from now such as 90d or 24h. Never, without it.
        #[arg(long, value_name = "TIME", value_parser = values::expiry)]
        expires: Option<Timestamp>,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Print the keys of an account, oldest first: id, last characters, time of creation, expiry, name.
    List {
        /// The account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Make a key stop working.
    Revoke {
        /// The key's id: what `keys list` starts its lines with.
        #[arg(value_name = "KEY_ID")]
        id: KeyId,
        #[command(flatten)]
        flags: Flags<false>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Billing {
    /// Link an account to a customer, in place of any that was found or linked before. Servers go by it within
    /// ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS.
    Link {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        account: AccountId,
        /// The customer's id at Stripe: cus_...
        #[arg(value_name = "CUSTOMER_ID")]
        customer: CustomerId,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Print the customer that an account is known to be.
    Show {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        account: AccountId,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Forget the customer of an account; the next request looks it up at Stripe.
    Unlink {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        account: AccountId,
        #[command(flatten)]
        flags: Flags<false>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Check the settings and print them with where each comes from; secrets stay hidden.
    Check(Flags<true>),
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
            Self::Serve(flags) | Self::Config(Config::Check(flags)) => take(flags),
            Self::Accounts(
                Accounts::Create { flags, .. }
                | Accounts::Subscribe { flags, .. }
                | Accounts::List { flags },
            )
            | Self::Keys(
                Keys::Create { flags, .. } | Keys::List { flags, .. } | Keys::Revoke { flags, .. },
            )
            | Self::Billing(
                Billing::Link { flags, .. }
                | Billing::Show { flags, .. }
                | Billing::Unlink { flags, .. },
            ) => take(flags),
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
