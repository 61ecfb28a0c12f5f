use accounts::{Account, AccountId, Directory as _, Expiry, KeyId, NewAccount};
use billing_sandbox::SubscribeError;
use jiff::Timestamp;

use crate::command::billing;
use crate::command::line::{Accounts, Command, Config, Keys};
use crate::failure::Failure;
use crate::keys::{self, Issued};
use crate::program;
use crate::settings::{Effective, Provider, Settings};
use crate::system::System;

/// Does what a command is for. What is left to print is in the answer.
pub(crate) async fn answer(
    command: Command,
    settings: &Settings,
    effective: &[Effective],
) -> Result<String, Failure> {
    if let Command::Config(Config::Check(_)) = command {
        return Ok(table(effective));
    }
    let system = System::open(settings).await?;
    let text = match command {
        Command::Accounts(Accounts::Create {
            name,
            no_subscription,
            ..
        }) => create_account(&system, settings, name, !no_subscription).await?,
        Command::Accounts(Accounts::Subscribe { id, .. }) => {
            subscribe(&system, settings, id).await?;
            String::new()
        }
        Command::Accounts(Accounts::List { .. }) => list_accounts(&system).await?,
        Command::Keys(Keys::Create {
            account,
            name,
            expires,
            ..
        }) => {
            let issued = keys::issue(&system.database, &system.hasher, account, &name, expires);
            show_key(&system, issued.await?).await?;
            String::new()
        }
        Command::Keys(Keys::List { account, .. }) => list_keys(&system, account).await?,
        Command::Keys(Keys::Revoke { id, .. }) => revoke_key(&system, id).await?,
        Command::Billing(command) => billing::answer(&system.database, command).await?,
        Command::Serve(_) | Command::Config(_) => String::new(),
    };
    system.database.close().await;
    Ok(text)
}

async fn create_account(
    system: &System,
    settings: &Settings,
    name: String,
    with_subscription: bool,
) -> Result<String, Failure> {
    let account = NewAccount {
        id: AccountId::random(),
        name,
        created_at: Timestamp::now(),
    };
    let directory = &system.database;
    directory
        .add_account(&account)
        .await
        .map_err(|error| Failure::of("the account cannot be stored", &error))?;
    if with_subscription && settings.billing == Provider::Sandbox {
        let id = account.id;
        subscribe(system, settings, id).await.map_err(|failure| {
            Failure::Other(format!(
                "account {id} was made without its subscription; `accounts-server accounts subscribe {id}` gives it one: {failure}"
            ))
        })?;
    }
    Ok(format!("{}\n", account.id))
}

async fn subscribe(system: &System, settings: &Settings, id: AccountId) -> Result<(), Failure> {
    if settings.billing != Provider::Sandbox {
        return Err(Failure::Other(
            "only the sandbox subscribes accounts; with ACCOUNTS_BILLING=stripe, customers subscribe at Stripe".to_owned(),
        ));
    }
    let sandbox = system.sandbox(settings, settings.listen);
    match sandbox.subscribe(id).await {
        Ok(()) => Ok(()),
        Err(error @ SubscribeError::NoSuchAccount(_)) => Err(Failure::Other(format!(
            "{error}; `accounts-server accounts list` shows those that exist"
        ))),
        Err(error) => Err(Failure::of("the sandbox", &error)),
    }
}

async fn list_accounts(system: &System) -> Result<String, Failure> {
    let accounts = system.database.accounts().await;
    let accounts = accounts.map_err(|error| Failure::of("the accounts cannot be read", &error))?;
    let line = |account: &Account| {
        let created = one_line(&seconds(&account.created_at));
        let name = one_line(&account.name);
        format!("{}  {created}  {name}\n", account.id)
    };
    Ok(accounts.iter().map(line).collect())
}

async fn list_keys(system: &System, account: AccountId) -> Result<String, Failure> {
    let unreadable = |error| Failure::of("the keys cannot be read", &error);
    let directory = &system.database;
    let keys = directory.keys(account).await.map_err(unreadable)?;
    if keys.is_empty()
        && directory
            .account(account)
            .await
            .map_err(unreadable)?
            .is_none()
    {
        return Err(Failure::Other(format!(
            "there is no account {account}; `accounts-server accounts list` shows those that exist"
        )));
    }
    let line = |key: &accounts::StoredKey| {
        let hint = key.hint.as_deref().unwrap_or("????");
        let expiry = match key.expiry {
            Expiry::Never => "never".to_owned(),
            Expiry::At(time) => format!("{time:.0}"),
            Expiry::Unreadable => "unreadable".to_owned(),
        };
        let created = seconds(&key.created_at);
        let [hint, created, name] = [hint, &created, &key.name].map(one_line);
        format!("{}  ...{hint}  {created}  {expiry:<20}  {name}\n", key.id)
    };
    Ok(keys.iter().map(line).collect())
}

/// Prints a new key. One that nobody gets to see must not stay behind.
async fn show_key(system: &System, Issued { id, key }: Issued) -> Result<(), Failure> {
    let Err(error) = program::print(&format!("{}\n", key.expose())) else {
        return Ok(());
    };
    let fate = match system.database.revoke_key(id).await {
        Ok(_) => "it was revoked; make another once stdout can be written".to_owned(),
        Err(_) => format!("revoke it: accounts-server keys revoke {id}"),
    };
    Err(Failure::of(
        format!("the key cannot be shown, {fate}"),
        &error,
    ))
}

async fn revoke_key(system: &System, id: KeyId) -> Result<String, Failure> {
    match system.database.revoke_key(id).await {
        Ok(true) => Ok(String::new()),
        Ok(false) => Err(Failure::Other(format!(
            "there is no key {id}; `accounts-server keys list --account ID` shows those of an account"
        ))),
        Err(error) => Err(Failure::of("the key cannot be revoked", &error)),
    }
}

fn table(effective: &[Effective]) -> String {
    let width = |text: fn(&Effective) -> &str| effective.iter().map(|line| text(line).len()).max();
    let variables = width(|line| &line.variable).unwrap_or_default();
    let values = width(|line| &line.value).unwrap_or_default();
    let line = |line: &Effective| {
        let Effective {
            variable,
            value,
            origin,
        } = line;
        format!("{variable:<variables$}  {value:<values$}  {origin}\n")
    };
    effective.iter().map(line).collect()
}

/// A stored time without its fractions; as it is when it is none.
fn seconds(stored: &str) -> String {
    let time = stored.parse::<Timestamp>();
    time.map_or_else(|_| stored.to_owned(), |time| format!("{time:.0}"))
}

/// Rows of other services may hold anything, and a line of ours stays one.
fn one_line(text: &str) -> String {
    let visible = |char: char| if char.is_control() { '\u{fffd}' } else { char };
    text.chars().map(visible).collect()
}
