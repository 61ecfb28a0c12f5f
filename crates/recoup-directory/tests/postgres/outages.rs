use std::error::Error as _;
use std::time::{Duration, Instant};

use accounts::{Directory as _, DirectoryError};
use test_postgres::{PASSWORD, Role, Server};

use crate::world::World;

/// Down and hanging are failures, never "there is no such key"; and it goes on by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn database_down_and_back() {
    let server = Server::start();
    let world = World::on(&server, Role::BypassRls).await;
    let (account, hash) = world.account_with_key();
    let find = async || world.directory.key_by_hash(hash, None).await;
    assert!(find().await.expect("an answer").is_some());

    server.stop();
    for failed in [find().await.map(drop), world.directory.ping().await] {
        assert_unavailable(failed);
    }
    assert_unavailable(world.directory.account(account).await.map(drop));
    server.resume();
    let end = Instant::now() + Duration::from_secs(30);
    while find().await.is_err() {
        assert!(Instant::now() < end, "it does not recover");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    assert!(find().await.expect("an answer").is_some());

    let frozen = server.freeze();
    assert_unavailable(find().await.map(drop));
    drop(frozen);
}

fn assert_unavailable(outcome: Result<(), DirectoryError>) {
    let error = outcome.expect_err("it is down");
    assert!(matches!(error, DirectoryError::Unavailable(_)), "{error:?}");
    let text = format!("{error:?} {:?}", error.source());
    assert!(!text.contains(PASSWORD), "{text}");
}

/// Security that is switched on later, and rights that are taken away, are failures too.
#[tokio::test]
async fn rows_hidden_later() {
    let world = World::of(Role::Policy).await;
    let (account, hash) = world.account_with_key();
    let user = world.theirs.user(Role::Policy);
    world
        .theirs
        .sql("DROP POLICY reads ON account_api_keys; DROP POLICY reads ON accounts");
    for hidden in [
        world.directory.key_by_hash(hash, None).await.map(drop),
        world.directory.account(account).await.map(drop),
        world.directory.keys(account, 9).await.map(drop),
        world.directory.ping().await,
    ] {
        let Err(DirectoryError::Unavailable(cause)) = hidden else {
            panic!("{hidden:?}");
        };
        let text = cause.to_string();
        assert!(
            text.contains("row-level security hides every row"),
            "{text}"
        );
        assert!(
            text.contains(&format!("FOR SELECT TO {user} USING (true);")),
            "{text}"
        );
    }
    world
        .theirs
        .sql(&format!("REVOKE SELECT ON account_api_keys FROM {user}"));
    let refused = world.directory.key_by_hash(hash, None).await;
    assert!(matches!(refused, Err(DirectoryError::Unavailable(_))));
}
