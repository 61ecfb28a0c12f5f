use std::time::{Duration, Instant};

use test_postgres::{RecoupDatabase, Role, Server};

use crate::world::{TheirKey, content, installation};

/// Promised is a second; the rest is for a busy machine.
const BOUND: Duration = Duration::from_secs(3);

/// From a copy of the database to the first request, and to the last one: nothing of theirs is changed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn their_keys_open_portals() {
    for role in [Role::Policy, Role::BypassRls] {
        let theirs = RecoupDatabase::on(Server::shared());
        let installation = installation(&theirs, role);
        let secret = installation.key_secret();
        let good = TheirKey::new(&theirs, secret, "now() + interval '1 hour'");
        let expired = TheirKey::new(&theirs, secret, "now()");
        let other = TheirKey::new(&theirs, "another secret", "NULL");
        let before = content(&theirs);

        let service = installation.serve();
        let greeting = service.stdout();
        assert!(
            !greeting.contains("demo") && !greeting.contains("recoup_sk_"),
            "{greeting}"
        );
        let unsubscribed = service.client().good(&good.key).send().await;
        unsubscribed.assert_error(400, "No active subscription found");
        let subscribed = ["accounts", "subscribe", &good.account];
        let ran = service.installation().run(&subscribed);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let (_, link) = service.client().good(&good.key).send().await.portal();
        // As a bearer token, too.
        let bearer = format!("Bearer {}", good.key);
        let bearer = service.client().portal().header("authorization", &bearer);
        bearer.json(accounts_tests::GOOD_BODY).send().await.portal();
        for bad in [&expired.key, &other.key, "recoup_sk_unknown"] {
            let answer = service.client().good(bad).send().await;
            answer.assert_error(401, "Unauthorized");
        }
        let path = &link[link.find("/manage/").expect("a path")..];
        let page = service.client().ask("GET", path).send_to_page().await;
        assert_eq!(page.status, 303, "{page:?}");

        let (ran, _) = service.stop();
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        assert!(!ran.stderr.contains(&good.key), "{}", ran.stderr);
        assert_eq!(content(&theirs), before, "nothing of theirs is written");
        let own = theirs.sql("SELECT id || ' ' || name FROM accounts_server.accounts");
        assert_eq!(own, format!("{} Acme", good.account));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn deleted_key_is_refused_within_a_second() {
    let theirs = RecoupDatabase::on(Server::shared());
    let installation = installation(&theirs, Role::Policy);
    let secret = installation.key_secret();
    let service = installation.serve();
    let mut latencies = Vec::new();
    for _ in 0..20 {
        let key = TheirKey::new(&theirs, secret, "NULL");
        let request = service.client().good(&key.key);
        assert_eq!(request.clone().send().await.status, 400, "known");
        theirs.sql(&format!(
            "DELETE FROM account_api_keys WHERE id = '{}'",
            key.id
        ));
        let start = Instant::now();
        while request.clone().send().await.status != 401 {
            assert!(start.elapsed() < BOUND, "it is still accepted");
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        latencies.push(start.elapsed());
    }
    latencies.sort_unstable();
    println!(
        "deleted 20 times: median {:.1?}, max {:.1?}",
        latencies[10], latencies[19]
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn short_secret_is_warned_of() {
    let theirs = RecoupDatabase::on(Server::shared());
    let installation = installation(&theirs, Role::Policy).with("ACCOUNTS_KEY_SECRET", "short");
    let key = TheirKey::new(&theirs, "short", "NULL");
    let service = installation.serve();
    service.wait_for_log("ACCOUNTS_KEY_SECRET has 5 bytes");
    let answer = service.client().good(&key.key).send().await;
    answer.assert_error(400, "No active subscription found");
}
