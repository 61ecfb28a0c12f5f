use thiserror::Error;

use crate::document::DocumentError;
use crate::effective::EffectiveError;
use crate::files::FileError;
use crate::overlay::OverlayError;

/// Why nothing can be put right.
#[derive(Debug, Error)]
pub enum FixError {
    /// The published document cannot be read.
    #[error(transparent)]
    Published(#[from] EffectiveError),
    /// The overlay cannot be read.
    #[error(transparent)]
    Overlay(#[from] DocumentError),
    /// The overlay does not fit.
    #[error(transparent)]
    Action(#[from] OverlayError),
    /// The overlay cannot be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The overlay is not one.
    #[error("{name}: not an OpenAPI Overlay 1.0 document: `actions` is not a list")]
    NoActions {
        /// The overlay.
        name: &'static str,
    },
}

impl FixError {
    /// The file that it is about, where there is one.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::Published(error) => error.name(),
            Self::Overlay(error) => Some(error.name()),
            Self::Action(error) => Some(error.name()),
            Self::File(error) => Some(error.name()),
            Self::NoActions { name } => Some(name),
        }
    }

    /// The line of it that is wrong, where that is known.
    pub fn line(&self) -> Option<usize> {
        match self {
            Self::Published(error) => error.line(),
            Self::Overlay(error) => error.line(),
            Self::Action(_) | Self::File(_) | Self::NoActions { .. } => None,
        }
    }
}
