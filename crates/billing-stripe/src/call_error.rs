use std::time::Duration;

use crate::refusal::Refusal;

/// A call that did not give what it was for.
#[derive(Debug, thiserror::Error)]
#[error("{call}: {why}")]
pub(crate) struct CallError {
    /// The name of the call.
    pub(crate) call: &'static str,
    #[source]
    pub(crate) why: Why,
}

/// Why not.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Why {
    /// Not tried: the calls before it failed.
    #[error("not tried, because the calls before it failed; the next is let through in {0:.1?}")]
    Resting(Duration),
    /// Not tried: there were too many requests for the same endpoint.
    #[error(
        "not tried, because Stripe had too many such requests; the next is let through in {0:.1?}"
    )]
    Paused(Duration),
    /// Not tried: too many searches wait for their turn.
    #[error("not tried, because too many look-ups wait for a search")]
    NoTurn,
    /// The time for the request is spent.
    #[error("no answer within the deadline")]
    Late,
    /// No whole answer.
    #[error(transparent)]
    Lost(Lost),
    /// Stripe does not do it.
    #[error("{0}")]
    Refused(Box<Refusal>),
    /// An answer that makes no sense.
    #[error(transparent)]
    Nonsense(Nonsense),
}

impl Why {
    /// What the metrics call it.
    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Resting(_) => "resting",
            Self::Paused(_) => "paused",
            Self::NoTurn => "no_turn",
            Self::Late => "late",
            Self::Lost(_) => "lost",
            Self::Refused(refusal) => match refusal.status.as_u16() {
                429 => "limited",
                500.. => "failed",
                _ => "refused",
            },
            Self::Nonsense(_) => "nonsense",
        }
    }
}

/// Why an answer did not arrive as a whole.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Lost {
    /// No connection, or none that lasted.
    #[error("the connection failed")]
    Connection(#[source] reqwest::Error),
    /// The connection ended in good order in the middle of the JSON.
    #[error("the answer was cut short")]
    CutShort,
}

impl From<reqwest::Error> for Lost {
    /// Leaves the URL out: its query is nothing for a log.
    fn from(error: reqwest::Error) -> Self {
        Self::Connection(error.without_url())
    }
}

/// What is wrong with an answer.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Nonsense {
    /// It sends us elsewhere, with the key.
    #[error("the answer is a redirect ({0}), which is not followed")]
    Redirect(u16),
    /// More than is read.
    #[error(
        "the answer is larger than {} bytes",
        crate::answer::LARGEST_BODY_BYTES
    )]
    TooLarge,
    /// Not JSON, or not of the kind that was asked for. Stripe's text is not repeated.
    #[error("the answer is not what was asked for (line {line}, column {column})")]
    Form {
        /// Where in the JSON, from 1.
        line: usize,
        /// Where in the line, from 1.
        column: usize,
    },
    /// The session's page cannot be shown to anybody.
    #[error("the URL of the session is not an https address")]
    Url,
    /// Something that may be what was asked for, and cannot be read.
    #[error("an object that may be what was asked for cannot be read")]
    Unreadable,
    /// More than are looked through.
    #[error("there are too many of them to look through")]
    TooMany,
}
