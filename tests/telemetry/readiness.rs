use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{Client, Installation, Metrics, Service};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection as _, Executor as _, SqliteConnection};

const READY: (u16, &str) = (200, "{\"status\":\"ready\"}");
const DEGRADED: (u16, &str) = (200, "{\"status\":\"degraded\"}");

fn on_file() -> Installation {
    Installation::new()
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db")
}

#[track_caller]
fn assert_is(answer: &accounts_tests::Answer, expected: (u16, &str)) {
    assert_eq!((answer.status, answer.text()), expected);
}

async fn public(service: &Service) -> accounts_tests::Answer {
    service.client().ask("GET", "/readyz").send().await
}

async fn admin(service: &Service) -> accounts_tests::Answer {
    let ready = Client::to(service.admin()).ask("GET", "/readyz");
    ready.attempt().await.expect("an answer")
}

async fn up(service: &Service, dependency: &str) -> f64 {
    let metrics = Metrics::of(service.admin()).await;
    metrics.get("accounts_dependency_up", &[("dependency", dependency)])
}

/// The public probe names the parts; why is for those who run the server.
#[tokio::test]
async fn public_probe_is_terse_and_admin_tells_why() {
    let service = on_file().serve();
    assert_is(&public(&service).await, READY);
    assert_eq!(up(&service, "directory").await, 1.0);

    std::fs::remove_file(service.installation().database()).expect("removed");
    let answer = public(&service).await;
    assert_eq!(answer.status, 503);
    assert_eq!(answer.error(), "Not ready: directory");
    assert_eq!(answer.header("retry-after"), Some("1"));
    let answer = admin(&service).await;
    assert_eq!(answer.status, 503);
    let error = answer.error();
    assert!(error.starts_with("Not ready: directory: "), "{error}");
    assert!(error.contains("removed or replaced"), "{error}");
    assert!(error.contains("accounts.db"), "{error}");
    assert_eq!(up(&service, "directory").await, 0.0);
}

/// A file that can be read and not written is of no use to this replica.
#[tokio::test]
async fn own_file_that_cannot_be_written() {
    let service = on_file()
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "1000")
        .serve();
    let file = SqliteConnectOptions::new().filename(service.installation().database());
    let mut other = SqliteConnection::connect_with(&file)
        .await
        .expect("a database");
    other.execute("BEGIN IMMEDIATE").await.expect("the lock");
    // What was written just now is not written again to find out.
    tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
    let answer = public(&service).await;
    assert_eq!(
        (answer.status, answer.error().as_str()),
        (503, "Not ready: directory")
    );
    other.execute("ROLLBACK").await.expect("unlocked");
    assert_is(&public(&service).await, READY);
}

/// Another replica would find the same provider, so this one goes on: API keys, the reference and the pages still work.
#[tokio::test]
async fn provider_down_is_degraded() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let broken = Reply::error(500, "api_error", "no").header("stripe-should-retry", "false");
    fake.always(Call::Session, Some(broken));
    for _ in 0..5 {
        assert_eq!(billed.good().send().await.status, 503);
    }
    let service = &billed.service;
    assert_is(&public(service).await, DEGRADED);
    let answer = admin(service).await;
    assert_eq!(answer.status, 200);
    let body = answer.json();
    assert_eq!(body["status"], "degraded");
    let cause = body["cause"].as_str().expect("a cause");
    assert!(cause.starts_with("billing: "), "{cause}");
    assert_eq!(up(service, "billing").await, 0.0);
    assert_eq!(up(service, "directory").await, 1.0);
    let health = service.client().ask("GET", "/healthz").send().await;
    assert_eq!(health.status, 200, "alive all the same");
    service.wait_for_log("billing does not work");
}

/// Keys of tokens that were never fetched: API keys work.
#[tokio::test]
async fn issuer_down_is_degraded() {
    let service = on_file()
        .with("ACCOUNTS_BEARER_ISSUER", "privy.io")
        .with("ACCOUNTS_BEARER_AUDIENCE", "app")
        .with("ACCOUNTS_BEARER_JWKS_URL", "http://127.0.0.1:9/jwks.json")
        .serve();
    service.wait_for_log("the keys of bearer tokens cannot be fetched");
    assert_is(&public(&service).await, DEGRADED);
    assert_eq!(up(&service, "tokens").await, 0.0);
    service.client().good(&service.key()).send().await.portal();
    let body = admin(&service).await.json();
    let cause = body["cause"].as_str().expect("a cause");
    assert!(cause.starts_with("tokens: "), "{cause}");
}
