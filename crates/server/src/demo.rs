use accounts::{AccountId, Directory, NewAccount, ReturnUrlPolicy};
use billing_sandbox::Sandbox;
use directory::{AuditAction, AuditEntry};
use jiff::Timestamp;
use url::Url;

use crate::cli_error::CliError;
use crate::keys;
use crate::settings::Settings;
use crate::system::System;

/// The demo account's id, the same everywhere: of two first starts at once, the database lets one create it.
const DEMO_ACCOUNT: &str = "00000000-0000-4000-8000-000000000001";

/// What a start finds where the demo account would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demo {
    /// Just created.
    New,
    /// Created by an earlier start.
    Known,
    /// Not there, but other accounts are.
    Unwanted,
}

/// What a start with the sandbox prints: on an empty directory a demo account is created, with a live subscription and a key that is
/// shown this once; later, and where others can get here, how to create a key. With the accounts of another service, nothing.
pub(crate) async fn welcome(
    system: &System,
    sandbox: &Sandbox,
    settings: &Settings,
    server: &Url,
    program: &str,
) -> Result<String, CliError> {
    // There, accounts and keys are created by their own service.
    if system.recoup.is_some() {
        return Ok(String::new());
    }
    let id: AccountId = DEMO_ACCOUNT.parse().expect("a UUID");
    let directory = &system.database;
    // In a container, what is shown goes into a log that others keep.
    if settings.is_reachable() && !has_accounts(directory).await? {
        return Ok(format!(
            "There is no account yet. To create one, and a key for it, run with the same settings:\n\n    \
             {program} accounts create --name NAME\n    {program} keys create --account ACCOUNT --name NAME\n\n"
        ));
    }
    let demo = find_or_create(directory, id).await?;
    if demo != Demo::Unwanted {
        subscribe(system, sandbox, id).await?;
    }
    if demo != Demo::New {
        let account = match demo {
            Demo::Known => DEMO_ACCOUNT,
            _ => "ACCOUNT",
        };
        return Ok(format!(
            "API keys are shown once, when they are created. To create another, run with the same settings:\n\n    \
             {program} keys create --account {account} --name NAME\n\n"
        ));
    }
    let issued = keys::issue(directory, &system.hasher, id, "Demo", None).await?;
    Ok(format!(
        "A demo account with a live subscription is ready. Its API key is shown only once:\n\n    {key}\n\n\
         Open a portal session, then open the `url` of the response in a browser:\n\n    \
         curl -sS {server}api/subscriptions/portal -H 'x-api-key: {key}' -H 'Content-Type: application/json' \
         -d '{{\"returnUrl\":\"{return_url}\"}}'\n\nOr try it in a browser: {server}docs\n\n",
        key = issued.key.expose(),
        return_url = sample_return_url(settings),
    ))
}

async fn has_accounts(directory: &dyn Directory) -> Result<bool, CliError> {
    let found = directory.has_accounts().await;
    found.map_err(|error| CliError::of("the accounts cannot be read", &error))
}

/// Creates the demo account when there is no account at all.
async fn find_or_create(directory: &dyn Directory, id: AccountId) -> Result<Demo, CliError> {
    let unreadable = |error| CliError::of("the accounts cannot be read", &error);
    if directory.account(id).await.map_err(unreadable)?.is_some() {
        return Ok(Demo::Known);
    }
    if has_accounts(directory).await? {
        return Ok(Demo::Unwanted);
    }
    let account = NewAccount {
        id,
        name: "Demo".to_owned(),
        created_at: Timestamp::now(),
    };
    match directory.add_account(&account).await {
        Ok(()) => Ok(Demo::New),
        // Another first start was quicker.
        Err(_) if directory.account(id).await.map_err(unreadable)?.is_some() => Ok(Demo::Known),
        Err(error) => Err(CliError::of("the demo account cannot be stored", &error)),
    }
}

/// By each start: the subscription may have been canceled, and an earlier start may have ended before this.
async fn subscribe(system: &System, sandbox: &Sandbox, id: AccountId) -> Result<(), CliError> {
    let failed = "the demo account cannot be subscribed";
    let live = sandbox.is_subscribed(id).await;
    if live.map_err(|error| CliError::of(failed, &error))? {
        return Ok(());
    }
    let entry = AuditEntry::on_account(AuditAction::AccountSubscribe, id);
    let audited = async |transaction: &mut _| system.database.audit(transaction, &[entry]).await;
    let subscribed = sandbox.subscribe(id, audited).await;
    subscribed.map_err(|error| CliError::of(failed, &error))
}

/// A return URL that the settings allow.
fn sample_return_url(settings: &Settings) -> String {
    let origins = &settings.return_url_origins.0;
    let policy = ReturnUrlPolicy::new(origins.to_vec());
    let usual = "https://example.com/account".to_owned();
    match origins.first() {
        Some(origin) if policy.check(&usual).is_err() => {
            format!("{}/account", origin.to_string().replace("*.", "www."))
        }
        _ => usual,
    }
}

#[cfg(test)]
mod tests;
