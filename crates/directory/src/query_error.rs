use std::path::PathBuf;
use std::time::Duration;

use accounts::DirectoryError;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QueryError {
    #[error(transparent)]
    Failed(sqlx::Error),
    #[error("no connection in time: the database cannot be reached, or all connections are in use")]
    NoConnection,
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
    #[error("{}: the file was removed or replaced while it was open; put it back or start again", .0.display())]
    FileLost(PathBuf),
    #[error("a text with NUL in it cannot be stored")]
    Nul,
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

impl From<sqlx::Error> for QueryError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::NoConnection,
            other => Self::Failed(other),
        }
    }
}

impl From<QueryError> for DirectoryError {
    fn from(error: QueryError) -> Self {
        Self::Unavailable(error.into())
    }
}
