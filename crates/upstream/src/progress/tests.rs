use super::*;

const TIMEOUT: Duration = Duration::from_secs(10);

#[tokio::test(start_paused = true)]
async fn progress_extends_the_time() {
    let (start, progress) = (Instant::now(), Progress::new());
    let moving = async {
        for _ in 0..3 {
            tokio::time::sleep(Duration::from_secs(7)).await;
            progress.moved();
        }
    };
    let (stalled, ()) = tokio::join!(progress.stalled(TIMEOUT), moving);
    assert_eq!(stalled, Stalled::Upstream);
    assert_eq!(start.elapsed().as_secs(), 31);
}

#[tokio::test(start_paused = true)]
async fn client_is_named() {
    let progress = Progress::new();
    progress.waits_for_client();
    assert_eq!(progress.stalled(TIMEOUT).await, Stalled::Client);
    progress.moved();
    assert_eq!(progress.stalled(TIMEOUT).await, Stalled::Upstream);
}
