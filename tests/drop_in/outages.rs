use std::time::{Duration, Instant};

use accounts_tests::GOOD_BODY;
use test_postgres::{PASSWORD, RecoupDatabase, Role, Server};

use crate::world::{TheirKey, on};

const UNAVAILABLE: &str = "The service is temporarily unavailable";

/// Their database is down, ours is not: no key is called bad.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn their_database_down_and_back() {
    let server = Server::start();
    let theirs = RecoupDatabase::on(&server);
    let own = Server::shared().database();
    let installation = on(&theirs.url(Role::Policy), &own)
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0")
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "4000");
    let key = TheirKey::new(&theirs, installation.key_secret(), "NULL");
    let service = installation.serve();
    let request = service.client().good(&key.key);
    assert_eq!(request.clone().send().await.status, 400, "known");

    server.stop();
    // What was found before is forgotten.
    tokio::time::sleep(Duration::from_secs(1)).await;
    for key in [key.key.as_str(), "recoup_sk_unknown"] {
        let answer = service.client().good(key).send().await;
        answer.assert_error(503, UNAVAILABLE);
        assert!(answer.header("retry-after").is_some());
    }
    let stranger = service.client().portal().json(GOOD_BODY);
    assert_eq!(stranger.send().await.status, 401);
    let ready = service.client().ask("GET", "/readyz").send_to_page().await;
    assert_eq!(
        (ready.status, ready.text()),
        (200, "{\"status\":\"degraded\"}")
    );

    server.resume();
    let start = Instant::now();
    while request.clone().send().await.status != 400 {
        assert!(start.elapsed() < Duration::from_secs(30), "not again");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let ready = service.client().ask("GET", "/readyz").send_to_page().await;
    assert_eq!(ready.text(), "{\"status\":\"ready\"}");
    let (ran, _) = service.stop();
    assert!(!ran.stderr.contains(PASSWORD), "{}", ran.stderr);
}

/// Whoever starts before their database waits for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn start_without_their_database() {
    let server = Server::start();
    let theirs = RecoupDatabase::on(&server);
    let own = Server::shared().database();
    let installation = on(&theirs.url(Role::Policy), &own);
    let key = TheirKey::new(&theirs, installation.key_secret(), "NULL");
    server.stop();
    let ran = installation.run(&["accounts", "list"]);
    assert_eq!(ran.code, 1, "{}", ran.stderr);

    let starting = tokio::task::spawn_blocking(|| installation.serve());
    tokio::time::sleep(Duration::from_millis(500)).await;
    server.resume();
    let service = starting.await.expect("it starts");
    let answer = service.client().good(&key.key).send().await;
    assert_eq!(answer.status, 400, "known");
}
