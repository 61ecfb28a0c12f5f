use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::command::accounts::Accounts;
use crate::command::audit::Audit;
use crate::command::billing::Billing;
use crate::command::bulk::{Export, Import};
use crate::command::doctor::Doctor;
use crate::command::flags::{Flags, given, with_flags};
use crate::command::identities::Identities;
use crate::command::keys::Keys;
use crate::command::parity::Parity;
use crate::command::sandbox::Sandbox;
use crate::command::values;

const EXAMPLES: &str = "\
Examples:
  accounts-server                                    start on 127.0.0.1:8080 with a demo account
  accounts-server --listen 127.0.0.1:0               start on a free port
  accounts-server migrate                            create the database without starting
  id=$(accounts-server accounts create --name Acme)  create an account with a live subscription
  accounts-server keys create --account $id --name ci --expires 24h

Every setting can be given as a flag, as an environment variable or in the settings file; a flag wins over the environment, that over
the file. Secrets have no flag: set ACCOUNTS_KEY_SECRET in the environment or key_secret in the file; or name a file that holds nothing
but the secret with ACCOUNTS_KEY_SECRET_FILE, and so for ACCOUNTS_KEY_SECRET_PREVIOUS, ACCOUNTS_STRIPE_SECRET_KEY and
ACCOUNTS_DATABASE_URL.

Exit codes: 0 done, 1 failed, 2 wrong command line or settings.";

const HEALTHCHECK_EXAMPLE: &str = "\
Example:
  docker exec CONTAINER accounts-server healthcheck

It asks for /healthz on ACCOUNTS_ADMIN_LISTEN and ACCOUNTS_LISTEN, and waits up to 2 s.";

/// Opens billing portal sessions for the accounts that ask.
#[derive(Debug, Parser)]
#[command(name = "accounts-server", version = env!("BUILD_VERSION"), after_help = EXAMPLES)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    command: Option<Command>,
    /// Who makes the change, for `audit list`. Without it the user of the system who runs the command.
    #[arg(long, global = true, value_name = "NAME", value_parser = values::name)]
    operator: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start the server (the default).
    Serve,
    /// Create the database and run pending migrations, as the start of a server does. Other commands open what is there.
    Migrate,
    /// Create, subscribe, disable, enable, delete and list accounts.
    #[command(subcommand)]
    Accounts(Accounts),
    /// Create, import, list, expire and revoke API keys.
    #[command(subcommand)]
    Keys(Keys),
    /// Decide which account a bearer token authenticates: link, unlink and list identities.
    #[command(subcommand)]
    Identities(Identities),
    /// Decide which Stripe customer an account is.
    #[command(subcommand)]
    Billing(Billing),
    /// Create accounts to develop against.
    #[command(subcommand)]
    Sandbox(Sandbox),
    Import(Import),
    Export(Export),
    /// Look at who changed what, and remove what is too old.
    #[command(subcommand)]
    Audit(Audit),
    /// Check everything that the server needs: settings, database, keys, clock and provider; say how to fix what is wrong.
    /// Changes nothing.
    Doctor(Doctor),
    Parity(Parity),
    /// Ask the running server, by its settings, whether it is alive: exit code 0 when it is, 1 when it is not. For containers.
    #[command(after_help = HEALTHCHECK_EXAMPLE)]
    Healthcheck,
    /// Look at the settings.
    #[command(subcommand)]
    Config(Config),
}

#[derive(Debug, Subcommand)]
pub(crate) enum Config {
    /// Check the settings and print each with where it comes from; secrets stay hidden.
    Check {
        /// What `doctor` does now.
        #[arg(long, hide = true)]
        online: bool,
    },
}

/// A command line, read.
#[derive(Debug)]
pub(crate) struct Parsed {
    pub(crate) command: Command,
    pub(crate) operator: Option<String>,
    /// The settings file.
    pub(crate) config: Option<PathBuf>,
    /// The settings that were given as flags.
    pub(crate) flags: Flags,
}

pub(crate) fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Parsed, clap::Error> {
    let matches = with_flags(CommandLine::command()).try_get_matches_from(arguments)?;
    let (config, flags) = given(&matches);
    let CommandLine { command, operator } = CommandLine::from_arg_matches(&matches)?;
    Ok(Parsed {
        command: command.unwrap_or(Command::Serve),
        operator,
        config,
        flags,
    })
}

#[cfg(test)]
mod tests;
