use std::path::PathBuf;

use accounts::DirectoryError;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QueryError {
    #[error(transparent)]
    Query(#[from] sql::QueryError),
    #[error("{}: the file was removed or replaced while it was open; put it back or start again", .0.display())]
    FileLost(PathBuf),
    #[error("the statement returned no row")]
    NoRow,
    #[error("a text with NUL in it cannot be stored")]
    Nul,
    #[error("the {0} in the row of {1} is unreadable")]
    UnreadableRow(&'static str, String),
}

impl From<QueryError> for DirectoryError {
    fn from(error: QueryError) -> Self {
        Self::Unavailable(error.into())
    }
}
