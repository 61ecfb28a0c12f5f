use accounts_tests::{Answer, Client};

use crate::cluster::Cluster;

#[tokio::test]
async fn first_starts_at_once() {
    let cluster = Cluster::start(3);
    // One of them made the demo account and showed its key.
    let banners: Vec<_> = cluster.replicas.iter().map(|one| one.stdout()).collect();
    let keys: Vec<_> = banners
        .iter()
        .flat_map(|banner| banner.lines().map(str::trim))
        .filter(|line| line.starts_with("recoup_sk_"))
        .collect();
    assert_eq!(keys.len(), 1, "{banners:?}");
    for _ in 0..6 {
        cluster.client().good(keys[0]).send().await.portal();
    }
    assert!(
        cluster
            .commands()
            .line(&["accounts", "list"])
            .contains("Demo")
    );
}

#[tokio::test]
async fn key_made_on_one_works_on_all_at_once() {
    for count in [2, 3] {
        let cluster = Cluster::start(count);
        let account = cluster.replicas[0].account("Acme");
        for _ in 0..5 {
            let key = cluster.replicas[0].key_of(&account);
            for replica in &cluster.replicas {
                replica.client().good(&key).send().await.portal();
            }
        }
    }
}

/// That a key was unknown is not remembered by those who were asked too early.
#[tokio::test]
async fn key_asked_for_before_it_is_made() {
    let cluster = Cluster::start(2);
    let account = cluster.replicas[0].account("Acme");
    let key = cluster.replicas[0].key_of(&account);
    // Taken away behind the servers' backs, and put back: as if it were made now.
    let row = cluster.sql("DELETE FROM account_api_keys WHERE name = 'test' RETURNING key_hash");
    for replica in &cluster.replicas {
        let answer = replica.client().good(&key).send().await;
        answer.assert_error(401, "Unauthorized");
    }
    cluster.sql(&format!(
        "INSERT INTO account_api_keys (id, account, name, key_hash, created_at) VALUES \
         ('{account}', '{account}', 'test', '{row}', '2026-08-01T12:00:00Z')"
    ));
    for replica in &cluster.replicas {
        replica.client().good(&key).send().await.portal();
    }
}

/// Opened on one replica, entered on the next, read on another.
#[tokio::test]
async fn portal_session_is_served_by_all() {
    for count in [2, 3] {
        let cluster = Cluster::start(count);
        let key = cluster.replicas[0].key();
        for turn in 0..count {
            let client = |step: usize| cluster.replicas[(turn + step) % count].client();
            let (id, url) = client(0).good(&key).send().await.portal();
            let link = &url[url.find("/manage/").expect("a path")..];
            let entered = get(client(1), link, None).await;
            assert_eq!(entered.status, 303, "{entered:?}");
            let cookie = entered.header("set-cookie").expect("a cookie");
            let (cookie, _) = cookie.split_once(';').expect("attributes");
            let page = get(client(2), &format!("/manage/{id}"), Some(cookie)).await;
            assert_eq!(page.status, 200, "{page:?}");
            // The link works once, wherever it is tried.
            let again = get(client(2), link, None).await;
            assert_ne!(again.status, 303, "{again:?}");
        }
    }
}

async fn get(client: Client, path: &str, cookie: Option<&str>) -> Answer {
    let client = client.ask("GET", path);
    let client = match cookie {
        Some(cookie) => client.header("cookie", cookie),
        None => client,
    };
    client.send_to_page().await
}
