use std::time::{Duration, Instant};

use accounts_tests::Client;
use tokio::task::JoinSet;

use crate::cluster::Cluster;

/// How often a key is revoked.
const ROUNDS: usize = 100;

/// Promised is a second; the rest is for a busy machine.
const BOUND: Duration = Duration::from_secs(3);

/// From the end of `keys revoke` until every replica refuses the key that all of them have just seen.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn revoked_key_is_refused_by_all() {
    let cluster = Cluster::start(3);
    let account = cluster.replicas[0].account("Acme");
    let mut latencies = Vec::new();
    for _ in 0..ROUNDS {
        let key = cluster.replicas[0].key_of(&account);
        let listed = cluster
            .commands()
            .run(&["keys", "list", "--account", &account]);
        let newest = listed.stdout.lines().last().expect("a key");
        let id = newest.split_whitespace().next().expect("an id").to_owned();
        for replica in &cluster.replicas {
            replica.client().good(&key).send().await.portal();
        }
        let ran = cluster.commands().run(&["keys", "revoke", &id]);
        assert_eq!(ran.code, 0, "{}", ran.stderr);
        let start = Instant::now();
        let mut replicas = JoinSet::new();
        for replica in &cluster.replicas {
            replicas.spawn(refused(replica.client().good(&key), start));
        }
        let slowest = replicas.join_all().await.into_iter().max();
        latencies.push(slowest.expect("three replicas"));
    }
    latencies.sort_unstable();
    let (median, most) = (latencies[ROUNDS / 2], latencies[ROUNDS - 1]);
    println!("{ROUNDS} revocations, refused by 3 replicas: median {median:.1?}, max {most:.1?}");
    assert!(most < BOUND, "{most:?}");
}

/// Asks until the key is refused for the first time, and answers when that was.
async fn refused(request: Client, start: Instant) -> Duration {
    loop {
        let answer = request.clone().send().await;
        if answer.status == 401 {
            return start.elapsed();
        }
        answer.portal();
        assert!(start.elapsed() < BOUND, "still taken");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
