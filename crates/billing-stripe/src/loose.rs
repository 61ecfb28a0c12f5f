use serde::Deserialize;
use serde::de::IgnoredAny;

/// A part of an answer that is read when it has the expected form. An odd one spoils nothing but itself.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum Loose<T> {
    Read(T),
    Odd(IgnoredAny),
}

impl<T> Loose<T> {
    pub(crate) fn get(&self) -> Option<&T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Odd(_) => None,
        }
    }
}

impl<T> Loose<T> {
    pub(crate) fn into_inner(self) -> Option<T> {
        match self {
            Self::Read(value) => Some(value),
            Self::Odd(_) => None,
        }
    }
}

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Self::Odd(IgnoredAny)
    }
}
