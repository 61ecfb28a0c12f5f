use directory::Opening;

use super::*;

async fn open(folder: &tempfile::TempDir, origins: &str) -> (System, Settings) {
    let url = format!("sqlite:{}/accounts.db", folder.path().display());
    let environment = [
        ("ACCOUNTS_DATABASE_URL".into(), url.into()),
        ("ACCOUNTS_RETURN_URL_ORIGINS".into(), origins.into()),
    ];
    let (settings, _) = Settings::read(None, Vec::new(), environment).expect("valid settings");
    let system = System::open(&settings, Opening::Migrate)
        .await
        .expect("an open database");
    (system, settings)
}

async fn welcomed(system: &System, settings: &Settings) -> String {
    let sandbox = system.sandbox(settings, settings.listen);
    let server = Url::parse("http://127.0.0.1:1").expect("a URL");
    welcome(system, &sandbox, settings, &server, "accounts-server")
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
    let made = find_or_create(&system.database, id).await;
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
        let policy = ReturnUrlPolicy::new(settings.return_url_origins.0.clone());
        assert!(policy.check(url).is_ok(), "{url}");
    }
}
