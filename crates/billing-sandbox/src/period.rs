use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Most periods that are looked at: ten years of months. Earlier ones are left out.
const MAX_PERIODS: i32 = 120;

/// A month that was or will be paid for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    pub(crate) start: Timestamp,
    /// The first moment after it: the next one's start.
    pub(crate) end: Timestamp,
}

impl Period {
    /// The month, counted from 0, of a subscription that began at `anchor`. Each is counted from there, so that a short month shortens
    /// no other: 31 January, 28 February, 31 March. `None` after the year 9999.
    pub(crate) fn of(anchor: Timestamp, month: i32) -> Option<Self> {
        Some(Self {
            start: months_after(anchor, month)?,
            end: months_after(anchor, month.checked_add(1)?)?,
        })
    }

    /// The months that started at `since` or later, up to the one that `now` is in; the latest ones, when they are very many.
    pub(crate) fn started(anchor: Timestamp, since: Timestamp, now: Timestamp) -> Vec<Self> {
        let [first, last] = [anchor, now].map(|time| {
            let date = time.to_zoned(TimeZone::UTC).date();
            i32::from(date.year()) * 12 + i32::from(date.month())
        });
        // By the calendar, so the last one may not have started yet.
        let last = last - first;
        let months = (last - MAX_PERIODS).max(0)..=last;
        months
            .filter_map(|month| Self::of(anchor, month))
            .filter(|period| period.start >= since && period.start <= now)
            .collect()
    }
}

/// Months later in UTC, at the same time of the day; on the last day of a month that is too short.
pub(crate) fn months_after(anchor: Timestamp, months: i32) -> Option<Timestamp> {
    let zoned = anchor.to_zoned(TimeZone::UTC);
    let later = zoned.checked_add(months.months()).ok()?;
    Some(later.timestamp())
}

#[cfg(test)]
mod tests;
