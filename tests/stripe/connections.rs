//! Connections that fail in each way that connections do.

use std::time::Duration;

use accounts_tests::stripe::{Billed, Call, FakeStripe, FaultProxy, Reply, Toxic};

use crate::expected::{DONE, LATE, UNAVAILABLE, ask};

/// A fake with a subscribed account, and a proxy in front of it.
fn proxied() -> (FakeStripe, FaultProxy, Billed) {
    proxied_within(Duration::from_secs(4))
}

fn proxied_within(deadline: Duration) -> (FakeStripe, FaultProxy, Billed) {
    let fake = FakeStripe::start();
    let proxy = FaultProxy::start(fake.address());
    let milliseconds = deadline.as_millis().to_string();
    let installation =
        Billed::installation(&proxy.base()).with("ACCOUNTS_REQUEST_DEADLINE_MS", &milliseconds);
    let billed = Billed::subscribed(installation, &fake);
    (fake, proxy, billed)
}

#[tokio::test]
async fn refused() {
    let (fake, proxy, billed) = proxied();
    proxy.disable();
    // The switch is thrown on another thread.
    while std::net::TcpStream::connect(proxy.address()).is_ok() {
        tokio::task::yield_now().await;
    }
    ask(
        "refused connection",
        &billed,
        UNAVAILABLE,
        Duration::from_secs(3),
    )
    .await;
    assert_eq!(fake.count(), 0);
}

#[tokio::test]
async fn name_not_found() {
    let installation =
        Billed::installation("https://stripe.invalid").with("ACCOUNTS_REQUEST_DEADLINE_MS", "4000");
    let billed = Billed::start(installation);
    billed.link(Billed::CUSTOMER);
    let answer = billed.good().send().await;
    println!("| name not found | {} |", answer.status);
    // A resolver that takes longer than the deadline is no answer either.
    assert!(
        [UNAVAILABLE.0, LATE.0].contains(&answer.status),
        "{answer:?}"
    );
}

#[tokio::test]
async fn accepts_and_stays_silent() {
    let (fake, proxy, billed) = proxied();
    proxy.always(Some(Toxic::Timeout(None)));
    ask(
        "accepts and stays silent",
        &billed,
        LATE,
        Duration::from_secs(4),
    )
    .await;
    assert!((1..=3).contains(&fake.count()), "the requests came through");
    proxy.always(None);
    proxy.cut();
    ask("... and comes back", &billed, DONE, Duration::from_secs(4)).await;
}

#[tokio::test]
async fn headers_then_silence() {
    let (fake, _proxy, billed) = proxied();
    let stuck = Reply::text(200, "application/json", "{\"id\":").silent_after(0);
    fake.always(Call::Session, Some(stuck));
    ask(
        "headers, then silence",
        &billed,
        LATE,
        Duration::from_secs(4),
    )
    .await;
    assert!((1..=3).contains(&fake.calls(Call::Session).len()));
}

