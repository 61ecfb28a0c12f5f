use std::time::{Duration, Instant};

use accounts_tests::Client;
use tokio::task::JoinSet;

use crate::cluster::Cluster;

const ROUNDS: usize = 20;

/// Promised is a second; the rest is for a busy machine.
const BOUND: Duration = Duration::from_secs(3);

/// From the end of `accounts disable` until every replica refuses the key that all of them have just seen; and back.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn disabled_account_is_refused_by_all() {
    let cluster = Cluster::start(3);
    let account = cluster.replicas[0].account("Acme");
    let key = cluster.replicas[0].key_of(&account);
    let mut latencies = Vec::new();
    for _ in 0..ROUNDS {
        for replica in &cluster.replicas {
            replica.client().good(&key).send().await.portal();
        }
        for (command, status) in [("disable", 401), ("enable", 200)] {
            let ran = cluster.commands().run(&["accounts", command, &account]);
            assert_eq!(ran.code, 0, "{}", ran.stderr);
            let start = Instant::now();
            let mut replicas = JoinSet::new();
            for replica in &cluster.replicas {
                replicas.spawn(answers(replica.client().good(&key), status, start));
            }
            latencies.extend(replicas.join_all().await.into_iter().max());
        }
    }
    latencies.sort_unstable();
    let (median, most) = (latencies[ROUNDS], latencies[2 * ROUNDS - 1]);
    println!(
        "{ROUNDS} times disabled and enabled, seen by 3 replicas: median {median:.1?}, max {most:.1?}"
    );
    assert!(most < BOUND, "{most:?}");
}

/// Asks until this is the status, and answers when that was.
async fn answers(request: Client, status: u16, start: Instant) -> Duration {
    loop {
        let answer = request.clone().send().await;
        if answer.status == status {
            return start.elapsed();
        }
        assert!(matches!(answer.status, 200 | 401), "{}", answer.status);
        assert!(start.elapsed() < BOUND, "still {}", answer.status);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
