use thiserror::Error;

use crate::files::FileError;

/// Why a project cannot be worked on.
#[derive(Debug, Error)]
pub enum ProjectError {
    /// A file or folder cannot be used.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is none.
    #[error("{0}")]
    NotFound(String),
    /// Its configuration is invalid; with `file:line:column` where it is known.
    #[error("{place}: {reason}")]
    Configuration {
        /// Where to work.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// It has several documents, and the configuration does not name one.
    #[error("{0}")]
    SeveralDocuments(String),
}
