use accounts::{AccountId, Expiry, KeyEnd, KeyHash, KeyId, StoredKey};
use clap::Subcommand;
use jiff::Timestamp;

use crate::cli_error::CliError;
use crate::command::accounts::ensure_known;
use crate::command::confirmation::unconfirmed;
use crate::command::list_limit::{ListLimit, lines};
use crate::command::text::{counted, one_line, seconds};
use crate::command::values;
use crate::keys::{self, Issued};
use crate::system::System;
use crate::{key_secret, output};

/// How many keys `finish-roll` lists.
const MAX_LEFT_BEHIND: usize = 100;

#[derive(Debug, Subcommand)]
pub(crate) enum Keys {
    /// Create an API key and print it. It cannot be shown again.
    Create {
        /// The account that the key is for.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        /// A name for people, up to 200 characters.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// When the key stops working: a time such as 2030-01-31T12:00:00Z, or a duration from now such as 90d or 24h. Without it the key never expires.
        #[arg(long, value_name = "TIME", value_parser = values::expiry)]
        expires: Option<Timestamp>,
    },
    /// Import a key that was created elsewhere, such as by the published service, and print its id.
    Import {
        /// The account that the key is for.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        /// A name for people, up to 200 characters.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// HMAC-SHA-256 of the whole key in 64 hex digits, made with ACCOUNTS_KEY_SECRET or ACCOUNTS_KEY_SECRET_PREVIOUS.
        #[arg(long, value_name = "HEX")]
        hash: KeyHash,
        /// When the key stops working, as with `keys create`.
        #[arg(long, value_name = "TIME", value_parser = values::expiry)]
        expires: Option<Timestamp>,
    },
    /// Print the keys of an account, oldest first: id, last characters, time of creation, expiry, last use (UTC, to 5 minutes), state,
    /// name. The state is active, expired, disabled (its account is), refused (its expiry is unreadable), revoked, or rolled (removed by
    /// `finish-roll`).
    List {
        /// The account.
        #[arg(long, value_name = "ID")]
        account: AccountId,
        /// Also those that were revoked or removed.
        #[arg(long)]
        all: bool,
        #[command(flatten)]
        limit: ListLimit,
    },
    /// Finish rolling the secret: keys work with ACCOUNTS_KEY_SECRET only, those that were not used since the roll began are removed.
    /// Without --yes it only lists them, and fails.
    FinishRoll {
        /// Really remove them.
        #[arg(long)]
        yes: bool,
    },
    /// Set when a key expires, in place of any expiry that it has. From then on it is refused, everywhere within a second.
    Expire {
        /// The key's id: the start of its line in `keys list`.
        #[arg(value_name = "KEY_ID")]
        id: KeyId,
        /// A time such as 2030-01-31T12:00:00Z, or a duration from now such as 90d or 24h. Without it, or in the past: now.
        #[arg(long, value_name = "TIME", value_parser = values::time)]
        at: Option<Timestamp>,
    },
    /// Make a key stop working, everywhere within a second.
    Revoke {
        /// The key's id: the start of its line in `keys list`.
        #[arg(value_name = "KEY_ID")]
        id: KeyId,
    },
}

impl Keys {
    pub(crate) async fn run(self, system: &System) -> Result<String, CliError> {
        match self {
            Self::Create {
                account,
                name,
                expires,
            } => {
                if system.recoup.is_none() {
                    key_secret::check(system).await?;
                }
                let directory = system.directory();
                let issued = keys::issue(&*directory, &system.hasher, account, &name, expires);
                let Issued { id, key } = issued.await?;
                show(system, id, &format!("{}\n", key.expose())).await?;
                Ok(String::new())
            }
            Self::Import {
                account,
                name,
                hash,
                expires,
            } => {
                key_secret::check(system).await?;
                let id = keys::import(&system.database, account, &name, hash, expires).await?;
                Ok(format!("{id}\n"))
            }
            Self::List {
                account,
                all,
                limit,
            } => list(system, account, all, limit).await,
            Self::Expire { id, at } => expire(system, id, at).await,
            Self::FinishRoll { yes } => finish_roll(system, yes).await,
            Self::Revoke { id } => revoke(system, id).await,
        }
    }
}

/// Prints a text that shows a new key. A key that nobody gets to see must not stay behind.
pub(super) async fn show(system: &System, id: KeyId, text: &str) -> Result<(), CliError> {
    let Err(error) = output::print(text) else {
        return Ok(());
    };
    let fate = match system.directory().revoke_key(id).await {
        Ok(_) => "it was revoked; create another once stdout can be written".to_owned(),
        Err(_) => format!("revoke it: accounts-server keys revoke {id}"),
    };
    Err(CliError::of(
        format!("the key cannot be shown, {fate}"),
        &error,
    ))
}

