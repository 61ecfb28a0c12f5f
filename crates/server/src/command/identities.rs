use accounts::{AccountId, DirectoryError, Identity, IdentityLink};
use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::cli_error::CliError;
use crate::command::accounts::ensure_known;
use crate::command::list_limit::{ListLimit, lines};
use crate::command::text::one_line;
use crate::command::unknown_account::unknown;
use crate::command::values;
use crate::output;
use crate::settings::Settings;
use crate::system::System;

#[derive(Debug, Subcommand)]
pub(crate) enum Identities {
    /// Make bearer tokens of this issuer and subject authenticate an account.
    Link {
        #[command(flatten)]
        identity: IdentityArgs,
        /// The account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
    },
    /// Stop bearer tokens of this issuer and subject from authenticating an account, everywhere within a second.
    Unlink {
        #[command(flatten)]
        identity: IdentityArgs,
    },
    /// Print the identities that are linked to an account, oldest first: time of linking, issuer, subject.
    List {
        /// The account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        #[command(flatten)]
        limit: ListLimit,
    },
}

/// An identity, as tokens name it.
#[derive(Debug, Args)]
pub(crate) struct IdentityArgs {
    /// The issuer: exactly the `iss` of the tokens.
    #[arg(long, value_name = "ISS", value_parser = values::part_of_identity)]
    issuer: String,
    /// The subject: exactly the `sub` of the tokens.
    #[arg(long, value_name = "SUB", value_parser = values::part_of_identity)]
    subject: String,
}

impl Identities {
    pub(crate) async fn run(
        self,
        system: &System,
        settings: &Settings,
    ) -> Result<String, CliError> {
        match self {
            Self::Link { identity, account } => {
                let warning = unused(&identity.issuer, settings);
                let done = link(system, identity.into(), account).await?;
                warning.inspect(|warning| output::warn(warning));
                Ok(done)
            }
            Self::Unlink { identity } => unlink(system, &identity.into()).await,
            Self::List { account, limit } => list(system, account, limit).await,
        }
    }
}

impl From<IdentityArgs> for Identity {
    fn from(IdentityArgs { issuer, subject }: IdentityArgs) -> Self {
        Self { issuer, subject }
    }
}

/// A warning about a link that no token will use: links may be made before the settings are, and from machines without them.
fn unused(issuer: &str, settings: &Settings) -> Option<String> {
    match settings
        .bearer_issuer
        .as_ref()
        .map(|issuer| issuer.0.as_str())
    {
        Some(accepted) if accepted == issuer => None,
        Some(accepted) => Some(format!(
            "with these settings tokens of {issuer} are refused: ACCOUNTS_BEARER_ISSUER is {accepted}"
        )),
        None => Some(format!(
            "with these settings tokens of {issuer} are refused: ACCOUNTS_BEARER_ISSUER is not set"
        )),
    }
}

/// Linking again is fine. A link to another account stays as it is.
async fn link(system: &System, identity: Identity, account: AccountId) -> Result<String, CliError> {
    let link = IdentityLink {
        identity,
        account,
        created_at: Timestamp::now(),
    };
    match system.directory().link(&link).await {
        Ok(linked) if linked == account => Ok(String::new()),
        Ok(other) => Err(CliError::Other(format!(
            "{} is linked to account {other} already; to change that, first run `accounts-server identities unlink` with the same --issuer and --subject",
            shown(&link.identity)
        ))),
        Err(error @ DirectoryError::NoSuchAccount(_)) => Err(unknown(&error)),
        Err(error) => Err(CliError::of("the link cannot be stored", &error)),
    }
}

async fn unlink(system: &System, identity: &Identity) -> Result<String, CliError> {
    match system.directory().unlink(identity).await {
        Ok(true) => Ok(String::new()),
        Ok(false) => Err(CliError::Other(format!(
            "{} is linked to no account; `accounts-server identities list --account ID` shows the links of one",
            shown(identity)
        ))),
        Err(error) => Err(CliError::of("the link cannot be removed", &error)),
    }
}

async fn list(system: &System, account: AccountId, limit: ListLimit) -> Result<String, CliError> {
    let links = system.directory().links(account, limit.rows()).await;
    let links = links.map_err(|error| CliError::of("the links cannot be read", &error))?;
    if links.total == 0 {
        ensure_known(system, account).await?;
    }
    let line = |link: &IdentityLink| {
        let Identity { issuer, subject } = &link.identity;
        let [issuer, subject] = [issuer, subject].map(|text| one_line(text));
        format!("{:.0}  {issuer}  {subject}\n", link.created_at)
    };
    Ok(lines(&links, line))
}

fn shown(Identity { issuer, subject }: &Identity) -> String {
    format!("subject {} of {}", one_line(subject), one_line(issuer))
}
