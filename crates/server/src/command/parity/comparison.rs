use std::fmt;

use crate::command::parity::case::Case;
use crate::command::parity::outcome::Outcome;
use crate::command::parity::reason::Reason;

/// How both answered a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal(Outcome),
    Intended {
        reference: Outcome,
        here: Outcome,
        reason: Reason,
    },
    Different {
        reference: Outcome,
        here: Outcome,
    },
    /// It needs a key, and none is given.
    NotSent,
}

impl Comparison {
    pub(crate) fn of(case: &Case, reference: Outcome, here: Outcome) -> Self {
        if reference == here {
            return Self::Equal(here);
        }
        let fits = |side: &Outcome, expected: &[_]| expected.iter().any(|one| side.is(one));
        let intended = case.intended.as_ref();
        let intended = intended.filter(|intended| {
            fits(&reference, &intended.reference)
                && fits(&here, &intended.here)
                && (intended.headers_differ || reference.cors == here.cors)
        });
        match intended {
            Some(intended) => Self::Intended {
                reason: intended.reason,
                reference,
                here,
            },
            None => Self::Different { reference, here },
        }
    }

    /// The line of the report.
    pub(crate) fn line(&self, name: &str) -> String {
        format!("{:<9}  {name}: {self}\n", self.label())
    }

    pub(crate) fn label(&self) -> &'static str {
        match self {
            Self::Equal(_) => "equal",
            Self::Intended { .. } => "intended",
            Self::Different { .. } => "DIFFERENT",
            Self::NotSent => "not sent",
        }
    }
}

impl fmt::Display for Comparison {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Equal(outcome) => write!(f, "{outcome}"),
            Self::Intended {
                reference,
                here,
                reason,
            } => write!(f, "{reference} there, {here} here: {reason}"),
            Self::Different { reference, here } => {
                write!(f, "{reference} there, {here} here")?;
                match reference.cors == here.cors {
                    true => Ok(()),
                    false => f.write_str("; the headers for other origins differ"),
                }
            }
            Self::NotSent => f.write_str("name a file that holds a key with --key-file"),
        }
    }
}

#[cfg(test)]
mod tests;