async fn list(
    system: &System,
    account: AccountId,
    all: bool,
    limit: ListLimit,
) -> Result<String, CliError> {
    let keys = match all {
        true => system.database.all_keys(account, limit.rows()).await,
        false => system.directory().keys(account, limit.rows()).await,
    };
    let keys = keys.map_err(|error| CliError::of("the keys cannot be read", &error))?;
    if keys.total == 0 {
        ensure_known(system, account).await?;
    }
    let now = Timestamp::now();
    Ok(lines(&keys, |key| line(key, now)))
}

fn line(key: &StoredKey, now: Timestamp) -> String {
    let hint = key.hint.as_deref().unwrap_or("????");
    let expiry = match key.expiry {
        Expiry::Never => "never".to_owned(),
        Expiry::At(time) => format!("{time:.0}"),
        Expiry::Unreadable => "unreadable".to_owned(),
    };
    let created = seconds(&key.created_at);
    let last_used = key.last_used.as_deref().map(seconds);
    let last_used = last_used.as_deref().unwrap_or("unused");
    let [hint, created, last_used, name] = [hint, &created, last_used, &key.name].map(one_line);
    let state = state(key, now);
    format!(
        "{}  ...{hint}  {created}  {expiry:<20}  {last_used:<20}  {state:<8}  {name}\n",
        key.id
    )
}

/// Why a key is refused, or that it is not.
fn state(key: &StoredKey, now: Timestamp) -> &'static str {
    match (key.ended, key.expiry) {
        (Some(KeyEnd::Revoked), _) => "revoked",
        (Some(KeyEnd::Rolled), _) => "rolled",
        (None, Expiry::Unreadable) => "refused",
        (None, expiry) if expiry.has_passed(now) => "expired",
        (None, _) if key.account_disabled => "disabled",
        (None, _) => "active",
    }
}

/// The keys that are removed are listed in any case: nobody could say afterwards which they were.
async fn finish_roll(system: &System, yes: bool) -> Result<String, CliError> {
    let (known, ours) = (
        key_secret::known(system).await?,
        system.hasher.fingerprint(),
    );
    let left_behind = system
        .database
        .keys_left_behind(known, ours, MAX_LEFT_BEHIND);
    let left_behind = left_behind.await;
    let left_behind =
        left_behind.map_err(|error| CliError::of("the keys cannot be read", &error))?;
    let now = Timestamp::now();
    let mut text: String = left_behind.rows.iter().map(|key| line(key, now)).collect();
    let unseen = left_behind.total - left_behind.rows.len();
    if unseen > 0 {
        text.push_str(&format!("... and {unseen} more\n"));
    }
    if !yes {
        text.push_str(&format!(
            "{} would stop working\n",
            number(left_behind.total as u64)
        ));
        return Err(unconfirmed(&text, "finish the roll"));
    }
    let finished = system.database.finish_roll(known, ours).await;
    let finished = finished.map_err(|error| CliError::of("the roll cannot be finished", &error))?;
    text.push_str(&format!(
        "{} stopped working; {} with ACCOUNTS_KEY_SECRET only\n",
        number(finished.removed),
        counted(finished.kept, "key works", "keys work"),
    ));
    output::remark("now remove ACCOUNTS_KEY_SECRET_PREVIOUS from every server");
    Ok(text)
}

fn number(keys: u64) -> String {
    counted(keys, "key", "keys")
}

async fn revoke(system: &System, id: KeyId) -> Result<String, CliError> {
    match system.directory().revoke_key(id).await {
        Ok(true) => Ok(String::new()),
        Ok(false) => Err(unknown(id)),
        Err(error) => Err(CliError::of("the key cannot be revoked", &error)),
    }
}

/// A time in the past would make the list say that it was refused before it was.
async fn expire(system: &System, id: KeyId, at: Option<Timestamp>) -> Result<String, CliError> {
    let now = Timestamp::now();
    match system
        .database
        .expire_key(id, at.unwrap_or(now).max(now))
        .await
    {
        Ok(true) => Ok(String::new()),
        Ok(false) => Err(unknown(id)),
        Err(error) => Err(CliError::of("the expiry cannot be stored", &error)),
    }
}

fn unknown(id: KeyId) -> CliError {
    CliError::Other(format!(
        "there is no key {id}; `accounts-server keys list --account ID` lists those of an account"
    ))
}

#[cfg(test)]
mod tests;
