use std::time::{Duration, Instant};

use tokio::task_local;

/// Where no other is set: far enough away.
const DEFAULT_TIME: Duration = Duration::from_secs(24 * 60 * 60);

task_local! {
    static CURRENT: Deadline;
}

/// The moment by which a request must be answered: set once, when the request arrives, and passed to whatever works for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(Instant);

impl Deadline {
    /// This moment.
    pub fn at(end: Instant) -> Self {
        Self(end)
    }

    /// So much later than now.
    pub fn after(time: Duration) -> Self {
        Self(Instant::now() + time)
    }

    /// Practically none: a day.
    pub fn never() -> Self {
        Self::after(DEFAULT_TIME)
    }

    /// The moment itself.
    pub fn as_instant(self) -> Instant {
        self.0
    }

    /// Works under this deadline. It reaches the operations behind the generated router, whose arguments are those of the contract.
    pub fn scope<F: Future>(self, work: F) -> impl Future<Output = F::Output> {
        CURRENT.scope(self, work)
    }

    /// That of the current request.
    pub(crate) fn current() -> Self {
        CURRENT
            .try_with(|deadline| *deadline)
            .unwrap_or_else(|_| Self::never())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn current_is_that_of_the_scope() {
        let deadline = Deadline::after(Duration::from_secs(7));
        assert_eq!(
            deadline.scope(async { Deadline::current() }).await,
            deadline
        );
        assert!(Deadline::current() > deadline);
    }
}
