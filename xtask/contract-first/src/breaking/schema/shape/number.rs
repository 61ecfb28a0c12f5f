use serde_json::Number;

use super::sourced::{Sourced, stricter};
use crate::breaking::schema::decimal::Decimal;
use crate::model::description::{Bound, JsonType, SchemaId, SchemaKeywords};

/// What numbers must be.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NumberRules {
    pub integer: Option<Sourced<()>>,
    pub minimum: Option<Sourced<Limit>>,
    pub maximum: Option<Sourced<Limit>>,
    pub step: Option<Sourced<Decimal>>,
    pub format: Option<Sourced<String>>,
}

/// An end of a range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    pub value: Decimal,
    pub exclusive: bool,
}

impl Limit {
    fn of(bound: &Bound) -> Self {
        Self {
            value: Decimal::from(&bound.value),
            exclusive: bound.exclusive,
        }
    }

    fn inclusive(value: Decimal) -> Self {
        Self {
            value,
            exclusive: false,
        }
    }

    /// Whether it lets less through than another, as the lower end of a range.
    pub fn is_above(&self, other: &Self) -> bool {
        self.value > other.value || self.value == other.value && self.exclusive && !other.exclusive
    }

    /// Whether it lets less through than another, as the upper end of a range.
    pub fn is_below(&self, other: &Self) -> bool {
        self.value < other.value || self.value == other.value && self.exclusive && !other.exclusive
    }
}

impl NumberRules {
    pub fn of(keywords: &SchemaKeywords, schema: SchemaId) -> Self {
        let sourced = |bound: &Bound| Sourced::new(Limit::of(bound), schema);
        let number = &keywords.number;
        let step = number
            .multiple_of
            .as_ref()
            .map(|step: &Number| Decimal::from(step));
        let integer = keywords.types.contains(JsonType::Integer)
            && !keywords.types.contains(JsonType::Number);
        let format = keywords
            .string
            .format
            .as_deref()
            .filter(|format| is_of_numbers(format));
        let mut rules = Self {
            integer: integer.then(|| Sourced::new((), schema)),
            minimum: number.minimum.as_ref().map(sourced),
            maximum: number.maximum.as_ref().map(sourced),
            step: step
                .filter(|step| *step > Decimal::new(0, 0))
                .map(|step| Sourced::new(step, schema)),
            format: format.map(|format| Sourced::new(format.to_owned(), schema)),
        };
        rules.settle();
        rules
    }

    #[must_use]
    pub fn and(&self, other: &Self) -> Self {
        let step = match (&self.step, &other.step) {
            (Some(one), Some(other)) if one.value != other.value => Some(Sourced::new(
                one.value.least_common_multiple(&other.value),
                other.schema,
            )),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        let mut rules = Self {
            integer: self.integer.or(other.integer),
            minimum: stricter(
                self.minimum.as_ref(),
                other.minimum.as_ref(),
                Limit::is_above,
            ),
            maximum: stricter(
                self.maximum.as_ref(),
                other.maximum.as_ref(),
                Limit::is_below,
            ),
            step,
            format: stricter(self.format.as_ref(), other.format.as_ref(), |one, other| {
                format_is_within(one, other)
            }),
        };
        rules.settle();
        rules
    }

    /// Writes the same range and steps in one way: `multipleOf: 1` is an integer, and the ends of a range are values in it.
    fn settle(&mut self) {
        if let Some(step) = &self.step
            && step.value.is_integer()
            && self.integer.is_none()
        {
            self.integer = Some(Sourced::new((), step.schema));
        }
        if self.integer.is_some() {
            let integral = self
                .step
                .as_ref()
                .map(|step| step.value.least_common_multiple(&Decimal::one()));
            if let (Some(step), Some(integral)) = (&mut self.step, integral) {
                step.value = integral;
            }
            self.step = self.step.take().filter(|step| step.value != Decimal::one());
        }
        let Some(step) = self.effective_step() else {
            return;
        };
        if let Some(minimum) = &mut self.minimum {
            let mut value = minimum.value.value.round_up(&step);
            if minimum.value.exclusive && value == minimum.value.value {
                value = value.plus(&step);
            }
            minimum.value = Limit::inclusive(value);
        }
        if let Some(maximum) = &mut self.maximum {
            let mut value = maximum.value.value.round_down(&step);
            if maximum.value.exclusive && value == maximum.value.value {
                value = value.minus(&step);
            }
            maximum.value = Limit::inclusive(value);
        }
    }

    /// What every value is a multiple of.
    pub fn effective_step(&self) -> Option<Decimal> {
        let step = self.step.as_ref().map(|step| step.value.clone());
        step.or_else(|| self.integer.map(|_| Decimal::one()))
    }

    /// The lowest end, of the range or of the format.
    pub fn lowest(&self) -> Option<Limit> {
        let format = self
            .format
            .as_ref()
            .and_then(|format| format_range(&format.value));
        let format =
            format.map(|(low, _)| Sourced::new(Limit::inclusive(low), format_schema(self)));
        stricter(self.minimum.as_ref(), format.as_ref(), Limit::is_above).map(|limit| limit.value)
    }

    /// The highest end, of the range or of the format.
    pub fn highest(&self) -> Option<Limit> {
        let format = self
            .format
            .as_ref()
            .and_then(|format| format_range(&format.value));
        let format =
            format.map(|(_, high)| Sourced::new(Limit::inclusive(high), format_schema(self)));
        stricter(self.maximum.as_ref(), format.as_ref(), Limit::is_below).map(|limit| limit.value)
    }

    pub fn is_empty(&self) -> bool {
        match (self.lowest(), self.highest()) {
            (Some(low), Some(high)) => {
                low.value > high.value
                    || low.value == high.value && (low.exclusive || high.exclusive)
            }
            _ => false,
        }
    }

    pub fn accepts(&self, value: &Decimal) -> bool {
        let above = |low: Limit| match low.exclusive {
            true => *value > low.value,
            false => *value >= low.value,
        };
        let below = |high: Limit| match high.exclusive {
            true => *value < high.value,
            false => *value <= high.value,
        };
        self.effective_step()
            .is_none_or(|step| value.is_multiple_of(&step))
            && self.lowest().is_none_or(above)
            && self.highest().is_none_or(below)
    }

    pub fn says_nothing(&self) -> bool {
        *self == Self::default()
    }
}

fn format_schema(rules: &NumberRules) -> SchemaId {
    rules.format.as_ref().expect("there is a format").schema
}

/// The formats of numbers; others say nothing of them.
fn is_of_numbers(format: &str) -> bool {
    format_range(format).is_some() || matches!(format, "float" | "double" | "decimal")
}

/// The integers of a format.
pub fn format_range(format: &str) -> Option<(Decimal, Decimal)> {
    let (low, high): (i128, i128) = match format {
        "int8" => (i8::MIN.into(), i8::MAX.into()),
        "int16" => (i16::MIN.into(), i16::MAX.into()),
        "int32" => (i32::MIN.into(), i32::MAX.into()),
        "int64" => (i64::MIN.into(), i64::MAX.into()),
        "uint8" => (0, u8::MAX.into()),
        "uint16" => (0, u16::MAX.into()),
        "uint32" => (0, u32::MAX.into()),
        "uint64" => (0, u64::MAX.into()),
        _ => return None,
    };
    Some((Decimal::new(low, 0), Decimal::new(high, 0)))
}

fn format_is_within(one: &str, other: &str) -> bool {
    match (format_range(one), format_range(other)) {
        (Some((low, high)), Some((lowest, highest))) => low >= lowest && high <= highest,
        (Some(_), None) => true,
        _ => one == "float",
    }
}
