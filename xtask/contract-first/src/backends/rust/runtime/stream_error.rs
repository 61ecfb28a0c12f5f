//! Why a stream ends early.

use std::fmt;
use std::time::Duration;

/// Why a stream ends early.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StreamError {
    /// What happened.
    pub problem: StreamProblem,
    /// The last id that the service gave to an event: where to go on.
    pub last_event_id: Option<String>,
    /// How long the service asks to wait before the next try.
    pub retry: Option<Duration>,
}

/// What happens to streams.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StreamProblem {
    /// The connection broke: why.
    Connection(String),
    /// Nothing came for so long.
    Timeout(Duration),
    /// The response ended before the stream did.
    Incomplete,
    /// An item was larger than this many bytes.
    TooLarge(usize),
    /// What came is not what the contract documents.
    Undocumented(String),
}

impl From<StreamProblem> for StreamError {
    fn from(problem: StreamProblem) -> Self {
        Self {
            problem,
            last_event_id: None,
            retry: None,
        }
    }
}

impl fmt::Display for StreamError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.problem {
            StreamProblem::Connection(why) => write!(formatter, "the stream broke: {why}"),
            StreamProblem::Timeout(gap) => {
                write!(
                    formatter,
                    "the stream was silent for {} s",
                    gap.as_secs_f64()
                )
            }
            StreamProblem::Incomplete => {
                formatter.write_str("the response ended before the stream")
            }
            StreamProblem::TooLarge(limit) => {
                write!(
                    formatter,
                    "the stream has an item of more than {limit} bytes"
                )
            }
            StreamProblem::Undocumented(problem) => {
                write!(formatter, "the stream is not as documented: {problem}")
            }
        }
    }
}

impl std::error::Error for StreamError {}
