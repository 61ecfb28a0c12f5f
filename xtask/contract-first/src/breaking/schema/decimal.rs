use std::cmp::Ordering;
use std::fmt;

use num_bigint::BigInt;
use serde_json::Number;

/// Powers of ten beyond which numbers are not distinguished: they do not occur in practice, and their digits would fill the memory.
const MAX_EXPONENT: i64 = 2_000;

/// A number as JSON writes it, exactly.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Without zeros at its end.
    digits: BigInt,
    exponent: i64,
}

impl Decimal {
    pub fn new(digits: impl Into<BigInt>, exponent: i64) -> Self {
        let zero = BigInt::ZERO;
        let (mut digits, mut exponent) = (digits.into(), exponent);
        while digits != zero && &digits % 10 == zero {
            digits /= 10;
            exponent += 1;
        }
        if digits == zero {
            exponent = 0;
        }
        Self {
            digits,
            exponent: exponent.clamp(-MAX_EXPONENT, MAX_EXPONENT),
        }
    }

    pub fn one() -> Self {
        Self::new(1, 0)
    }

    pub fn is_zero(&self) -> bool {
        self.digits == BigInt::ZERO
    }

    pub fn is_integer(&self) -> bool {
        self.exponent >= 0
    }

    pub fn is_multiple_of(&self, step: &Self) -> bool {
        if step.is_zero() {
            return false;
        }
        let (value, step, _) = self.aligned(step);
        value % step == BigInt::ZERO
    }

    /// The smallest number that both divide.
    #[must_use]
    pub fn least_common_multiple(&self, other: &Self) -> Self {
        let (a, b, exponent) = self.aligned(other);
        let (mut high, mut low) = (a.clone(), b.clone());
        while low != BigInt::ZERO {
            (high, low) = (low.clone(), high % low);
        }
        match high == BigInt::ZERO {
            true => self.clone(),
            false => Self::new(a / high * b, exponent),
        }
    }

    /// The first multiple of a positive step at or above the number.
    #[must_use]
    pub fn round_up(&self, step: &Self) -> Self {
        let (value, step, exponent) = self.aligned(step);
        let rest = ((&value % &step) + &step) % &step;
        match rest == BigInt::ZERO {
            true => Self::new(value, exponent),
            false => Self::new(value - rest + step, exponent),
        }
    }

    /// The last multiple of a positive step at or below the number.
    #[must_use]
    pub fn round_down(&self, step: &Self) -> Self {
        let (value, step, exponent) = self.aligned(step);
        let rest = ((&value % &step) + &step) % &step;
        Self::new(value - rest, exponent)
    }

    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let (a, b, exponent) = self.aligned(other);
        Self::new(a + b, exponent)
    }

    #[must_use]
    pub fn minus(&self, other: &Self) -> Self {
        let (a, b, exponent) = self.aligned(other);
        Self::new(a - b, exponent)
    }

    /// Both as integers of the same power of ten.
    fn aligned(&self, other: &Self) -> (BigInt, BigInt, i64) {
        let exponent = self.exponent.min(other.exponent);
        let scaled = |number: &Self| {
            let power = u32::try_from(number.exponent - exponent).unwrap_or(u32::MAX);
            &number.digits * BigInt::from(10).pow(power)
        };
        (scaled(self), scaled(other), exponent)
    }
}

impl From<&Number> for Decimal {
    fn from(number: &Number) -> Self {
        let text = number.to_string();
        let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((&text, "0"));
        let power: i64 = power.parse().unwrap_or(match power.starts_with('-') {
            true => -MAX_EXPONENT,
            false => MAX_EXPONENT,
        });
        let (integer_part, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let places = i64::try_from(fraction.len()).unwrap_or(MAX_EXPONENT);
        let digits: BigInt = format!("{integer_part}{fraction}")
            .parse()
            .unwrap_or_default();
        Self::new(digits, power.saturating_sub(places))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b, _) = self.aligned(other);
        a.cmp(&b)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.to_string();
        match usize::try_from(self.exponent) {
            Ok(zeros) if zeros <= 30 => write!(f, "{digits}{}", "0".repeat(zeros)),
            _ if (-30..0).contains(&self.exponent) => {
                let places = self.exponent.unsigned_abs() as usize;
                let (sign, digits) = match digits.strip_prefix('-') {
                    Some(digits) => ("-", digits),
                    None => ("", digits.as_str()),
                };
                let digits = format!("{digits:0>width$}", width = places + 1);
                let (integer_part, fraction) = digits.split_at(digits.len() - places);
                write!(f, "{sign}{integer_part}.{fraction}")
            }
            _ => write!(f, "{digits}e{}", self.exponent),
        }
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Decimal {
        Decimal::from(&serde_json::from_str::<Number>(text).unwrap())
    }

    #[test]
    fn a_number_is_the_same_however_it_is_written() {
        for (one, other, shown) in [
            ("1000", "1000.0", "1000"),
            ("1e3", "1000", "1000"),
            ("0.10", "1e-1", "0.1"),
            ("-0", "0.0", "0"),
            ("-12.50", "-12.5", "-12.5"),
            (
                "18446744073709551616",
                "18446744073709551616.0",
                "18446744073709551616",
            ),
        ] {
            assert_eq!(of(one), of(other));
            assert_eq!(of(one).to_string(), shown);
        }
        assert!(of("9007199254740993") > of("9007199254740992"));
        assert!(of("1e-400") > of("0") && of("-1e400") < of("-1e399"));
        assert_eq!(of("1e999999999999"), of("1e99999999999999999999"));
    }

    #[test]
    fn multiples_are_exact() {
        for (value, step, expected) in [
            ("0.3", "0.1", true),
            ("10", "5", true),
            ("1", "0.3", false),
            ("0", "7", true),
            ("5", "10", false),
        ] {
            assert_eq!(
                of(value).is_multiple_of(&of(step)),
                expected,
                "{value} {step}"
            );
        }
        assert_eq!(of("4").least_common_multiple(&of("6")), of("12"));
        assert_eq!(of("0.5").least_common_multiple(&of("1")), of("1"));
        assert_eq!(of("0.5").round_up(&of("1")), of("1"));
        assert_eq!(of("-0.5").round_down(&of("1")), of("-1"));
        assert_eq!(of("-0.5").round_up(&of("1")), of("0"));
    }
}
