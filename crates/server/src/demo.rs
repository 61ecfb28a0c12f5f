use accounts::{Account, AccountId, Directory, ReturnUrlPolicy};
use billing_sandbox::Sandbox;
use jiff::Timestamp;
use url::Url;

use crate::failure::Failure;
use crate::keys;
use crate::settings::Settings;
use crate::system::System;

/// The demo account's id, the same everywhere: of two first starts at once, the database lets one make it.
const DEMO_ACCOUNT: &str = "00000000-0000-4000-8000-000000000001";

/// What a start with the sandbox says: on an empty directory a demo account is made, with a live subscription and a key that is
/// shown this one time; later, how to make another key.
pub(crate) async fn welcome(
    system: &System,
    sandbox: &Sandbox,
    settings: &Settings,
    server: &Url,
) -> Result<String, Failure> {
    let id: AccountId = DEMO_ACCOUNT.parse().expect("a UUID");
    let directory = &system.database;
    if !make_account(directory, id).await? {
        return later(directory, id).await;
    }
    sandbox
        .subscribe(id)
        .await
        .map_err(|error| Failure::of("the demo account cannot be subscribed", &error))?;
    let key = keys::issue(directory, &system.hasher, id, "Demo", None).await?;
    Ok(format!(
        "A demo account with a live subscription is ready. Its API key is shown this one time:\n\n    {key}\n\n\
         Open a portal session, then open the answer's `url` in a browser:\n\n    \
         curl -sS {server}api/subscriptions/portal -H 'x-api-key: {key}' -H 'Content-Type: application/json' \
         -d '{{\"returnUrl\":\"{return_url}\"}}'\n\n",
        key = key.expose(),
        return_url = sample_return_url(settings),
    ))
}

/// Makes the demo account when there is no account at all; `false` when there is one.
async fn make_account(directory: &dyn Directory, id: AccountId) -> Result<bool, Failure> {
    let unreadable = |error| Failure::of("the accounts cannot be read", &error);
    // Cheaper than a look at all accounts, and answers for most starts.
    if directory.account(id).await.map_err(unreadable)?.is_some() {
        return Ok(false);
    }
    if !directory.accounts().await.map_err(unreadable)?.is_empty() {
        return Ok(false);
    }
    let account = Account {
        id,
        name: "Demo".to_owned(),
        created_at: Timestamp::now(),
    };
    match directory.add_account(&account).await {
        Ok(()) => Ok(true),
        // Another first start was quicker.
        Err(_) if directory.account(id).await.map_err(unreadable)?.is_some() => Ok(false),
        Err(error) => Err(Failure::of("the demo account cannot be stored", &error)),
    }
}

async fn later(directory: &dyn Directory, id: AccountId) -> Result<String, Failure> {
    let demo = directory
        .account(id)
        .await
        .map_err(|error| Failure::of("the accounts cannot be read", &error))?;
    let account = demo.map_or_else(|| "ACCOUNT".to_owned(), |demo| demo.id.to_string());
    let program = std::env::args().next();
    let program = program.as_deref().unwrap_or("accounts-server");
    Ok(format!(
        "API keys are shown once, when they are made. To make another:\n\n    \
         {program} keys create --account {account} --name NAME\n\n"
    ))
}

/// A return URL that the settings let through.
fn sample_return_url(settings: &Settings) -> String {
    let origins = settings.return_url_origins.as_slice();
    let policy = ReturnUrlPolicy::new(origins.to_vec());
    let usual = "https://example.com/account".to_owned();
    match origins.first() {
        Some(origin) if policy.check(&usual).is_err() => {
            format!("{}/account", origin.to_string().replace("*.", "www."))
        }
        _ => usual,
    }
}
