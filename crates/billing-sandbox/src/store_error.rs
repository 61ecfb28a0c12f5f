/// Why the sandbox's store has no answer.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database did not do it.
    #[error(transparent)]
    Query(#[from] sql::QueryError),
    /// A row holds something that the sandbox never wrote.
    #[error("the {0} in a row of the sandbox is unreadable")]
    UnreadableRow(&'static str),
    /// The operating system has no randomness to give.
    #[error("no randomness: {0}")]
    NoRandomness(#[from] getrandom::Error),
}
