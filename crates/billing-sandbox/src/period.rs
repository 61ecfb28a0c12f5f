use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};

/// Most periods that are looked at: ten years of months. Earlier ones are left out.
const MOST: i32 = 120;

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

    /// The months that began at `since` or later, up to the one that `now` is in; the latest ones, when they are very many.
    pub(crate) fn begun(anchor: Timestamp, since: Timestamp, now: Timestamp) -> Vec<Self> {
        let [first, last] = [anchor, now].map(|time| {
            let date = time.to_zoned(TimeZone::UTC).date();
            i32::from(date.year()) * 12 + i32::from(date.month())
        });
        // By the calendar, so the last one may not have begun yet.
        let last = last - first;
        let months = (last - MOST).max(0)..=last;
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
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().expect(text)
    }

    #[test]
    fn ends_of_months() {
        for (anchor, starts) in [
            (
                "2026-01-31T10:00:00Z",
                ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"],
            ),
            (
                "2028-01-30T10:00:00Z",
                ["2028-01-30", "2028-02-29", "2028-03-30", "2028-04-30"],
            ),
            (
                "2026-11-30T10:00:00Z",
                ["2026-11-30", "2026-12-30", "2027-01-30", "2027-02-28"],
            ),
        ] {
            for (month, date) in (0..).zip(starts) {
                let period = Period::of(time(anchor), month).expect("a period");
                assert_eq!(period.start, time(&format!("{date}T10:00:00Z")));
                let next = Period::of(time(anchor), month + 1).expect("a period");
                assert_eq!(period.end, next.start);
            }
        }
    }

    #[test]
    fn begun_up_to_now() {
        let anchor = time("2026-01-31T10:00:00Z");
        for (now, since, starts) in [
            ("2026-01-31T09:59:59Z", "2026-01-31T10:00:00Z", &[][..]),
            ("2026-01-31T10:00:00Z", "2026-01-31T10:00:00Z", &["01-31"]),
            ("2026-02-28T09:59:59Z", "2026-01-31T10:00:00Z", &["01-31"]),
            ("2026-02-28T09:59:59Z", "2026-02-28T10:00:00Z", &[]),
            ("2026-02-28T10:00:00Z", "2026-02-28T10:00:00Z", &["02-28"]),
            (
                "2026-05-01T00:00:00Z",
                "2026-02-28T10:00:00Z",
                &["02-28", "03-31", "04-30"],
            ),
        ] {
            let begun = Period::begun(anchor, time(since), time(now));
            let begun: Vec<_> = begun.iter().map(|period| period.start).collect();
            let starts = starts
                .iter()
                .map(|day| time(&format!("2026-{day}T10:00:00Z")));
            assert_eq!(begun, starts.collect::<Vec<_>>(), "{now} {since}");
        }
    }

    #[test]
    fn centuries_are_cut_short() {
        let anchor = time("0001-01-31T10:00:00Z");
        let begun = Period::begun(anchor, anchor, time("2026-08-01T00:00:00Z"));
        assert_eq!(begun.len(), 120);
        let last = begun.last().expect("a period");
        assert_eq!(last.start, time("2026-07-31T10:00:00Z"));
        assert_eq!(Period::begun(Timestamp::MAX, anchor, Timestamp::MAX), []);
    }
}
