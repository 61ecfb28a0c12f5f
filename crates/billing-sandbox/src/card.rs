use std::fmt;

use crate::store_error::StoreError;

/// The sandbox's test cards. Nobody types a number, so none can leak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Card {
    Visa,
    Mastercard,
    AmericanExpress,
    Declined,
}

impl Card {
    /// All, as they are offered.
    pub(crate) const ALL: [Self; 4] = [
        Self::Visa,
        Self::Mastercard,
        Self::AmericanExpress,
        Self::Declined,
    ];

    /// What forms and rows call it.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Visa => "visa",
            Self::Mastercard => "mastercard",
            Self::AmericanExpress => "american-express",
            Self::Declined => "declined",
        }
    }

    /// The card of this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|card| card.as_str() == name)
    }

    pub(crate) fn from_stored(text: &str) -> Result<Self, StoreError> {
        Self::named(text).ok_or(StoreError::UnreadableRow("card"))
    }

    /// Whether its bank refuses every payment.
    pub(crate) fn is_declined(self) -> bool {
        self == Self::Declined
    }

    /// Month and year of its end, as cards have them.
    pub(crate) fn expiry(self) -> &'static str {
        match self {
            Self::Visa => "12/2044",
            Self::Mastercard => "08/2043",
            Self::AmericanExpress => "03/2042",
            Self::Declined => "05/2041",
        }
    }
}

/// Brand and last four digits.
impl fmt::Display for Card {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Visa => "Visa ending in 4242",
            Self::Mastercard => "Mastercard ending in 4444",
            Self::AmericanExpress => "American Express ending in 0005",
            Self::Declined => "Visa ending in 0002",
        })
    }
}
