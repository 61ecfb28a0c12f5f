use std::fmt;

use crate::store_error::StoreError;

/// The currency of every price here: ISO 4217 in lower case, as Stripe writes it.
pub(crate) const CURRENCY: &str = "usd";

/// A price in cents of US dollars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Price(pub(crate) u32);

impl Price {
    pub(crate) fn from_stored(amount: i64, currency: &str) -> Result<Self, StoreError> {
        if currency != CURRENCY {
            return Err(StoreError::UnreadableRow("currency"));
        }
        let cents = u32::try_from(amount);
        cents
            .map(Self)
            .map_err(|_| StoreError::UnreadableRow("amount"))
    }
}

impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:02} USD", self.0 / 100, self.0 % 100)
    }
}

#[cfg(test)]
mod tests;
