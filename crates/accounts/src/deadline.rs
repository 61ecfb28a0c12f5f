use std::time::{Duration, Instant};

/// Where no other is set: far enough away.
const DEFAULT_TIME: Duration = Duration::from_secs(24 * 60 * 60);

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
}
