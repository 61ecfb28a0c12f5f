use thiserror::Error;

use crate::files::FileError;

/// Why a project cannot be worked on.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// A file or a folder of it.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is none.
    #[error("{0}")]
    NotFound(String),
    /// Its configuration says something that has no meaning; with `file:line:column` where it is known.
    #[error("{place}: {reason}")]
    Configuration {
        /// Where.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// It has several documents, and nothing says which one is meant.
    #[error("{0}")]
    SeveralDocuments(String),
}
