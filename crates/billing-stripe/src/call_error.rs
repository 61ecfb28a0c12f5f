use std::time::Duration;

use crate::error_response::ErrorResponse;
use crate::response::MAX_BODY_BYTES;

/// A call that did not return what it was made for.
#[derive(Debug, thiserror::Error)]
#[error("{call}: {cause}")]
pub(crate) struct CallError {
    /// The name of the call.
    pub(crate) call: &'static str,
    #[source]
    pub(crate) cause: CallFailure,
}

#[derive(Debug, thiserror::Error)]
pub(crate) enum CallFailure {
    #[error("not tried, because the calls before it failed; the next is let through in {0:.1?}")]
    CircuitOpen(Duration),
    #[error(
        "not tried, because Stripe had too many such requests; the next is let through in {0:.1?}"
    )]
    Paused(Duration),
    #[error("not tried, because too many look-ups wait for a search")]
    SearchQueueFull,
    #[error("no response within the deadline")]
    Timeout,
    /// No connection, or none that lasted.
    #[error("the connection failed")]
    Connection(#[source] reqwest::Error),
    /// The connection ended in good order in the middle of the JSON.
    #[error("the response was cut short")]
    CutShort,
    #[error("{0}")]
    Refused(Box<ErrorResponse>),
    #[error(transparent)]
    Invalid(InvalidResponse),
}

impl CallFailure {
    /// What the metrics call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::CircuitOpen(_) => "circuit_open",
            Self::Paused(_) => "paused",
            Self::SearchQueueFull => "search_queue_full",
            Self::Timeout => "timeout",
            Self::Connection(_) | Self::CutShort => "connection_error",
            Self::Refused(response) => match response.status.as_u16() {
                429 => "rate_limited",
                500.. => "failed",
                _ => "refused",
            },
            Self::Invalid(_) => "invalid_response",
        }
    }
}

impl From<reqwest::Error> for CallFailure {
    /// Leaves the URL out: its query must not be logged.
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error.without_url())
    }
}

/// What is wrong with a response.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InvalidResponse {
    /// It sends us elsewhere, with the key.
    #[error("the response is a redirect ({0}), which is not followed")]
    Redirect(u16),
    #[error("the response is larger than {MAX_BODY_BYTES} bytes")]
    TooLarge,
    /// Not JSON, or not of the kind that was asked for. Stripe's text is not repeated. Line and column start at 1.
    #[error("the response is not what was asked for (line {line}, column {column})")]
    Form { line: usize, column: usize },
    #[error("the URL of the session is not an https address")]
    Url,
    #[error("an object that may be what was asked for is unreadable")]
    Unreadable,
    #[error("there are too many objects to look through")]
    TooMany,
}
