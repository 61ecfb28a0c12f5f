use std::time::Duration;

use crate::world::World;

#[tokio::test]
async fn down_later_then_back() {
    let world = World::new().await;
    world.postgres.stop();
    world.assert_unavailable().await;
    world.postgres.resume();
    let took = world.recovered().await;
    eprintln!("down, then back: recovered {took:?} after the database took connections again");
    world.finish();
}

#[tokio::test]
async fn crashed_then_back_keeps_what_was_acknowledged() {
    let world = World::new().await;
    let key = world.service.key();
    world.postgres.crash();
    world.assert_unavailable().await;
    world.postgres.resume();
    let took = world.recovered().await;
    eprintln!("crashed, then back: recovered {took:?} after the database took connections again");
    world.service.client().good(&key).send().await.portal();
    world.finish();
}

/// A restart while nobody asks costs nobody anything: dead connections are found before they are used.
#[tokio::test]
async fn restarted_between_requests() {
    let world = World::new().await;
    world.postgres.stop();
    world.postgres.resume();
    tokio::time::sleep(Duration::from_millis(1_200)).await;
    for _ in 0..10 {
        world
            .service
            .client()
            .good(&world.key)
            .send()
            .await
            .portal();
    }
    world.finish();
}

/// The password changes while the service runs: it is the store that cannot be asked, not the caller's key that is bad.
#[tokio::test]
async fn password_changed_then_changed_back() {
    let world = World::new().await;
    let change = |password: &str| format!("ALTER USER service PASSWORD '{password}'");
    // Not the user of the tests: they still have to get in.
    let url = world.postgres.database();
    let name = url.rsplit('/').next().expect("a name");
    world
        .postgres
        .sql("postgres", "CREATE USER service PASSWORD 'canary-one'");
    world.postgres.sql(
        "postgres",
        &format!("ALTER DATABASE {name} OWNER TO service"),
    );
    let theirs = url.replace(
        &format!("postgres:{}@", test_postgres::PASSWORD),
        "service:canary-one@",
    );
    let service = crate::world::installation(&theirs).serve();
    let key = service.key();
    let world = World {
        service,
        key,
        ..world
    };
    world
        .service
        .client()
        .good(&world.key)
        .send()
        .await
        .portal();

    world.postgres.sql("postgres", &change("canary-two"));
    let kill =
        "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'service'";
    world.postgres.sql("postgres", kill);
    world.assert_unavailable().await;
    world.postgres.sql("postgres", &change("canary-one"));
    world.recovered().await;
    let (ran, _) = world.service.stop();
    assert!(!ran.stderr.contains("canary"), "{}", ran.stderr);
}
