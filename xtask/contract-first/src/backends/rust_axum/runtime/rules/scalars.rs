use std::cmp::Ordering;

use serde_json::Number;

use super::equal::compare;
use super::evaluated::Evaluated;
use super::node::{Bound, Numbers, Strings};
use super::table::{Check, Found, wrong};
use crate::validation::is_multiple;

pub(super) fn number(keywords: &Numbers, number: &Number) -> Found {
    let outside = |bound: &Bound, side: Ordering| {
        let found = compare(number, &bound.value);
        found == Some(side) || bound.exclusive && found == Some(Ordering::Equal)
    };
    if let Some(bound) = keywords.minimum.as_ref()
        && outside(bound, Ordering::Less)
    {
        let words = ["at least", "more than"][usize::from(bound.exclusive)];
        return Err(wrong(format!("must be {words} {}", bound.value)));
    }
    if let Some(bound) = keywords.maximum.as_ref()
        && outside(bound, Ordering::Greater)
    {
        let words = ["at most", "less than"][usize::from(bound.exclusive)];
        return Err(wrong(format!("must be {words} {}", bound.value)));
    }
    match (keywords.multiple_of, number.as_f64()) {
        (Some(step), Some(value)) if !is_multiple(value, step) => {
            Err(wrong(format!("must be a multiple of {step}")))
        }
        _ => Ok(Evaluated::default()),
    }
}

impl Check<'_> {
    pub(super) fn text(&self, keywords: &Strings, text: &str) -> Found {
        count(
            text.chars().count(),
            keywords.min,
            keywords.max,
            ["character", "characters"],
        )?;
        if let Some(pattern) = keywords.pattern
            && !self.is_match(pattern, text)?
        {
            return Err(wrong("must match its pattern".to_owned()));
        }
        Ok(Evaluated::default())
    }
}

/// Checks a length or a count; the units are one, and several.
pub(super) fn count(count: usize, min: usize, max: Option<usize>, units: [&str; 2]) -> Found {
    let unit = |count: usize| units[usize::from(count != 1)];
    if count < min {
        return Err(wrong(format!("must have at least {min} {}", unit(min))));
    }
    match max {
        Some(max) if count > max => Err(wrong(format!("must have at most {max} {}", unit(max)))),
        _ => Ok(Evaluated::default()),
    }
}
