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
mod tests {
    use super::*;

    #[test]
    fn price_of_a_row() {
        for (amount, currency, text) in [
            (2_000, "usd", "20.00 USD"),
            (5, "usd", "0.05 USD"),
            (0, "usd", "0.00 USD"),
            (
                2_000,
                "jpy",
                "the currency in a row of the sandbox is unreadable",
            ),
            (
                -1,
                "usd",
                "the amount in a row of the sandbox is unreadable",
            ),
            (
                1 << 32,
                "usd",
                "the amount in a row of the sandbox is unreadable",
            ),
        ] {
            let price = Price::from_stored(amount, currency);
            let shown = price.map_or_else(|error| error.to_string(), |price| price.to_string());
            assert_eq!(shown, text);
        }
    }
}
