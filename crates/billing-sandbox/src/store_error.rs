use std::sync::Arc;
use std::time::Duration;

/// Why the sandbox's store has no answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached.
    #[error(transparent)]
    Failed(#[from] sqlx::Error),
    /// The database took too long.
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
    /// A row holds something that the sandbox never wrote.
    #[error("the {0} in a row of the sandbox is unreadable")]
    UnreadableRow(&'static str),
    /// The operating system has no randomness to give.
    #[error("no randomness: {0}")]
    NoRandomness(#[from] getrandom::Error),
    /// What failed for all those that were written together.
    #[error(transparent)]
    OfAll(Arc<StoreError>),
    /// What wrote it panicked.
    #[error("the session was not written: the attempt broke off, see the log")]
    BrokenOff,
    /// The sandbox is on its way out.
    #[error("sessions are not written any more: the server is stopping")]
    Stopped,
}

impl StoreError {
    /// Whether a row names another one that does not exist.
    pub(crate) fn is_foreign_key_violation(&self) -> bool {
        matches!(self, Self::Failed(sqlx::Error::Database(error)) if error.is_foreign_key_violation())
    }
}
