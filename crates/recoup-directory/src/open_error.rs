use std::fmt;

use directory::OpenError;
use sql::QueryError;

use crate::shortfall::Shortfall;

/// Why the published service's database cannot be used. Messages name the way out, and never repeat a URL: it may hold a password.
#[derive(Debug, thiserror::Error)]
pub enum RecoupOpenError {
    /// It was not opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// It was opened, and then did not answer.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// It lacks what is needed.
    #[error("{}", Lines(name, .shortfalls))]
    Unfit {
        /// The database, with host and port.
        name: String,
        /// All that it lacks.
        shortfalls: Vec<Shortfall>,
    },
}

impl RecoupOpenError {
    /// Whether it may be over by itself soon: the database is starting, busy or cannot be reached.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Open(error) => error.may_pass(),
            Self::Query(_) => true,
            Self::Unfit { .. } => false,
        }
    }
}

/// A line for each.
struct Lines<'a>(&'a str, &'a [Shortfall]);

impl fmt::Display for Lines<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(name, shortfalls) = self;
        f.write_str(name)?;
        for shortfall in *shortfalls {
            write!(f, "\n  {shortfall}")?;
        }
        Ok(())
    }
}
