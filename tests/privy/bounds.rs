use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::Deadline;
use accounts_tests::privy::user_id;
use accounts_tests::stripe::Reply;
use privy::Timing;
use serde_json::json;
use tokio::task::JoinSet;

use crate::world::{EMAIL, World, options, unavailable};

/// Shorter than any real one, longer than a busy machine takes for an answer.
const CALL: Duration = Duration::from_millis(600);

fn short() -> World {
    World::with(Timing {
        call: CALL,
        ..Timing::default()
    })
}

fn user() -> Reply {
    let linked = json!([{ "type": "email", "address": EMAIL }]);
    Reply::json(
        200,
        &json!({ "id": user_id("ann"), "linked_accounts": linked }),
    )
}

#[tokio::test]
async fn slow_answers_end_in_time() {
    for reply in [
        user().after(CALL * 20),
        user().silent_after(5),
        user().silent_after(0),
    ] {
        let world = short();
        world.api.next([reply]);
        let start = Instant::now();
        unavailable(world.email("ann").await);
        let time = start.elapsed();
        assert!(time >= CALL && time < CALL * 5, "{time:?}");
    }
}

/// A request that has less time does not wait for longer.
#[tokio::test]
async fn deadline_of_the_request_comes_first() {
    let world = World::new();
    world.api.next([user().after(Duration::from_secs(20))]);
    let start = Instant::now();
    let deadline = Deadline::after(Duration::from_millis(300));
    unavailable(world.email_with("ann", None, deadline).await);
    assert!(
        start.elapsed() < Duration::from_secs(2),
        "{:?}",
        start.elapsed()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_call_for_all_who_ask_at_once() {
    let world = Arc::new(World::new());
    world
        .api
        .always(Some(user().after(Duration::from_millis(200))));
    let mut asking = JoinSet::new();
    for _ in 0..50 {
        let world = Arc::clone(&world);
        asking.spawn(async move { world.email("ann").await });
    }
    for answer in asking.join_all().await {
        assert_eq!(answer.expect("an answer").as_deref(), Some(EMAIL));
    }
    assert_eq!(world.api.count(), 1);
}

/// One failure answers those who waited for it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_failure_for_all_who_ask_at_once() {
    let world = Arc::new(World::new());
    let failure = Reply::json(500, &json!({})).after(Duration::from_millis(1500));
    world.api.next([failure]);
    let mut asking = JoinSet::new();
    for _ in 0..20 {
        let world = Arc::clone(&world);
        asking.spawn(async move { world.email("ann").await });
    }
    for answer in asking.join_all().await {
        unavailable(answer);
    }
    assert_eq!(world.api.count(), 1);
}

/// Whoever asks first may leave.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn look_up_that_is_abandoned() {
    let world = Arc::new(World::new());
    world.api.next([user().after(Duration::from_secs(20))]);
    let first = {
        let world = Arc::clone(&world);
        tokio::spawn(async move { world.email("ann").await })
    };
    while world.api.count() == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let second = {
        let world = Arc::clone(&world);
        tokio::spawn(async move { world.email("ann").await })
    };
    tokio::time::sleep(Duration::from_millis(100)).await;
    first.abort();
    let answer = second.await.expect("it ends");
    assert_eq!(answer.expect("an answer").as_deref(), Some(EMAIL));
    assert_eq!(world.api.count(), 2);
}

#[tokio::test]
async fn what_is_remembered_and_for_how_long() {
    let timing = Timing {
        found: Duration::from_secs(4),
        none: Duration::from_secs(1),
        ..Timing::default()
    };
    let world = World::with(timing);
    world.api.user(&user_id("bob"), json!([]));
    let asked = async |name: &str| {
        let before = world.api.count();
        world.email(name).await.expect("an answer");
        world.api.count() - before
    };
    assert_eq!((asked("ann").await, asked("bob").await), (1, 1));
    assert_eq!((asked("ann").await, asked("bob").await), (0, 0));
    tokio::time::sleep(timing.none).await;
    assert_eq!((asked("ann").await, asked("bob").await), (0, 1));
    tokio::time::sleep(timing.found - timing.none).await;
    assert_eq!(asked("ann").await, 1);
    // Five minutes and ten seconds, in the server.
    let usual = Timing::default();
    assert_eq!((usual.found.as_secs(), usual.none.as_secs()), (300, 10));
}

/// `doctor` asks whether Privy knows the app.
#[tokio::test]
async fn check_of_the_app() {
    let world = World::new();
    let timing = Timing {
        call: CALL,
        ..Timing::default()
    };
    let mut options = options(&world.api, timing);
    privy::check(&options).await.expect("it is known");
    options.app_secret = "canary-other".parse().expect("a secret");
    let refused = privy::check(&options).await.expect_err("it is not");
    let text = refused.to_string();
    assert!(
        text.contains("refuses the id or the secret") && !text.contains("canary"),
        "{text}"
    );
    world.api.always(Some(user().after(CALL * 20)));
    let start = Instant::now();
    let late = privy::check(&options).await.expect_err("no answer");
    assert!(late.to_string().contains("in time"), "{late}");
    assert!(start.elapsed() < CALL * 5);
}