#[tokio::test]
async fn one_byte_at_a_time() {
    let (fake, proxy, billed) = proxied_within(Duration::from_secs(60));
    proxy.always(Some(Toxic::Slicer(1, Duration::from_millis(1))));
    ask("one byte at a time", &billed, DONE, Duration::from_secs(4)).await;
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

#[tokio::test]
async fn one_byte_at_a_time_for_too_long() {
    let (fake, proxy, billed) = proxied();
    proxy.always(Some(Toxic::Slicer(1, Duration::from_millis(100))));
    ask(
        "one byte every 0.1 s",
        &billed,
        LATE,
        Duration::from_secs(4),
    )
    .await;
    assert_eq!(fake.calls(Call::Session).len(), 0);
}

#[tokio::test]
async fn narrow_way() {
    let (fake, proxy, billed) = proxied();
    proxy.always(Some(Toxic::Bandwidth(10_000)));
    ask("10 kB/s", &billed, DONE, Duration::from_secs(4)).await;
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

#[tokio::test]
async fn cut_short_in_the_head() {
    let (fake, proxy, billed) = proxied();
    proxy.always(Some(Toxic::LimitData(20)));
    ask(
        "head cut short",
        &billed,
        UNAVAILABLE,
        Duration::from_secs(3),
    )
    .await;
    assert_eq!(fake.count(), 3, "three tries");
}

#[tokio::test]
async fn cut_short_in_the_body() {
    let (fake, proxy, billed) = proxied();
    // The head has some 150 bytes, the list of subscriptions more than 300.
    proxy.always(Some(Toxic::LimitData(300)));
    ask(
        "body cut short",
        &billed,
        UNAVAILABLE,
        Duration::from_secs(3),
    )
    .await;
    assert_eq!(fake.count(), 3, "three tries");
}

/// The length fits, the JSON does not: nothing to tell it from an answer that was cut on its way to the other side's proxy.
#[tokio::test]
async fn json_cut_short() {
    let (fake, _proxy, billed) = proxied();
    let cut = Reply::text(
        200,
        "application/json",
        r#"{"id":"bps_1","url":"https://bil"#,
    );
    fake.always(Call::Session, Some(cut));
    let answer = billed.good().send().await;
    println!("| JSON cut short, length right | {} |", answer.status);
    assert!([502, 503].contains(&answer.status), "{answer:?}");
}

#[tokio::test]
async fn reset_at_once() {
    let (fake, proxy, billed) = proxied();
    proxy.next(Toxic::ResetPeer(Duration::ZERO));
    ask("reset, then well", &billed, DONE, Duration::from_secs(3)).await;
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

#[tokio::test]
async fn reset_for_ever() {
    let (_fake, proxy, billed) = proxied();
    proxy.always(Some(Toxic::ResetPeer(Duration::ZERO)));
    ask(
        "reset for ever",
        &billed,
        UNAVAILABLE,
        Duration::from_secs(3),
    )
    .await;
}

#[tokio::test]
async fn reset_in_the_middle() {
    let (fake, proxy, billed) = proxied();
    let half = Reply::text(200, "application/json", r#"{"id":"bps_1"}"#).silent_after(5);
    fake.next(Call::Session, [half]);
    proxy.next(Toxic::ResetPeer(Duration::from_millis(500)));
    ask("reset in the middle", &billed, DONE, Duration::from_secs(3)).await;
    let sessions = fake.calls(Call::Session);
    assert_eq!(sessions.len(), 2);
    let keys: Vec<_> = sessions
        .iter()
        .map(|one| one.header("idempotency-key"))
        .collect();
    assert_eq!(keys[0], keys[1]);
}

#[tokio::test]
async fn slow_to_close() {
    let (fake, proxy, billed) = proxied();
    proxy.always(Some(Toxic::SlowClose(Duration::from_secs(30))));
    ask("slow close", &billed, DONE, Duration::from_secs(1)).await;
    assert_eq!(fake.calls(Call::Session).len(), 1);
}

/// Connections that were kept and are closed by now.
#[tokio::test]
async fn stale_connection() {
    let (fake, proxy, billed) = proxied();
    ask("(opens connections)", &billed, DONE, Duration::from_secs(1)).await;
    proxy.cut();
    ask(
        "stale keep-alive connection",
        &billed,
        DONE,
        Duration::from_secs(3),
    )
    .await;
    assert_eq!(fake.calls(Call::Session).len(), 2);
}

/// The other side closes just when the next request is on its way.
#[tokio::test]
async fn connection_closed_on_reuse() {
    let (fake, _proxy, billed) = proxied();
    ask("(opens connections)", &billed, DONE, Duration::from_secs(1)).await;
    fake.next(Call::Session, [Reply::hang_up()]);
    ask("closed on reuse", &billed, DONE, Duration::from_secs(3)).await;
    assert_eq!(fake.calls(Call::Session).len(), 3);
}

/// Connections are kept.
#[tokio::test]
async fn connections_are_used_again() {
    let (fake, _proxy, billed) = proxied();
    for _ in 0..5 {
        billed.good().send().await.portal();
    }
    assert_eq!(fake.calls(Call::Session).len(), 5);
    assert_eq!(fake.connections(), 1);
}
