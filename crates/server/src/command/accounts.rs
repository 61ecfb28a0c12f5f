use accounts::{Account, AccountId, Directory as _, DirectoryError, NewAccount};
use billing_sandbox::SubscribeError;
use clap::Subcommand;
use directory::{AuditAction, AuditEntry};
use jiff::Timestamp;

use crate::cli_error::CliError;
use crate::command::life_cycle;
use crate::command::list_limit::ListLimit;
use crate::command::text::{one_line, seconds};
use crate::command::unknown_account::unknown;
use crate::command::values;
use crate::output;
use crate::settings::Settings;
use crate::system::System;

#[derive(Debug, Subcommand)]
pub(crate) enum Accounts {
    /// Create an account and print its id.
    Create {
        /// A name for people, up to 200 characters.
        #[arg(long, value_parser = values::name)]
        name: String,
        /// Without the live subscription that the sandbox gives to each account.
        #[arg(long)]
        no_subscription: bool,
    },
    /// Give an account of the sandbox a live subscription, renewed each month. It replaces any that the account has.
    Subscribe {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        id: AccountId,
    },
    /// Have every key and token of an account refused, everywhere within a second, until it is enabled again. Portal sessions that are
    /// open stay so until they end.
    Disable {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        id: AccountId,
    },
    /// Accept the keys and tokens of a disabled account again.
    Enable {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        id: AccountId,
    },
    /// Delete an account with its keys, identities, links and subscription of the sandbox. What is at Stripe stays there. Of the audit
    /// log, what was done to it and when stays, under its id alone. Without --yes it only says what would be deleted, and fails.
    Delete {
        /// The account.
        #[arg(value_name = "ACCOUNT_ID")]
        id: AccountId,
        /// Really delete it.
        #[arg(long)]
        yes: bool,
    },
    /// Print the accounts, oldest first: id, time of creation, state (active or disabled), name.
    List {
        /// Start after this account: the last one of the previous page.
        #[arg(long, value_name = "ACCOUNT_ID")]
        after: Option<AccountId>,
        #[command(flatten)]
        limit: ListLimit,
    },
}

impl Accounts {
    pub(crate) async fn run(
        self,
        system: &System,
        settings: &Settings,
    ) -> Result<String, CliError> {
        match self {
            Self::Create {
                name,
                no_subscription,
            } => create(system, settings, name, !no_subscription).await,
            Self::Subscribe { id } => {
                subscribe(system, settings, id).await?;
                Ok(String::new())
            }
            Self::Disable { id } => life_cycle::set_disabled(system, id, true).await,
            Self::Enable { id } => life_cycle::set_disabled(system, id, false).await,
            Self::Delete { id, yes } => life_cycle::delete(system, settings, id, yes).await,
            Self::List { after, limit } => list(system, after, limit).await,
        }
    }
}

async fn create(
    system: &System,
    settings: &Settings,
    name: String,
    with_subscription: bool,
) -> Result<String, CliError> {
    let account = NewAccount {
        id: AccountId::random(),
        name,
        created_at: Timestamp::now(),
    };
    let directory = &system.database;
    directory
        .add_account(&account)
        .await
        .map_err(|error| CliError::of("the account cannot be stored", &error))?;
    if with_subscription && settings.uses_sandbox() {
        let id = account.id;
        subscribe(system, settings, id).await.map_err(|failure| {
            CliError::Other(format!(
                "account {id} was created without its subscription; to add it: `accounts-server accounts subscribe {id}`: {failure}"
            ))
        })?;
    }
    Ok(format!("{}\n", account.id))
}

async fn subscribe(system: &System, settings: &Settings, id: AccountId) -> Result<(), CliError> {
    if !settings.uses_sandbox() {
        return Err(CliError::Other(
            "only the sandbox subscribes accounts; with ACCOUNTS_BILLING=stripe, customers subscribe at Stripe".to_owned(),
        ));
    }
    system.note_account(id).await.map_err(|error| match error {
        DirectoryError::NoSuchAccount(_) => unknown(&error),
        error => CliError::of("the accounts cannot be read", &error),
    })?;
    let sandbox = system.sandbox(settings, settings.listen);
    let entry = AuditEntry::on_account(AuditAction::AccountSubscribe, id);
    let audited = async |transaction: &mut _| system.database.audit(transaction, &[entry]).await;
    match sandbox.subscribe(id, audited).await {
        Ok(()) => Ok(()),
        Err(error @ SubscribeError::NoSuchAccount(_)) => Err(unknown(&error)),
        Err(error) => Err(CliError::of("the sandbox", &error)),
    }
}

async fn list(
    system: &System,
    after: Option<AccountId>,
    limit: ListLimit,
) -> Result<String, CliError> {
    let page = system.directory().accounts(after, limit.rows()).await;
    let page = page.map_err(|error| match error {
        DirectoryError::NoSuchAccount(_) => unknown(&error),
        error => CliError::of("the accounts cannot be read", &error),
    })?;
    if let Some(last) = page.rows.last().filter(|_| page.more) {
        output::remark(&format!(
            "there are more: `--after {}` prints the next",
            last.id
        ));
    }
    let line = |account: &Account| {
        let created = one_line(&seconds(&account.created_at));
        let name = one_line(&account.name);
        let state = match account.disabled_at {
            None => "active",
            Some(_) => "disabled",
        };
        format!("{}  {created}  {state:<8}  {name}\n", account.id)
    };
    Ok(page.rows.iter().map(line).collect())
}

/// Fails when an account does not exist. For lists: an empty one may mean a mistyped id.
pub(crate) async fn ensure_known(system: &System, id: AccountId) -> Result<(), CliError> {
    match system.directory().account(id).await {
        Ok(Some(_)) => Ok(()),
        Ok(None) => Err(unknown(&format!("there is no account {id}"))),
        Err(error) => Err(CliError::of("the accounts cannot be read", &error)),
    }
}
