use std::time::Duration;

use accounts::{Billing as _, BillingError, ReturnUrlPolicy};

use crate::fake::Scripted;
use crate::world::{RETURN_URL, World};

#[tokio::test]
async fn those_above_the_cap_are_refused_at_once() {
    let world = World::with(|options| options.max_in_flight = 2).await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world.fake.take_calls();
    let slow = || Scripted::status(400).after(Duration::from_millis(500));
    world.fake.script([slow(), slow()]);
    let requests = (0..10).map(|_| {
        let stripe = world.stripe.clone();
        let back = ReturnUrlPolicy::default().check(RETURN_URL).expect("fit");
        tokio::spawn(async move {
            stripe
                .open_portal(account, &back, accounts::Deadline::never())
                .await
        })
    });
    let mut refused = 0;
    for request in requests.collect::<Vec<_>>() {
        match request.await.expect("no panic") {
            Err(BillingError::Unavailable { cause, .. })
                if cause.to_string().contains("as many") =>
            {
                refused += 1
            }
            Err(BillingError::Unavailable { .. }) => {}
            other => panic!("{other:?}"),
        }
    }
    assert_eq!(refused, 8);
    assert_eq!(world.fake.take_calls().len(), 2);
    world.open(account).await.expect("places are free again");
}

#[tokio::test]
async fn places_of_callers_who_left_are_free() {
    let world = World::with(|options| options.max_in_flight = 1).await;
    let account = world.known().await;
    world.open(account).await.expect("opened");
    world
        .fake
        .script([Scripted::status(400).after(Duration::from_secs(30))]);
    let left = tokio::time::timeout(Duration::from_millis(100), world.open(account)).await;
    assert!(left.is_err());
    world.open(account).await.expect("opened");
}
