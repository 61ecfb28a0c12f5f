use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio::time::sleep;

use super::{CredentialCache, Fingerprint};
use crate::account::AccountId;
use crate::authenticate_error::AuthenticateError;
use crate::directory::{DirectoryError, Expiry};
use crate::key::KeyId;
use crate::refusal_cause::RefusalCause;
use crate::resolved::{CredentialName, Resolved};

type Found = Result<Resolved, AuthenticateError>;

/// Longer than any of these tests takes.
const LONG: Duration = Duration::from_secs(600);
/// Over at once.
const SHORT: Duration = Duration::from_millis(20);
const CREDENTIAL: Fingerprint = Fingerprint::Token([7; 32]);

/// A cache over a store whose answers come when they are let through.
#[derive(Clone)]
struct Subject {
    cache: Arc<CredentialCache>,
    asked: Arc<AtomicUsize>,
    gate: Arc<Semaphore>,
}

impl Subject {
    fn new(longest: Duration) -> Self {
        Self {
            cache: Arc::new(CredentialCache::new(longest)),
            asked: Arc::default(),
            gate: Arc::new(Semaphore::new(0)),
        }
    }

    /// Answers come at once.
    fn open(longest: Duration) -> Self {
        let subject = Self::new(longest);
        subject.gate.add_permits(1_000);
        subject
    }

    async fn find(&self, answer: impl Fn() -> Found) -> Result<AccountId, AuthenticateError> {
        let look_up = async || {
            self.asked.fetch_add(1, Ordering::SeqCst);
            self.gate.acquire().await.expect("open").forget();
            answer()
        };
        let found = self.cache.find(CREDENTIAL, look_up).await;
        found.map(|resolved| resolved.account)
    }

