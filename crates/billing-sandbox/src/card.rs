use std::fmt;

use crate::names::named_enum;

named_enum! {
    /// The sandbox's test cards. Nobody types a number, so none can leak.
    pub(crate) enum Card {
        Visa = "visa",
        Mastercard = "mastercard",
        AmericanExpress = "american-express",
        Declined = "declined",
    }
}

impl Card {
    /// Whether its bank refuses every payment.
    pub(crate) fn is_declined(self) -> bool {
        self == Self::Declined
    }

    /// Month and year, as printed on cards.
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
