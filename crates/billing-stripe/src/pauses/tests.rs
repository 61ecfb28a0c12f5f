use super::*;

const ENDPOINT: Endpoint = Endpoint::Sessions;

async fn begin(pauses: &Pauses) -> u64 {
    let length = pauses.begin(ENDPOINT, Instant::now(), None, None);
    tokio::time::advance(length).await;
    assert_eq!(pauses.left(ENDPOINT), None);
    length.as_secs()
}

#[tokio::test(start_paused = true)]
async fn pauses_double_until_a_call_succeeds() {
    let pauses = Pauses::default();
    let mut lengths = Vec::new();
    for _ in 0..6 {
        lengths.push(begin(&pauses).await);
    }
    assert_eq!(lengths, [1, 2, 4, 8, 8, 8]);
    pauses.succeeded(ENDPOINT, Instant::now());
    assert_eq!(begin(&pauses).await, 1);
}

#[tokio::test(start_paused = true)]
async fn calls_at_the_same_time_begin_one_pause() {
    let pauses = Pauses::default();
    let called = Instant::now();
    tokio::time::advance(Duration::from_millis(100)).await;
    assert_eq!(pauses.begin(ENDPOINT, called, None, None), FIRST_PAUSE);
    tokio::time::advance(Duration::from_millis(400)).await;
    let left = Duration::from_millis(600);
    assert_eq!(pauses.begin(ENDPOINT, called, None, None), left);
    assert_eq!(pauses.left(ENDPOINT), Some(left));
    assert_eq!(pauses.left(Endpoint::Subscriptions), None);
    // An answer to a call from before the pause does not end it.
    pauses.succeeded(ENDPOINT, called);
    assert_eq!(pauses.left(ENDPOINT), Some(left));
}

#[tokio::test(start_paused = true)]
async fn stripe_says_how_long() {
    let pauses = Pauses::default();
    let minute = Duration::from_secs(60);
    let length = pauses.begin(ENDPOINT, Instant::now(), Some(minute), None);
    assert_eq!(length, minute);
    let other = pauses.begin(
        Endpoint::Subscriptions,
        Instant::now(),
        Some(Duration::ZERO),
        None,
    );
    assert_eq!(other, FIRST_PAUSE, "at once is no pause");
}
