use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};
use accounts_tests::{Alert, GOOD_BODY, Installation, Metrics, PORTAL, Raw, Service};

use crate::rules::{Rule, rules};

/// Two scrapes, and what happened between them.
struct Watch {
    before: Metrics,
    began: Instant,
}

impl Watch {
    async fn begin(service: &Service) -> Self {
        Self {
            before: Metrics::of(service.admin()).await,
            began: Instant::now(),
        }
    }

    /// The alerts that fire.
    async fn fired(&self, service: &Service) -> Vec<&'static str> {
        let after = Metrics::of(service.admin()).await;
        let elapsed = self.began.elapsed();
        let fires = |rule: &Rule| Alert::fires(rule.expression, &self.before, &after, elapsed);
        let fired = rules().into_iter().filter(fires);
        fired.map(|rule| rule.name).collect()
    }
}

fn installation() -> Installation {
    Installation::new().with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
}

/// A request with this much of its body.
fn send_body(service: &Service, key: &str, body: &str) -> Raw {
    let mut connection = service.connect();
    let request = format!(
        "POST {PORTAL} HTTP/1.1\r\nHost: a\r\nx-api-key: {key}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        GOOD_BODY.len()
    );
    connection.write(request.as_bytes());
    connection
}

#[tokio::test]
async fn nothing_fires_without_a_fault() {
    let service = installation().serve();
    let key = service.key();
    let watch = Watch::begin(&service).await;
    for _ in 0..20 {
        service.client().good(&key).send().await.portal();
        assert_eq!(
            service.client().good("recoup_sk_x").send().await.status,
            401
        );
        service.client().ask("GET", "/readyz").send().await;
    }
    assert_eq!(watch.fired(&service).await, [""; 0]);
}

/// The slowest requests are those that are given up, and the operation is known although it never answered.
#[tokio::test]
async fn late_bodies_are_seen() {
    let service = installation()
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "2500")
        .serve();
    let key = service.key();
    let watch = Watch::begin(&service).await;
    for _ in 0..20 {
        service.client().good(&key).send().await.portal();
    }
    let mut late = [(); 3].map(|()| send_body(&service, &key, "{"));
    for connection in &mut late {
        assert_eq!(connection.answer().expect("an answer").status, 504);
    }
    assert_eq!(
        watch.fired(&service).await,
        ["AccountsErrors", "AccountsSlow"]
    );
    service.wait_for_log("\"operation\":\"createSubscriptionPortal\",\"status\":504");
}

#[tokio::test]
async fn shed_requests_are_seen() {
    let service = installation().with("ACCOUNTS_MAX_REQUESTS", "1").serve();
    let key = service.key();
    let watch = Watch::begin(&service).await;
    let mut held = send_body(&service, &key, "{");
    service.wait_for_active(1).await;
    for _ in 0..3 {
        assert_eq!(service.client().good(&key).send().await.status, 503);
    }
    held.write(&GOOD_BODY.as_bytes()[1..]);
    assert_eq!(held.answer().expect("an answer").status, 200);
    assert_eq!(watch.fired(&service).await, ["AccountsErrors"]);
    service.wait_for_log("\"operation\":\"createSubscriptionPortal\",\"status\":503");
}

/// Whoever asks every second whether the server is ready is no customer.
#[tokio::test]
async fn probes_are_no_errors() {
    let service = installation()
        .with("ACCOUNTS_DATABASE_URL", "sqlite:accounts.db")
        .serve();
    let key = service.key();
    let watch = Watch::begin(&service).await;
    service.client().good(&key).send().await.portal();
    std::fs::remove_file(service.installation().database()).expect("removed");
    for _ in 0..20 {
        let ready = service.client().ask("GET", "/readyz").send().await;
        assert_eq!(ready.status, 503);
    }
    assert_eq!(watch.fired(&service).await, ["AccountsDependencyDown"]);
}

#[tokio::test]
async fn clients_that_leave_are_seen() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let service = &billed.service;
    fake.latency(Duration::from_secs(9));
    let watch = Watch::begin(service).await;
    let gone = [(); 3].map(|()| send_body(service, &billed.key, GOOD_BODY));
    service.wait_for_active(3).await;
    tokio::time::sleep(Duration::from_millis(2500)).await;
    drop(gone);
    service.wait_for_active(0).await;
    assert_eq!(
        watch.fired(service).await,
        ["AccountsSlow", "AccountsClientsLeave"]
    );
    service.wait_for_log("\"operation\":\"createSubscriptionPortal\",\"aborted\":true");
}

/// 401 is no fault of the server, and counts as none; whoever goes on with it is seen.
#[tokio::test]
async fn guesses_are_seen() {
    let service = installation()
        .with("ACCOUNTS_FAILED_CREDENTIALS_PER_MINUTE", "10")
        .serve();
    let watch = Watch::begin(&service).await;
    for number in 0..30 {
        let guess = format!("recoup_sk_{number}");
        service.client().good(&guess).send().await;
    }
    assert_eq!(watch.fired(&service).await, ["AccountsGuesses"]);
}

#[tokio::test]
async fn limits_of_stripe_are_seen() {
    let fake = FakeStripe::start();
    let installation =
        Billed::installation(&fake.base()).with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let pause = async || {
        fake.next(Call::Session, [Reply::rate_limited()]);
        let end = Instant::now() + Duration::from_secs(30);
        let begun = fake.calls(Call::Session).len();
        while fake.calls(Call::Session).len() == begun {
            assert!(Instant::now() < end, "still paused");
            assert_eq!(billed.good().send().await.status, 503);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    // What was never counted has no rate.
    pause().await;
    let watch = Watch::begin(&billed.service).await;
    pause().await;
    assert_eq!(
        watch.fired(&billed.service).await,
        ["AccountsErrors", "AccountsStripeLimits"]
    );
}
