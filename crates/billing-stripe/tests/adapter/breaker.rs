use std::time::{Duration, Instant};

use accounts::{Billing as _, BillingError};

use crate::fake::Scripted;
use crate::world::World;

#[tokio::test]
async fn opens_after_five_failures_and_probes() {
    let world = World::new().await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    // 4xx do not count.
    world.fake.script((0..10).map(|_| Scripted::status(403)));
    for _ in 0..10 {
        world.open(account).await.expect_err("refused");
    }
    world.stripe.ping().await.expect("ready");
    let down = || Scripted::status(503).with("stripe-should-retry", "false");
    world.fake.script((0..5).map(|_| down()));
    for _ in 0..5 {
        world.open(account).await.expect_err("down");
    }
    world.fake.take_calls();

    let opened = Instant::now();
    match world.open(account).await {
        Err(BillingError::Unavailable { retry_after, .. }) => {
            let wait = retry_after.expect("a wait");
            assert!(wait <= Duration::from_secs(5), "{wait:?}");
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(world.fake.take_calls().len(), 0);
    world.stripe.ping().await.expect_err("not ready");

    while world.open(account).await.is_err() {
        assert!(opened.elapsed() < Duration::from_secs(20), "no probe");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(world.fake.take_calls().len(), 1);
    world.stripe.ping().await.expect("ready");
}
