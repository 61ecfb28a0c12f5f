use accounts::{AccountId, Directory as _, DirectoryError, Identity, IdentityLink};
use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::command::accounts::{ensure_known, unknown};
use crate::command::flags::Flags;
use crate::command::list_limit::{ListLimit, lines};
use crate::command::text::one_line;
use crate::command::values;
use crate::failure::Failure;
use crate::program;
use crate::settings::{Exactly, Settings};
use crate::system::System;

#[derive(Debug, Subcommand)]
pub(crate) enum Identities {
    /// Let bearer tokens of this issuer and subject act for an account.
    Link {
        #[command(flatten)]
        who: Who,
        /// The account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Let bearer tokens of this issuer and subject act for no account any more, everywhere within a second.
    Unlink {
        #[command(flatten)]
        who: Who,
        #[command(flatten)]
        flags: Flags<false>,
    },
    /// Print who may act for an account, oldest first: time of linking, issuer, subject.
    List {
        /// The account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        #[command(flatten)]
        limit: ListLimit,
        #[command(flatten)]
        flags: Flags<false>,
    },
}

/// Who acts, as tokens name it.
#[derive(Debug, Args)]
pub(crate) struct Who {
    /// Who vouches: `iss` in the tokens, to the letter.
    #[arg(long, value_name = "ISS", value_parser = values::part_of_identity)]
    issuer: String,
    /// Whom it vouches for: `sub` in the tokens, to the letter.
    #[arg(long, value_name = "SUB", value_parser = values::part_of_identity)]
    subject: String,
}

impl Identities {
    pub(crate) fn flags(&mut self) -> &mut Flags<false> {
        match self {
            Self::Link { flags, .. } | Self::Unlink { flags, .. } | Self::List { flags, .. } => {
                flags
            }
        }
    }

    pub(crate) async fn run(self, system: &System, settings: &Settings) -> Result<String, Failure> {
        match self {
            Self::Link { who, account, .. } => {
                let warning = idle(&who.issuer, settings);
                let done = link(system, who.into(), account).await?;
                warning.inspect(|warning| program::warn(warning));
                Ok(done)
            }
            Self::Unlink { who, .. } => unlink(system, &who.into()).await,
            Self::List { account, limit, .. } => list(system, account, limit).await,
        }
    }
}

impl From<Who> for Identity {
    fn from(Who { issuer, subject }: Who) -> Self {
        Self { issuer, subject }
    }
}

/// What is wrong with a link that no token will use: links may be made before the settings are, and from machines without them.
fn idle(issuer: &str, settings: &Settings) -> Option<String> {
    match settings.bearer_issuer.as_ref().map(Exactly::as_str) {
        Some(taken) if taken == issuer => None,
        Some(taken) => Some(format!(
            "with these settings tokens of {issuer} are refused: ACCOUNTS_BEARER_ISSUER is {taken}"
        )),
        None => Some(format!(
            "with these settings tokens of {issuer} are refused: ACCOUNTS_BEARER_ISSUER is not set"
        )),
    }
}

/// Again is fine. A link to another account stays as it is: who acts for whom is not changed in passing.
async fn link(system: &System, identity: Identity, account: AccountId) -> Result<String, Failure> {
    let link = IdentityLink {
        identity,
        account,
        created_at: Timestamp::now(),
    };
    match system.database.link(&link).await {
        Ok(linked) if linked == account => Ok(String::new()),
        Ok(other) => Err(Failure::Other(format!(
            "{} is linked to account {other} already; `accounts-server identities unlink` with the same --issuer and --subject ends that",
            shown(&link.identity)
        ))),
        Err(error @ DirectoryError::NoSuchAccount(_)) => Err(unknown(&error)),
        Err(error) => Err(Failure::of("the link cannot be stored", &error)),
    }
}

async fn unlink(system: &System, identity: &Identity) -> Result<String, Failure> {
    match system.database.unlink(identity).await {
        Ok(true) => Ok(String::new()),
        Ok(false) => Err(Failure::Other(format!(
            "{} is linked to no account; `accounts-server identities list --account ID` shows the links of one",
            shown(identity)
        ))),
        Err(error) => Err(Failure::of("the link cannot be removed", &error)),
    }
}

async fn list(system: &System, account: AccountId, limit: ListLimit) -> Result<String, Failure> {
    let links = system.database.links(account, limit.rows()).await;
    let links = links.map_err(|error| Failure::of("the links cannot be read", &error))?;
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
