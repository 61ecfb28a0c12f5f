use accounts::{AccountId, Directory, NewAccount, ReturnUrlPolicy};
use billing_sandbox::Sandbox;
use jiff::Timestamp;
use url::Url;

use crate::command::Invocation;
use crate::failure::Failure;
use crate::keys;
use crate::settings::Settings;
use crate::system::System;

/// The demo account's id, the same everywhere: of two first starts at once, the database lets one make it.
const DEMO_ACCOUNT: &str = "00000000-0000-4000-8000-000000000001";

/// What a start finds where the demo account would be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Demo {
    /// Just made.
    New,
    /// Made by an earlier start.
    Known,
    /// Not there, but other accounts are.
    Unwanted,
}

/// What a start with the sandbox says: on an empty directory a demo account is made, with a live subscription and a key that is
/// shown this one time; later, and where others can get here, how to make a key.
pub(crate) async fn welcome(
    system: &System,
    sandbox: &Sandbox,
    settings: &Settings,
    server: &Url,
    invocation: &Invocation,
) -> Result<String, Failure> {
    let id: AccountId = DEMO_ACCOUNT.parse().expect("a UUID");
    let directory = &system.database;
    // In a container, what is shown goes into a log that others keep.
    if settings.is_reachable() && !has_accounts(directory).await? {
        return Ok(format!(
            "There is no account yet. To make one, and a key for it:\n\n    {}\n    {}\n\n",
            invocation.command("accounts create --name NAME"),
            invocation.command("keys create --account ACCOUNT --name NAME"),
        ));
    }
    let demo = find_or_make(directory, id).await?;
    if demo != Demo::Unwanted {
        subscribe(sandbox, id).await?;
    }
    if demo != Demo::New {
        let account = match demo {
            Demo::Known => DEMO_ACCOUNT,
            _ => "ACCOUNT",
        };
        return Ok(format!(
            "API keys are shown once, when they are made. To make another:\n\n    {}\n\n",
            invocation.command(&format!("keys create --account {account} --name NAME"))
        ));
    }
    let issued = keys::issue(directory, &system.hasher, id, "Demo", None).await?;
    let reference = match settings.docs {
        true => format!("Or try it in a browser: {server}docs\n\n"),
        false => String::new(),
    };
    Ok(format!(
        "A demo account with a live subscription is ready. Its API key is shown this one time:\n\n    {key}\n\n\
         Open a portal session, then open the answer's `url` in a browser:\n\n    \
         curl -sS {server}api/subscriptions/portal -H 'x-api-key: {key}' -H 'Content-Type: application/json' \
         -d '{{\"returnUrl\":\"{return_url}\"}}'\n\n{reference}",
        key = issued.key.expose(),
        return_url = sample_return_url(settings),
    ))
}

async fn has_accounts(directory: &dyn Directory) -> Result<bool, Failure> {
    let found = directory.has_accounts().await;
    found.map_err(|error| Failure::of("the accounts cannot be read", &error))
}

/// Makes the demo account when there is no account at all.
async fn find_or_make(directory: &dyn Directory, id: AccountId) -> Result<Demo, Failure> {
    let unreadable = |error| Failure::of("the accounts cannot be read", &error);
    if directory.account(id).await.map_err(unreadable)?.is_some() {
        return Ok(Demo::Known);
    }
    if directory.has_accounts().await.map_err(unreadable)? {
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
        Err(error) => Err(Failure::of("the demo account cannot be stored", &error)),
    }
}

/// Each start sees to it anew: the subscription may have been canceled, and an earlier start may have ended before it came to this.
async fn subscribe(sandbox: &Sandbox, id: AccountId) -> Result<(), Failure> {
    let failed = "the demo account cannot be subscribed";
    let live = sandbox.is_subscribed(id).await;
    if live.map_err(|error| Failure::of(failed, &error))? {
        return Ok(());
    }
    let subscribed = sandbox.subscribe(id).await;
    subscribed.map_err(|error| Failure::of(failed, &error))
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

#[cfg(test)]
mod tests {
    use directory::Opening;

    use super::*;

    async fn open(folder: &tempfile::TempDir, origins: &str) -> (System, Settings) {
        let url = format!("sqlite:{}/accounts.db", folder.path().display());
        let environment = [
            ("ACCOUNTS_DATABASE_URL".into(), url.into()),
            ("ACCOUNTS_RETURN_URL_ORIGINS".into(), origins.into()),
        ];
        let (settings, _) = Settings::read(None, Vec::new(), environment).expect("fit settings");
        let system = System::open(&settings, Opening::Migrate)
            .await
            .expect("an open database");
        (system, settings)
    }

    async fn welcomed(system: &System, settings: &Settings) -> String {
        let sandbox = system.sandbox(settings, settings.listen);
        let server = Url::parse("http://127.0.0.1:1").expect("a URL");
        let invocation = Invocation::new(None, None, &[]);
        welcome(system, &sandbox, settings, &server, &invocation)
            .await
            .expect("a welcome")
    }

    #[tokio::test]
    async fn key_is_shown_once() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (system, settings) = open(&folder, "").await;
        let first = welcomed(&system, &settings).await;
        assert!(first.contains("curl -sS http://127.0.0.1:1/api/subscriptions/portal"));
        assert_eq!(first.matches("recoup_sk_").count(), 2, "{first}");
        assert!(first.contains("http://127.0.0.1:1/docs\n"), "{first}");
        let second = welcomed(&system, &settings).await;
        assert!(!second.contains("recoup_sk_"), "{second}");
        assert!(second.contains(&format!("keys create --account {DEMO_ACCOUNT}")));
    }

    #[tokio::test]
    async fn set_up_is_completed_later() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (system, settings) = open(&folder, "").await;
        let id = DEMO_ACCOUNT.parse().expect("a UUID");
        let made = find_or_make(&system.database, id).await;
        assert_eq!(made.expect("an account"), Demo::New);
        let sandbox = system.sandbox(&settings, settings.listen);
        assert!(!sandbox.is_subscribed(id).await.expect("an answer"));

        let text = welcomed(&system, &settings).await;
        assert!(text.contains(DEMO_ACCOUNT), "{text}");
        assert!(sandbox.is_subscribed(id).await.expect("an answer"));
    }

    #[tokio::test]
    async fn nothing_is_made_beside_other_accounts() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let (system, settings) = open(&folder, "").await;
        let other = NewAccount {
            id: AccountId::random(),
            name: "Acme".to_owned(),
            created_at: Timestamp::now(),
        };
        system
            .database
            .add_account(&other)
            .await
            .expect("an account");
        let text = welcomed(&system, &settings).await;
        assert!(text.contains("keys create --account ACCOUNT"), "{text}");
        assert_eq!(
            system
                .database
                .accounts(None, 9)
                .await
                .expect("accounts")
                .rows
                .len(),
            1
        );
    }

    #[tokio::test]
    async fn return_url_passes_the_settings() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for (origins, url) in [
            ("", "https://example.com/account"),
            ("https://example.com", "https://example.com/account"),
            (
                "https://app.example.net",
                "https://app.example.net:443/account",
            ),
            (
                "https://*.example.net",
                "https://www.example.net:443/account",
            ),
            ("http://localhost:3000", "http://localhost:3000/account"),
        ] {
            let (_, settings) = open(&folder, origins).await;
            assert_eq!(sample_return_url(&settings), url);
            let policy = ReturnUrlPolicy::new(settings.return_url_origins.as_slice().to_vec());
            assert!(policy.check(url).is_ok(), "{url}");
        }
    }
}
