use thiserror::Error;

use crate::document::{DocumentError, NotOpenApiError};
use crate::overlay::OverlayError;

/// Why there is no effective document.
#[derive(Debug, Error)]
pub enum EffectiveError {
    /// The published document or the overlay cannot be read.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The overlay does not fit.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
    /// The project has no published document.
    #[error("cannot read {name}: no such file; `{import}` creates it")]
    Missing {
        /// The file.
        name: String,
        /// The command that makes it.
        import: String,
    },
    /// The published document is none.
    #[error("{}{cause}", .name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default())]
    NotOpenApiError {
        /// The file, where it came from one.
        name: Option<String>,
        /// What it is instead.
        cause: NotOpenApiError,
    },
    /// The overlay leaves none.
    #[error("{name} does not result in an OpenAPI document: {cause}")]
    NothingLeft {
        /// The overlay.
        name: String,
        /// What it leaves instead.
        cause: NotOpenApiError,
    },
}

impl EffectiveError {
    /// The file or URL that it is about, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Document(error) => Some(error.name()),
            Self::Overlay(error) => Some(error.name()),
            Self::Missing { name, .. } | Self::NothingLeft { name, .. } => Some(name),
            Self::NotOpenApiError { name, .. } => name.as_deref(),
        }
    }

    /// The line of it that is wrong, where that is known.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Document(error) => error.line(),
            Self::Overlay(_)
            | Self::Missing { .. }
            | Self::NotOpenApiError { .. }
            | Self::NothingLeft { .. } => None,
        }
    }
}
