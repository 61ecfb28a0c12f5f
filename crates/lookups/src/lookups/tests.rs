use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::Semaphore;
use tokio::task::{JoinHandle, yield_now};
use tokio::time::sleep;

use super::*;

const LONG: Duration = Duration::from_secs(600);

/// Look-ups of one thing, which find even numbers in turn when they are let through. Those below 10 are kept.
#[derive(Clone)]
struct Subject {
    lookups: Arc<Lookups<u8, usize>>,
    begun: Arc<AtomicUsize>,
    gate: Arc<Semaphore>,
}

impl Subject {
    fn new() -> Self {
        Self {
            lookups: Arc::new(Lookups::new("test", 100, LONG, |found| *found < 10)),
            begun: Arc::default(),
            gate: Arc::new(Semaphore::new(0)),
        }
    }

    async fn find(&self, is_usable: impl Fn(&usize) -> bool) -> usize {
        let look_up = async || {
            let begun = self.begun.fetch_add(1, Ordering::SeqCst);
            self.gate.acquire().await.expect("open").forget();
            begun * 2
        };
        self.lookups.find(1, is_usable, look_up).await
    }

    /// Asks in a task of its own, and comes back when the request waits.
    async fn start(&self) -> JoinHandle<usize> {
        let subject = self.clone();
        let task = tokio::spawn(async move { subject.find(|_| true).await });
        yield_now().await;
        task
    }

    fn let_through(&self, count: usize) {
        self.gate.add_permits(count);
    }
}

#[tokio::test]
async fn those_who_wait_share_a_look_up_and_it_is_remembered() {
    let subject = Subject::new();
    let (first, second) = (subject.start().await, subject.start().await);
    subject.let_through(1);
    assert_eq!(
        (first.await.expect("found"), second.await.expect("found")),
        (0, 0)
    );
    assert_eq!(subject.find(|_| true).await, 0);
    subject.let_through(2);
    assert_eq!(subject.find(|found| *found > 0).await, 2, "not usable");
    subject.lookups.forget(1);
    assert_eq!(subject.find(|_| true).await, 4, "forgotten");
}

#[tokio::test]
async fn what_is_not_kept_serves_only_those_who_wait_for_it() {
    let subject = Subject::new();
    subject.begun.store(10, Ordering::SeqCst);
    let (first, second) = (subject.start().await, subject.start().await);
    subject.let_through(2);
    assert_eq!(
        (first.await.expect("found"), second.await.expect("found")),
        (20, 20)
    );
    assert_eq!(subject.find(|_| true).await, 22);
}

/// More than the 200 that moka's own cache of futures bears.
#[tokio::test]
async fn any_number_of_look_ups_may_be_abandoned() {
    let subject = Subject::new();
    let mut requests = Vec::new();
    for _ in 0..500 {
        requests.push(subject.start().await);
    }
    let last = requests.pop().expect("one");
    for request in requests {
        request.abort();
        assert!(request.await.expect_err("abandoned").is_cancelled());
        // The others wake, and one of them begins.
        sleep(Duration::from_millis(1)).await;
    }
    subject.let_through(1);
    let begun = subject.begun.load(Ordering::SeqCst);
    assert_eq!(last.await.expect("no panic"), (begun - 1) * 2);
    assert!(begun > 200, "{begun}");
}
