use std::time::{Duration, Instant};

use accounts_tests::stripe::{Billed, Call, FakeStripe, Reply};

/// What the caller gets when Stripe cannot do it now.
pub(crate) const UNAVAILABLE: (u16, &str) = (503, "The service is temporarily unavailable");

/// What the caller gets when Stripe's answer makes no sense.
pub(crate) const NONSENSE: (u16, &str) = (502, "The billing provider gave no usable answer");

/// What the caller gets when time is over.
pub(crate) const LATE: (u16, &str) = (504, "The billing provider did not answer in time");

/// What the caller gets when there is nothing to manage.
pub(crate) const NO_SUBSCRIPTION: (u16, &str) = (400, "No active subscription found");

/// What the caller gets when all is well.
pub(crate) const DONE: (u16, &str) = (200, "");

/// How much longer anything may take on a busy machine: less than the default deadline, so that a wait without its own limit fails.
const SLACK: Duration = Duration::from_secs(5);

/// Sends one good request and checks status, message, time and form. Answers how long it took.
#[track_caller]
pub(crate) fn check(name: &str, answer: &accounts_tests::Answer, (status, message): (u16, &str)) {
    match status {
        200 => drop(answer.portal()),
        status => answer.assert_error(status, message),
    }
    assert_eq!(answer.header("cache-control"), Some("no-store"), "{name}");
}

/// One good request to a server whose Stripe is spoiled in some way: status, message, and not much longer than `within`.
pub(crate) async fn ask(name: &str, billed: &Billed, expected: (u16, &str), within: Duration) {
    let start = Instant::now();
    let answer = billed.good().send().await;
    let took = start.elapsed();
    println!(
        "| {name} | {} | {:.2} s |",
        answer.status,
        took.as_secs_f64()
    );
    check(name, &answer, expected);
    assert!(took < within + SLACK, "{name}: {took:?}");
}

/// A session call answered in this way: what the caller gets, and how many session calls there were.
pub(crate) async fn answered(
    name: &str,
    replies: impl IntoIterator<Item = Reply>,
    expected: (u16, &str),
    calls: usize,
) -> FakeStripe {
    let fake = FakeStripe::start();
    let billed = Billed::subscribed(Billed::installation(&fake.base()), &fake);
    fake.next(Call::Session, replies);
    ask(name, &billed, expected, Duration::from_secs(3)).await;
    let sessions = fake.calls(Call::Session);
    assert_eq!(sessions.len(), calls, "{name}: {sessions:#?}");
    let keys = sessions
        .iter()
        .map(|request| request.header("idempotency-key"));
    let keys: std::collections::HashSet<_> = keys.collect();
    assert_eq!(keys.len(), 1, "{name}: the same key on each try");
    fake
}
