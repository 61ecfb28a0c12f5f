use thiserror::Error;

use super::limits::too_large;
use crate::files::FileError;

/// Why no OpenAPI document can be read from a place.
#[derive(Debug, Error)]
pub enum DocumentError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// There is something else than a file.
    #[error("cannot read {name}: {reason}")]
    NoFile {
        /// The place.
        name: String,
        /// What it is, and what to name.
        reason: String,
    },
    /// The URL gives nothing.
    #[error("cannot get {url}")]
    Request {
        /// The URL.
        url: String,
        /// The message from the HTTP client.
        #[source]
        cause: Box<ureq::Error>,
    },
    /// The URL gives something else than a document.
    #[error("cannot get {url}: {reason}")]
    Response {
        /// The URL.
        url: String,
        /// What is wrong with the response.
        reason: String,
    },
    /// It is larger than what is read.
    #[error("{}", too_large(.name))]
    TooLarge {
        /// The place.
        name: String,
    },
    /// The text is not what its format asks for.
    #[error("{name}{}: {message}", .line.map(|line| format!(", line {line}")).unwrap_or_default())]
    Text {
        /// The place.
        name: String,
        /// Counted from 1, where known.
        line: Option<usize>,
        /// What is wrong.
        message: String,
    },
    /// It holds something else than an OpenAPI document.
    #[error("{name}: {cause}")]
    NotOpenApiError {
        /// The place.
        name: String,
        /// What it is instead.
        cause: NotOpenApiError,
    },
}

/// What something is instead of an OpenAPI document of a version that is read.
#[derive(Debug, Error)]
#[error("{0}")]
pub struct NotOpenApiError(pub(super) String);

impl DocumentError {
    /// The file or URL that it is about.
    pub fn name(&self) -> &str {
        match self {
            Self::File(error) => error.name(),
            Self::Request { url: name, .. }
            | Self::Response { url: name, .. }
            | Self::NoFile { name, .. }
            | Self::TooLarge { name }
            | Self::Text { name, .. }
            | Self::NotOpenApiError { name, .. } => name,
        }
    }

    /// The line of it that is wrong, where that is known.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Text { line, .. } => *line,
            Self::File(_)
            | Self::NoFile { .. }
            | Self::Request { .. }
            | Self::Response { .. }
            | Self::TooLarge { .. }
            | Self::NotOpenApiError { .. } => None,
        }
    }
}
