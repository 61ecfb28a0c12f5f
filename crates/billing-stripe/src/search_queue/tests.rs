use std::sync::Arc;

use super::*;

fn queue(per_second: u32) -> Arc<SearchQueue> {
    let number = NonZeroU32::new(per_second).expect("not zero");
    Arc::new(SearchQueue::new(number))
}

fn soon() -> Instant {
    Instant::now() + Duration::from_secs(60)
}

#[tokio::test]
async fn whoever_had_no_turn_yet_goes_first() {
    let queue = queue(20);
    let eager = AccountId::random();
    assert!(queue.wait(eager, soon()).await);
    // The burst is used up: the next turn takes a tenth of a second.
    while queue
        .rate
        .check_n(SEARCHES)
        .is_ok_and(|checked| checked.is_ok())
    {}
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for account in [eager, AccountId::random()] {
        let (queue, order) = (Arc::clone(&queue), Arc::clone(&order));
        tasks.push(tokio::spawn(async move {
            assert!(queue.wait(account, soon()).await);
            order.lock().push(account);
        }));
        tokio::task::yield_now().await;
    }
    for task in tasks {
        task.await.expect("no panic");
    }
    assert_eq!(order.lock().last(), Some(&eager));
    assert!(queue.waiting.lock().positions.is_empty());
}

#[tokio::test]
async fn nobody_waits_beyond_the_deadline() {
    let queue = queue(1);
    assert!(queue.wait(AccountId::random(), soon()).await);
    let begun = std::time::Instant::now();
    let deadline = Instant::now() + Duration::from_millis(50);
    assert!(!queue.wait(AccountId::random(), deadline).await);
    assert!(begun.elapsed() >= Duration::from_millis(50));
    assert!(
        queue.waiting.lock().positions.is_empty(),
        "the place is given up"
    );
}
