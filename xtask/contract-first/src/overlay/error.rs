use thiserror::Error;

/// Why an overlay cannot be applied.
#[derive(Debug, Error)]
pub enum OverlayError {
    /// It is not an OpenAPI Overlay 1.0 document.
    #[error("{name}: {reason}")]
    Invalid {
        /// Its name in messages.
        name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// An action does not fit the document.
    #[error("{name}: action {number} on `{target}`{} {reason}", .description.as_ref().map(|text| format!(" ({text})")).unwrap_or_default())]
    Action {
        /// The name of the overlay in messages.
        name: String,
        /// Counted from 1.
        number: usize,
        /// What it is about.
        target: String,
        /// Its own description.
        description: Option<String>,
        /// Why it cannot be applied.
        reason: String,
    },
    /// The document becomes too large.
    #[error("{name}: action {number} leaves a document {limit}")]
    TooLarge {
        /// The name of the overlay in messages.
        name: String,
        /// Counted from 1.
        number: usize,
        /// The limit.
        limit: String,
    },
}

impl OverlayError {
    /// The overlay, as messages call it.
    pub fn name(&self) -> &str {
        match self {
            Self::Invalid { name, .. }
            | Self::Action { name, .. }
            | Self::TooLarge { name, .. } => name,
        }
    }
}
