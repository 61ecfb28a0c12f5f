use std::fmt;

/// Currencies whose minor unit is not a hundredth, with its decimals (ISO 4217, list one). For every other code, unknown ones too, it
/// is a hundredth: as browsers have it (ECMA-402, `CurrencyDigits`).
const DECIMALS: [(&str, usize); 24] = [
    ("bif", 0),
    ("clp", 0),
    ("djf", 0),
    ("gnf", 0),
    ("isk", 0),
    ("jpy", 0),
    ("kmf", 0),
    ("krw", 0),
    ("pyg", 0),
    ("rwf", 0),
    ("ugx", 0),
    ("uyi", 0),
    ("vnd", 0),
    ("vuv", 0),
    ("xaf", 0),
    ("xof", 0),
    ("xpf", 0),
    ("bhd", 3),
    ("iqd", 3),
    ("jod", 3),
    ("kwd", 3),
    ("lyd", 3),
    ("omr", 3),
    ("tnd", 3),
];

/// An amount in minor units of its currency. Prints as people write it in English: `1,234.50 USD`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Money {
    pub(crate) amount: i64,
    /// ISO 4217, lower case, as Stripe writes it.
    pub(crate) currency: String,
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = DECIMALS.iter().find(|(code, _)| *code == self.currency);
        let decimals = known.map_or(2, |(_, decimals)| *decimals);
        let digits = format!("{:0>1$}", self.amount.unsigned_abs(), decimals + 1);
        let (whole, part) = digits.split_at(digits.len() - decimals);
        if self.amount < 0 {
            f.write_str("-")?;
        }
        for (at, digit) in whole.char_indices() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                f.write_str(",")?;
            }
            write!(f, "{digit}")?;
        }
        if !part.is_empty() {
            write!(f, ".{part}")?;
        }
        write!(f, " {}", self.currency.to_uppercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minor_units_of_each_currency() {
        for (amount, currency, text) in [
            (2_000, "usd", "20.00 USD"),
            (5, "usd", "0.05 USD"),
            (0, "usd", "0.00 USD"),
            (123_456, "eur", "1,234.56 EUR"),
            (-1, "usd", "-0.01 USD"),
            (-100_000, "usd", "-1,000.00 USD"),
            (2_000, "jpy", "2,000 JPY"),
            (0, "jpy", "0 JPY"),
            (1_234_567, "krw", "1,234,567 KRW"),
            (2_000, "kwd", "2.000 KWD"),
            (7, "kwd", "0.007 KWD"),
            (1_234_567_890, "kwd", "1,234,567.890 KWD"),
            (2_000, "zzz", "20.00 ZZZ"),
            (i64::MIN, "usd", "-92,233,720,368,547,758.08 USD"),
        ] {
            let money = Money {
                amount,
                currency: currency.to_owned(),
            };
            assert_eq!(money.to_string(), text);
        }
    }
}
