use crate::breaking::schema::direction::MessageDirection;
use crate::breaking::schema::shape::Expr;

/// Two things to compare, and which way their values go.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pair {
    pub old: Expr,
    pub new: Expr,
    pub direction: MessageDirection,
    pub question: Question,
}

/// What is asked of two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// Whether those who agreed on the old one can go on: a property with a name must stay, undeclared names do not count.
    Contract,
    /// Whether all values of the narrow one are values of the wide one, whatever their names.
    Values,
}

/// Whether the values of one side fit the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    Yes,
    No,
    /// It cannot be decided.
    Unknown,
}

impl Fit {
    pub fn of(fits: bool) -> Self {
        if fits { Self::Yes } else { Self::No }
    }

    /// Whether both fit.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::No, _) | (_, Self::No) => Self::No,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::Yes,
        }
    }

    /// Whether one of both fits.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            _ => Self::No,
        }
    }
}

impl From<Option<bool>> for Fit {
    fn from(known: Option<bool>) -> Self {
        known.map_or(Self::Unknown, Self::of)
    }
}