    /// Asks in a task of its own, and comes back when the request waits: for its look-up, or for that of another.
    async fn start(
        &self,
        answer: impl Fn() -> Found + Send + Sync + 'static,
    ) -> JoinHandle<Result<AccountId, AuthenticateError>> {
        let subject = self.clone();
        let task = tokio::spawn(async move { subject.find(answer).await });
        // On one thread the task runs until it waits.
        tokio::task::yield_now().await;
        task
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn opened() -> Resolved {
    Resolved {
        account: AccountId::random(),
        credential: CredentialName::Key(KeyId::random()),
        expiry: Expiry::Never,
    }
}

fn unknown() -> Found {
    Err(AuthenticateError::Refused(RefusalCause::Unknown))
}

#[tokio::test]
async fn find_again_is_remembered() {
    let subject = Subject::open(LONG);
    let found = opened();
    for _ in 0..3 {
        let account = subject.find(|| Ok(found.clone())).await;
        assert_eq!(account.expect("an account"), found.account);
    }
    assert_eq!(subject.asked(), 1);
}

#[tokio::test]
async fn find_with_cache_off_asks_each_time() {
    let subject = Subject::open(Duration::ZERO);
    for _ in 0..3 {
        subject.find(|| Ok(opened())).await.expect("an account");
    }
    assert_eq!(subject.asked(), 3);
}

#[tokio::test]
async fn find_key_and_token_apart() {
    let cache = CredentialCache::new(LONG);
    let of = async |fingerprint| {
        let account = cache.find(fingerprint, async || Ok(opened())).await;
        account.expect("an account")
    };
    let hash = "07".repeat(32).parse().expect("a hash");
    let [key, token] = [Fingerprint::Key(hash), CREDENTIAL];
    assert_ne!(of(key).await, of(token).await);
    assert_ne!(of(token).await, of(Fingerprint::Token([8; 32])).await);
}

#[tokio::test]
async fn miss_together_costs_one_look_up() {
    let subject = Subject::new(LONG);
    let found = opened();
    let mut tasks = Vec::new();
    for _ in 0..100 {
        let found = found.clone();
        tasks.push(subject.start(move || Ok(found.clone())).await);
    }
    subject.gate.add_permits(1_000);
    for task in tasks {
        let account = task.await.expect("no panic");
        assert_eq!(account.expect("an account"), found.account);
    }
    assert_eq!(subject.asked(), 1);
}

#[tokio::test]
async fn miss_together_failure_is_shared_and_not_kept() {
    let subject = Subject::new(LONG);
    let failure = || Err(DirectoryError::Unavailable("down".into()).into());
    let mut tasks = Vec::new();
    for _ in 0..100 {
        tasks.push(subject.start(failure).await);
    }
    subject.gate.add_permits(1_000);
    for task in tasks {
        let answer = task.await.expect("no panic");
        assert!(
            matches!(answer, Err(AuthenticateError::Directory(_))),
            "{answer:?}"
        );
    }
    assert_eq!(subject.asked(), 1);
    subject.find(|| Ok(opened())).await.expect("an account");
}

#[tokio::test]
async fn miss_together_refusal_is_asked_for_once_more_at_most() {
    let subject = Subject::new(LONG);
    let mut tasks = Vec::new();
    for _ in 0..100 {
        tasks.push(subject.start(unknown).await);
    }
    subject.gate.add_permits(1);
    let first = tasks.remove(0).await.expect("no panic");
    assert!(
        matches!(first, Err(AuthenticateError::Refused(_))),
        "{first:?}"
    );
    // The others look up together in their turn.
    sleep(SHORT).await;
    assert_eq!(subject.asked(), 2);
    subject.gate.add_permits(1_000);
    for task in tasks {
        let answer = task.await.expect("no panic");
        assert!(
            matches!(answer, Err(AuthenticateError::Refused(_))),
            "{answer:?}"
        );
    }
    // One that began when the first came, and one that began after all of the others had come.
    assert_eq!(subject.asked(), 2);
}

#[tokio::test]
async fn refusal_is_not_kept() {
    let subject = Subject::open(LONG);
    for _ in 0..2 {
        let answer = subject.find(unknown).await;
        assert!(
            matches!(answer, Err(AuthenticateError::Refused(_))),
            "{answer:?}"
        );
    }
    assert_eq!(subject.asked(), 2);
    subject.find(|| Ok(opened())).await.expect("an account");
}

/// Made while a look-up that did not find it was under way: who comes after it was made is not refused.
#[tokio::test]
async fn refusal_from_before_the_request_is_not_taken() {
    let subject = Subject::new(LONG);
    let early = subject.start(unknown).await;
    let late = subject.start(|| Ok(opened())).await;
    subject.gate.add_permits(2);
    let answer = early.await.expect("no panic");
    assert!(
        matches!(answer, Err(AuthenticateError::Refused(_))),
        "{answer:?}"
    );
    late.await.expect("no panic").expect("an account");
}

/// Revoked while a slow look-up that found it was under way: who comes long after is not let in by it.
#[tokio::test]
async fn find_from_long_before_the_request_is_not_taken() {
    let subject = Subject::new(SHORT);
    let early = subject.start(|| Ok(opened())).await;
    sleep(2 * SHORT).await;
    let late = subject.start(unknown).await;
    assert_eq!(subject.asked(), 1, "it waits for the other");
    subject.gate.add_permits(2);
    early.await.expect("no panic").expect("an account");
    let answer = late.await.expect("no panic");
    assert!(
        matches!(answer, Err(AuthenticateError::Refused(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn time_counts_from_before_the_look_up() {
    let subject = Subject::new(SHORT);
    let slow = subject.start(|| Ok(opened())).await;
    sleep(2 * SHORT).await;
    subject.gate.add_permits(2);
    slow.await.expect("no panic").expect("an account");
    let answer = subject.find(unknown).await;
    assert!(
        matches!(answer, Err(AuthenticateError::Refused(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn entry_is_gone_after_its_time() {
    let subject = Subject::open(SHORT);
    subject.find(|| Ok(opened())).await.expect("an account");
    sleep(2 * SHORT).await;
    let answer = subject.find(unknown).await;
    assert!(
        matches!(answer, Err(AuthenticateError::Refused(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn expire_while_remembered() {
    let subject = Subject::open(LONG);
    let found = Resolved {
        expiry: Expiry::At(Timestamp::now() + SignedDuration::from_millis(200)),
        ..opened()
    };
    subject
        .find(|| Ok(found.clone()))
        .await
        .expect("an account");
    sleep(Duration::from_millis(250)).await;
    let answer = subject.find(|| Ok(found.clone())).await;
    assert!(
        matches!(answer, Err(AuthenticateError::Refused(_))),
        "{answer:?}"
    );
    assert_eq!(subject.asked(), 1);
}

#[tokio::test]
async fn leader_cancelled_waiters_go_on() {
    let subject = Subject::new(LONG);
    let leader = subject.start(unknown).await;
    let found = opened();
    let mut waiters = Vec::new();
    for _ in 0..10 {
        let found = found.clone();
        waiters.push(subject.start(move || Ok(found.clone())).await);
    }
    assert_eq!(subject.asked(), 1);
    leader.abort();
    assert!(leader.await.expect_err("aborted").is_cancelled());
    subject.gate.add_permits(1_000);
    for waiter in waiters {
        let account = waiter.await.expect("no panic");
        assert_eq!(account.expect("an account"), found.account);
    }
    assert_eq!(subject.asked(), 2);
}

#[tokio::test]
async fn leader_panics_waiters_go_on() {
    let subject = Subject::new(LONG);
    let leader = subject.start(|| panic!("on purpose")).await;
    let found = opened();
    let account = found.account;
    let waiter = subject.start(move || Ok(found.clone())).await;
    subject.gate.add_permits(1_000);
    assert!(leader.await.expect_err("a panic").is_panic());
    let waited = waiter.await.expect("no panic");
    assert_eq!(waited.expect("an account"), account);
}
