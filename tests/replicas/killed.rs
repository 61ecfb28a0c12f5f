use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use accounts_tests::Client;
use tokio::task::JoinSet;

use crate::cluster::Cluster;

const CLIENTS: usize = 8;

/// What one client saw.
#[derive(Default)]
struct Seen {
    /// Links of sessions that it was given.
    links: Vec<String>,
    /// Exchanges with the one that was killed that failed.
    died: usize,
}

/// One of three is killed under load, while keys are being made.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_killed_under_load() {
    let mut cluster = Cluster::start(3);
    let account = cluster.replicas[0].account("Acme");
    let key = cluster.replicas[0].key_of(&account);
    let over = Arc::new(AtomicBool::new(false));
    let killing = Arc::new(AtomicBool::new(false));
    let mut clients = JoinSet::new();
    for first in 0..CLIENTS {
        let requests: Vec<_> = cluster
            .replicas
            .iter()
            .map(|one| one.client().good(&key))
            .collect();
        clients.spawn(load(
            requests,
            first,
            Arc::clone(&over),
            Arc::clone(&killing),
        ));
    }
    let mut keys = Vec::new();
    for number in 0..20 {
        if number == 10 {
            killing.store(true, Ordering::Relaxed);
            // SIGKILL, by its process id.
            drop(cluster.replicas.remove(0));
        }
        keys.push(cluster.replicas[0].key_of(&account));
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    over.store(true, Ordering::Relaxed);
    let seen = clients.join_all().await;

    let died: usize = seen.iter().map(|one| one.died).sum();
    let links: Vec<_> = seen.into_iter().flat_map(|one| one.links).collect();
    println!(
        "{} sessions acknowledged, {died} exchanges died with the server",
        links.len()
    );
    assert!(links.len() > CLIENTS, "there was load");
    for key in &keys {
        for replica in &cluster.replicas {
            replica.client().good(key).send().await.portal();
        }
    }
    // Sessions that any of them acknowledged are served by those that are left.
    for link in &links {
        let entered = cluster.client().ask("GET", link).send_to_page().await;
        assert_eq!(entered.status, 303, "{entered:?}");
    }
}

/// Asks the replicas in turn, as a balancer does: one whose connection failed is left out from then on.
async fn load(
    mut requests: Vec<Client>,
    first: usize,
    over: Arc<AtomicBool>,
    killing: Arc<AtomicBool>,
) -> Seen {
    let mut seen = Seen::default();
    let mut turn = first;
    while !over.load(Ordering::Relaxed) {
        turn += 1;
        let at = turn % requests.len();
        match requests[at].clone().attempt().await {
            Ok(answer) => {
                let (_, url) = answer.portal();
                seen.links
                    .push(url[url.find("/manage/").expect("a path")..].to_owned());
            }
            Err(error) => {
                // Only the first of the list is ever killed, and so no client has more than one connection die.
                let killed = at == 0 && requests.len() == 3 && killing.load(Ordering::Relaxed);
                assert!(killed, "replica {at}: {error}");
                drop(requests.remove(0));
                seen.died += 1;
            }
        }
    }
    seen
}
