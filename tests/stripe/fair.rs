//! One account, or many, cannot take the portal away from the others. The provider takes 25 requests a second here, of whatever kind,
//! as Stripe does in test mode.

use std::collections::BTreeMap;
use std::time::Duration;

use accounts_tests::stripe::{Billed, Call, FakeStripe, Subscription};
use accounts_tests::{Client, Metrics};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

const PROVIDER_LIMIT: usize = 25;

/// How long each scenario takes.
const TIME: Duration = Duration::from_secs(6);

/// Whoever asks so often is nobody's trouble.
const WELL_BEHAVED: Duration = Duration::from_millis(250);

/// Answers by their status.
type Statuses = BTreeMap<u16, usize>;

/// Sends a request each `period`, without waiting for answers, and answers how they came out.
async fn steady(request: Client, period: Duration) -> Statuses {
    let mut pace = interval(period);
    // After a hiccup of the machine the rate goes on; what was missed is not made up for.
    pace.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut requests = JoinSet::new();
    let end = tokio::time::Instant::now() + TIME;
    while pace.tick().await < end {
        requests.spawn(request.clone().send());
    }
    let mut statuses = Statuses::new();
    for answer in requests.join_all().await {
        *statuses.entry(answer.status).or_default() += 1;
    }
    statuses
}

/// At least 99 of 100 are sessions.
#[track_caller]
fn assert_unharmed(what: &str, seen: &Statuses) {
    let total: usize = seen.values().sum();
    let good = seen.get(&200).copied().unwrap_or_default();
    let share = 100.0 * good as f64 / total as f64;
    println!("| {what} | {share:.0} % of 200s | {seen:?} |");
    assert!(total >= 10, "{seen:?}");
    assert!(good * 100 >= total * 99, "{what}: {share:.0} % {seen:?}");
}

fn limited() -> (FakeStripe, Billed) {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::default_installation(&fake.base()), &fake);
    fake.limit(PROVIDER_LIMIT);
    (fake, billed)
}

#[tokio::test]
async fn account_beside_a_flood() {
    let (fake, billed) = limited();
    let installation = billed.service.installation();
    let flooding = installation.line(&["accounts", "create", "--name", "Flood"]);
    let key = billed.service.key_of(&flooding);
    fake.subscribe(Subscription::active(&flooding, "cus_Flood1"));
    let flood = billed.service.client().good(&key);
    let (flood, seen) = tokio::join!(
        steady(flood, Duration::from_secs(1) / 60),
        steady(billed.good(), WELL_BEHAVED),
    );
    println!("| the flood itself | {flood:?} |");
    assert_unharmed("beside 60 requests/s of one account", &seen);
}

#[tokio::test]
async fn account_beside_pollers() {
    let (_fake, billed) = limited();
    let mut pollers = JoinSet::new();
    let keys: Vec<_> = (0..40).map(|_| billed.stranger()).collect();
    for (number, key) in keys.iter().enumerate() {
        let poll = billed.service.client().good(key);
        pollers.spawn(async move {
            tokio::time::sleep(Duration::from_secs(1) * number as u32 / 40).await;
            steady(poll, Duration::from_secs(1)).await
        });
    }
    let seen = steady(billed.good(), WELL_BEHAVED).await;
    let mut polled = Statuses::new();
    for (status, count) in pollers.join_all().await.into_iter().flatten() {
        *polled.entry(status).or_default() += count;
    }
    println!("| the pollers themselves | {polled:?} |");
    assert_unharmed("beside 40 pollers without a subscription", &seen);
}

/// Whoever has just paid is not kept out by what was true before.
#[tokio::test]
async fn portal_one_second_after_the_payment() {
    let fake = FakeStripe::start();
    let billed = Billed::start(Billed::default_installation(&fake.base()));
    let asked = billed.good().send().await;
    asked.assert_error(400, "No active subscription found");
    // Those who ask in the same moment cost nothing.
    let before = fake.count();
    let again = billed.good().send().await;
    again.assert_error(400, "No active subscription found");
    println!("| asked again at once | {} calls |", fake.count() - before);
    fake.subscribe(Subscription::active(&billed.account, "cus_1"));
    tokio::time::sleep(Duration::from_secs(1)).await;
    billed.good().send().await.portal();
}

/// One look-up for all who ask while it runs, also when there is no subscription, and also without a cache.
#[tokio::test]
async fn look_up_is_shared_while_it_runs() {
    for cache_seconds in ["0", "30"] {
        let fake = FakeStripe::start();
        let installation = Billed::installation(&fake.base())
            .with("ACCOUNTS_STRIPE_SUBSCRIPTION_CACHE_SECONDS", cache_seconds);
        let billed = Billed::start(installation);
        fake.latency(Duration::from_secs(3));
        let mut crowd = JoinSet::new();
        for _ in 0..20 {
            crowd.spawn(billed.good().send());
        }
        for answer in crowd.join_all().await {
            answer.assert_error(400, "No active subscription found");
        }
        let searches = fake.calls(Call::SearchSubscriptions).len();
        println!("| 20 at once, cache of {cache_seconds} s | {searches} searches |");
        assert_eq!(searches, 1);
    }
}

/// Refused after the credentials and before the body, with the time to wait; others and strangers are as before.
#[tokio::test]
async fn too_many_requests_of_one_account() {
    let fake = FakeStripe::start();
    let installation = Billed::default_installation(&fake.base())
        .with("ACCOUNTS_RATE_PER_SECOND", "1")
        .with("ACCOUNTS_RATE_BURST", "3")
        .with("ACCOUNTS_ADMIN_LISTEN", "127.0.0.1:0");
    let billed = Billed::subscribed(installation, &fake);
    let client = || billed.service.client().portal();
    let ask = |body: &str| {
        client()
            .header("x-api-key", &billed.key)
            .json(body.to_owned())
    };
    let mut crowd = JoinSet::new();
    for _ in 0..10 {
        crowd.spawn(ask("no JSON").send());
    }
    let mut refused = 0;
    for answer in crowd.join_all().await {
        if answer.status == 429 {
            answer.assert_error(429, "Too many requests; try again later");
            let wait = answer.header("retry-after").expect("a time");
            let wait: u64 = wait.parse().expect("whole seconds");
            assert!((1..=2).contains(&wait), "{wait}");
            assert_eq!(answer.header("cache-control"), Some("no-store"));
            refused += 1;
        } else {
            assert_eq!(answer.status, 400, "the body was looked at");
        }
    }
    assert!((5..=7).contains(&refused), "{refused}");
    let stranger = client()
        .header("x-api-key", "recoup_sk_wrong")
        .json("{}")
        .send();
    assert_eq!(stranger.await.status, 401);
    let other = billed.stranger();
    let other = billed.service.client().good(&other).send().await;
    assert_eq!(other.status, 400, "each account by itself");
    let metrics = Metrics::of(billed.service.admin()).await;
    assert_eq!(
        metrics.get("accounts_rate_limited_total", &[("limit", "account_rate")]),
        f64::from(refused)
    );
}
