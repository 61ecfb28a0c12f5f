use accounts::{DirectoryError, KeyId};

use crate::hidden_rows::HiddenRows;

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum QueryError {
    #[error(transparent)]
    Query(#[from] sql::QueryError),
    #[error(transparent)]
    Hidden(#[from] HiddenRows),
    #[error("the {0} in the row of {1} is unreadable")]
    Unreadable(&'static str, String),
    #[error(
        "the row of the API key {0} can be read and not deleted, as with a policy of row-level security for some rows: the key still works"
    )]
    Undeletable(KeyId),
}

impl From<QueryError> for DirectoryError {
    fn from(error: QueryError) -> Self {
        Self::Unavailable(error.into())
    }
}
