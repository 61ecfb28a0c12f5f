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
