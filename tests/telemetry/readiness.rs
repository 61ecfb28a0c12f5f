use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{Client, Installation};

/// The public probe names the parts; why is for those who run the server.
#[tokio::test]
async fn public_probe_is_terse_and_admin_tells_why() {
    let service = Installation::new()
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db")
        .serve();
    let ready = |client: Client| client.ask("GET", "/readyz");
    let fine = ready(service.client()).send().await;
    assert_eq!((fine.status, fine.text()), (200, "{\"status\":\"ready\"}"));

    std::fs::remove_file(service.installation().database()).expect("removed");
    let public = ready(service.client()).send().await;
    assert_eq!(public.status, 503);
    assert_eq!(public.error(), "Not ready: directory");
    assert_eq!(public.header("retry-after"), Some("1"));
    let admin = ready(Client::to(service.admin())).attempt().await;
    let admin = admin.expect("an answer");
    assert_eq!(admin.status, 503);
    let error = admin.error();
    assert!(error.starts_with("Not ready: directory: "), "{error}");
    assert!(error.contains("removed or replaced"), "{error}");
    assert!(error.contains("accounts.db"), "{error}");
}

#[tokio::test]
async fn provider_that_rests_is_named() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let broken = Reply::error(500, "api_error", "no").header("stripe-should-retry", "false");
    fake.always(Call::Session, Some(broken));
    for _ in 0..5 {
        assert_eq!(billed.good().send().await.status, 503);
    }
    let public = billed.service.client().ask("GET", "/readyz").send().await;
    assert_eq!(public.error(), "Not ready: billing");
    let admin = Client::to(billed.service.admin()).ask("GET", "/readyz");
    let error = admin.attempt().await.expect("an answer").error();
    assert!(error.starts_with("Not ready: billing: "), "{error}");
    assert!(error.contains("the calls before it failed"), "{error}");
    let health = billed.service.client().ask("GET", "/healthz").send().await;
    assert_eq!(health.status, 200, "alive all the same");
}
