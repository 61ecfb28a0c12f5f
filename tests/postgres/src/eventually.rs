use std::time::Duration;

/// Waits until something holds, for ten seconds at most.
///
/// # Panics
/// When it does not hold by then.
pub async fn eventually(what: &str, mut holds: impl FnMut() -> bool) {
    for _ in 0..200 {
        if holds() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("not in time: {what}");
}
