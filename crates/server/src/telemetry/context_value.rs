use std::fmt::{self, Debug, Display};

use serde::{Serialize, Serializer};

/// A value of a request's context, as the log shows it: written where it is wanted, without a copy.
#[derive(Clone, Copy)]
pub(crate) enum ContextValue<'a> {
    Text(&'a str),
    Shown(&'a dyn Display),
}

impl Serialize for ContextValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Shown(shown) => serializer.collect_str(shown),
        }
    }
}

/// In quotes.
impl Debug for ContextValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{text:?}"),
            // Ids and addresses, in which nothing has to be escaped.
            Self::Shown(shown) => write!(f, "\"{shown}\""),
        }
    }
}
