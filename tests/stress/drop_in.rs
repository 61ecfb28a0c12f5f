use std::time::{Duration, Instant};

use accounts::{ApiKey, KeyHasher};
use accounts_tests::load::{Crowd, Figures, millis};
use accounts_tests::{Installation, Service};
use test_postgres::{RecoupDatabase, Role, Server};

/// Beside the 10,000 that are there.
const MORE_KEYS: &str = "
    INSERT INTO account_api_keys (name, account, key_hash)
        SELECT 'key', md5('account' || (n % 10000 + 1))::uuid, encode(sha256(convert_to('more' || n, 'UTF8')), 'hex')
        FROM generate_series(1, 990000) AS n;
    ANALYZE account_api_keys;
";

const INDEX: &str = "CREATE INDEX account_api_keys_key_hash_idx ON account_api_keys (key_hash)";

/// Keys that are asked for once each: none of them is in a cache.
const LOOK_UPS: usize = 50;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_million_keys() {
    let server = Server::start();
    let theirs = RecoupDatabase::on(&server);
    theirs.sql(MORE_KEYS);
    assert_eq!(
        theirs.sql("SELECT count(*) FROM account_api_keys"),
        "1000000"
    );
    let user = theirs.user(Role::Policy);
    theirs.sql(&format!(
        "CREATE SCHEMA accounts_server AUTHORIZATION {user}"
    ));
    let url = theirs.url(Role::Policy);
    let installation = || {
        Installation::new()
            .with("ACCOUNTS_DIRECTORY", "recoup")
            .with("ACCOUNTS_DIRECTORY_URL", &url)
            .with("ACCOUNTS_DATABASE_URL", &url)
            .with("ACCOUNTS_LOG", "error")
    };
    let service = installation().serve();
    let account = theirs.account("Acme");
    let subscribed = ["accounts", "subscribe", &account];
    assert_eq!(service.installation().run(&subscribed).code, 0);
    println!("| {LOOK_UPS} keys of 1,000,000, not in the cache | median ms | p99 ms |");
    look_up(&service, &theirs, &account, "without the index").await;
    theirs.sql(INDEX);
    look_up(&service, &theirs, &account, "with the index").await;

    let second = installation().serve();
    revoke([&service, &second], &theirs, &account).await;
    restart(service, &server, &theirs, &account).await;
    println!("| 1,000,000 keys; revoked everywhere within a second; restarts without a 401 |");
}

fn key(theirs: &RecoupDatabase<'_>, account: &str) -> String {
    let key = ApiKey::generate().expect("randomness");
    let hasher = KeyHasher::new(Installation::new().key_secret().into());
    theirs.key(account, &hasher.hash(&key).to_string(), "NULL");
    key.expose().to_owned()
}

async fn look_up(service: &Service, theirs: &RecoupDatabase<'_>, account: &str, how: &str) {
    let keys: Vec<_> = (0..LOOK_UPS).map(|_| key(theirs, account)).collect();
    let mut seen = Figures::default();
    for key in &keys {
        let start = Instant::now();
        let answer = service.client().good(key).send().await;
        seen.answered(answer.status, start.elapsed());
    }
    seen.assert_only(&[200]);
    let [median, high] = [0.5, 0.99].map(|part| millis(seen.percentile(200, part)));
    println!("| {how} | {median} | {high} |");
}

/// Deletes a key that is in use at both servers.
async fn revoke(services: [&Service; 2], theirs: &RecoupDatabase<'_>, account: &str) {
    let key = key(theirs, account);
    let crowds = services.map(|service| Crowd::start(service.address(), &key, 8));
    tokio::time::sleep(Duration::from_secs(2)).await;
    for crowd in &crowds {
        crowd.take().assert_only(&[200]);
    }
    let hasher = KeyHasher::new(Installation::new().key_secret().into());
    let hash = hasher
        .hash(&ApiKey::received(&key).expect("a key"))
        .to_string();
    theirs.sql(&format!(
        "DELETE FROM account_api_keys WHERE key_hash = '{hash}'"
    ));
    let start = Instant::now();
    tokio::time::sleep(Duration::from_secs(1)).await;
    for crowd in &crowds {
        let seen = crowd.take();
        let refused = seen.count(401);
        println!("| revoked: {} in the second after it |", seen.summary());
        assert!(refused > 0, "{}", seen.summary());
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    for crowd in crowds {
        let seen = crowd.stop().await;
        println!(
            "| revoked: {} after {:.1} s |",
            seen.summary(),
            start.elapsed().as_secs_f64()
        );
        seen.assert_only(&[401]);
    }
}

/// Of the server, and of PostgreSQL under it: no key is ever called bad.
async fn restart(service: Service, server: &Server, theirs: &RecoupDatabase<'_>, account: &str) {
    let key = key(theirs, account);
    let start = Instant::now();
    let (ran, installation) = service.stop();
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    let service = installation.serve();
    service.client().good(&key).send().await.portal();
    println!(
        "| server: stopped, started and answering after {:.2} s |",
        start.elapsed().as_secs_f64()
    );

    let crowd = Crowd::paced(service.address(), &key, 8, Duration::from_millis(100));
    tokio::time::sleep(Duration::from_secs(2)).await;
    let start = Instant::now();
    server.stop();
    tokio::time::sleep(Duration::from_secs(3)).await;
    server.resume();
    let back = Instant::now();
    while service.client().good(&key).send().await.status != 200 {
        assert!(back.elapsed() < Duration::from_secs(30), "not again");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!(
        "| PostgreSQL: away for {:.1} s; answered again {:.2} s after it is back |",
        (back - start).as_secs_f64(),
        back.elapsed().as_secs_f64()
    );
    tokio::time::sleep(Duration::from_secs(1)).await;
    let seen = crowd.stop().await;
    println!("| meanwhile: {} |", seen.summary());
    seen.assert_only(&[200, 503]);
}
