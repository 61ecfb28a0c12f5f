use std::ops::RangeInclusive;
use std::time::Duration;

use crate::settings::value::{InvalidValue, Value};

/// A whole number from `MIN` to `MAX`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Number<const MIN: u32, const MAX: u32>(pub(crate) u32);

impl<const MIN: u32, const MAX: u32> Value for Number<MIN, MAX> {
    const FORM: &'static str = "NUMBER";

    fn read(text: &str) -> Result<Self, InvalidValue> {
        whole_number(text, MIN..=MAX).map(Self)
    }

    fn show(&self) -> String {
        self.0.to_string()
    }
}

/// A time from `MIN` to `MAX` in units of `UNIT_MS` milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time<const MIN: u32, const MAX: u32, const UNIT_MS: u32>(pub(crate) Duration);

pub(crate) type Milliseconds<const MIN: u32, const MAX: u32> = Time<MIN, MAX, 1>;
pub(crate) type Seconds<const MIN: u32, const MAX: u32> = Time<MIN, MAX, 1000>;

/// The longest time that a limit can be set to: a day.
pub(crate) const DAY_MS: u32 = 24 * 60 * 60 * 1000;

impl<const MIN: u32, const MAX: u32, const UNIT_MS: u32> Value for Time<MIN, MAX, UNIT_MS> {
    const FORM: &'static str = match UNIT_MS {
        1 => "MILLISECONDS",
        _ => "SECONDS",
    };

    fn read(text: &str) -> Result<Self, InvalidValue> {
        let units = whole_number(text, MIN..=MAX)?;
        Ok(Self(Duration::from_millis(UNIT_MS.into()) * units))
    }

    fn show(&self) -> String {
        (self.0.as_millis() / u128::from(UNIT_MS)).to_string()
    }
}

fn whole_number(text: &str, range: RangeInclusive<u32>) -> Result<u32, InvalidValue> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| {
        let (min, max) = range.into_inner();
        InvalidValue::new(
            format!("`{text}` is not a whole number from {min} to {max}"),
            "write digits only; the unit is the last word of the setting's name",
        )
    })
}

#[cfg(test)]
mod tests;
