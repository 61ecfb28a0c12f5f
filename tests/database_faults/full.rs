use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, Executor as _};
use tokio::task::JoinSet;

use crate::world::World;

/// Others use up all connections that the server allows, ours among them.
#[tokio::test]
async fn no_connection_left_then_freed() {
    let world = World::new().await;
    let url = world.postgres.url("test_0");
    let mut others = vec![PgConnection::connect(&url).await.expect("a connection")];
    let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'accounts-server'";
    // Each place that is taken from the service is one for us.
    for _ in 0..200 {
        match PgConnection::connect(&url).await {
            Ok(one) => others.push(one),
            Err(_) => {
                let killed = others[0].execute(kill).await.expect("an answer");
                if killed.rows_affected() == 0 {
                    break;
                }
            }
        }
    }
    world.assert_unavailable().await;
    drop(others);
    let took = world.recovered().await;
    eprintln!("no connection left, then freed: recovered {took:?} later");
    world.finish();
}

/// More requests at a time than there are connections: they wait for one, and all are served.
#[tokio::test]
async fn more_requests_than_connections() {
    let world = World::with(&[("ACCOUNTS_DATABASE_MAX_CONNECTIONS", "2")]).await;
    let mut requests = JoinSet::new();
    for _ in 0..100 {
        requests.spawn(world.service.client().good(&world.key).send());
    }
    for answer in requests.join_all().await {
        answer.portal();
    }
    let connections = world.postgres.sql(
        "postgres",
        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'accounts-server'",
    );
    assert!(
        connections.parse::<u32>().expect("a number") <= 2,
        "{connections}"
    );
    world.finish();
}
