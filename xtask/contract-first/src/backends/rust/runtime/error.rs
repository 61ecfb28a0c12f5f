//! What can go wrong with a call.

use std::fmt;
use std::time::Duration;

/// Why a call has no result. `E` is what the contract documents for the operation.
#[derive(Clone, Debug, PartialEq)]
pub enum Error<E> {
    /// The service answered with an error that the contract documents.
    Status(Box<Failure<E>>),
    /// The service answered with something that the contract does not document.
    Undocumented(Box<Undocumented>),
    /// The time for the whole call, tries and waits included, was spent.
    Timeout(Duration),
    /// The service could not be reached, or the connection broke: why.
    Connection(String),
    /// The request could not be made, so nothing was sent: why.
    Unsent(String),
}

/// An error that the contract documents.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure<E> {
    /// The HTTP status.
    pub status: u16,
    /// What the service says, for people.
    pub message: String,
    /// The body, by status.
    pub body: E,
    /// The service's name for this request (`x-request-id`), for questions to its operators.
    pub request_id: Option<String>,
    /// How long to wait before the next try (`Retry-After`).
    pub retry_after: Option<Duration>,
}

/// A response that the contract does not document: another status, or another form of the body.
#[derive(Clone, Debug, PartialEq)]
pub struct Undocumented {
    /// The HTTP status.
    pub status: u16,
    /// The body as text, its first 64 KiB.
    pub text: String,
    /// What is not as documented.
    pub problem: String,
    /// The service's name for this request (`x-request-id`), for questions to its operators.
    pub request_id: Option<String>,
    /// How long to wait before the next try (`Retry-After`).
    pub retry_after: Option<Duration>,
}

impl<E> Error<E> {
    /// The HTTP status of the response, if there was one.
    pub fn status(&self) -> Option<u16> {
        match self {
            Self::Status(failure) => Some(failure.status),
            Self::Undocumented(response) => Some(response.status),
            _ => None,
        }
    }

    /// The service's name for this request (`x-request-id`).
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Status(failure) => failure.request_id.as_deref(),
            Self::Undocumented(response) => response.request_id.as_deref(),
            _ => None,
        }
    }

    /// How long to wait before the next try (`Retry-After`).
    pub fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::Status(failure) => failure.retry_after,
            Self::Undocumented(response) => response.retry_after,
            _ => None,
        }
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status(failure) => {
                write!(
                    formatter,
                    "the service answered {}: {}",
                    failure.status, failure.message
                )?;
            }
            Self::Undocumented(response) => {
                write!(
                    formatter,
                    "the service answered {}, {}",
                    response.status, response.problem
                )?;
            }
            Self::Timeout(limit) => {
                write!(formatter, "no answer within {} s", limit.as_secs_f64())?;
            }
            Self::Connection(why) => write!(formatter, "cannot reach the service: {why}")?,
            Self::Unsent(why) => write!(formatter, "the request cannot be made: {why}")?,
        }
        match self.request_id() {
            Some(id) => write!(formatter, " (request {id})"),
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {}

/// The kinds of [`Error`] that need no response.
pub(crate) enum Problem {
    Timeout(Duration),
    Connection(String),
    Unsent(String),
}

impl<E> From<Problem> for Error<E> {
    fn from(problem: Problem) -> Self {
        match problem {
            Problem::Timeout(limit) => Self::Timeout(limit),
            Problem::Connection(why) => Self::Connection(why),
            Problem::Unsent(why) => Self::Unsent(why),
        }
    }
}
