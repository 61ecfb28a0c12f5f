use std::path::PathBuf;
use std::time::Duration;

use accounts::DirectoryError;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QueryError {
    #[error(transparent)]
    Failed(#[from] sqlx::Error),
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
    #[error("{}: the file was removed or replaced while it was open; put it back or start again", .0.display())]
    FileLost(PathBuf),
    #[error("the {0} in the row of {1} is unreadable")]
    UnreadableRow(&'static str, String),
}

impl QueryError {
    /// Whether a row names another one that does not exist.
    pub(crate) fn is_foreign_key_violation(&self) -> bool {
        matches!(self, Self::Failed(sqlx::Error::Database(error)) if error.is_foreign_key_violation())
    }

    /// Whether a row is there already.
    pub(crate) fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Failed(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

impl From<QueryError> for DirectoryError {
    fn from(error: QueryError) -> Self {
        Self::Unavailable(error.into())
    }
}
