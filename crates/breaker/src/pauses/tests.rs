use super::*;

const ENDPOINT: &str = "users";

async fn begin(pauses: &Pauses<&str>) -> u64 {
    let length = pauses.begin(ENDPOINT, Instant::now(), None).length();
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
    let begun = pauses.begin(ENDPOINT, called, None);
    assert_eq!(begun, Pause::Begun(FIRST_PAUSE));
    tokio::time::advance(Duration::from_millis(400)).await;
    let left = Duration::from_millis(600);
    assert_eq!(pauses.begin(ENDPOINT, called, None), Pause::Running(left));
    assert_eq!(pauses.left(ENDPOINT), Some(left));
    assert_eq!(pauses.left("sessions"), None);
    // An answer to a call from before the pause does not end it.
    pauses.succeeded(ENDPOINT, called);
    assert_eq!(pauses.left(ENDPOINT), Some(left));
}

#[tokio::test(start_paused = true)]
async fn server_says_how_long() {
    let pauses = Pauses::default();
    let minute = Duration::from_secs(60);
    let pause = pauses.begin(ENDPOINT, Instant::now(), Some(minute));
    assert_eq!(pause.length(), minute);
    let other = pauses.begin("sessions", Instant::now(), Some(Duration::ZERO));
    assert_eq!(other.length(), FIRST_PAUSE, "at once is no pause");
}
