use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use jiff::tz::TimeZone;

/// When an operation ends, as `x-sunset` announces it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sunset {
    /// From this moment on; of a day, from its end in UTC.
    At(Timestamp),
    /// Not a date.
    Unreadable,
}

impl Sunset {
    /// Reads a day (`2027-01-31`), a moment (RFC 3339) or what the header `Sunset` holds (RFC 8594, an HTTP date).
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let moment = text.parse::<Timestamp>().ok();
        let moment = moment.or_else(|| rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()));
        match moment.or_else(|| end_of_day(text)) {
            Some(moment) => Self::At(moment),
            None => Self::Unreadable,
        }
    }
}

fn end_of_day(text: &str) -> Option<Timestamp> {
    let day: Date = text.parse().ok()?;
    let next = day.tomorrow().ok()?;
    Some(next.to_zoned(TimeZone::UTC).ok()?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_of_a_date_is_read() {
        let end = Sunset::At("2027-02-01T00:00:00Z".parse().unwrap());
        assert_eq!(Sunset::of("2027-01-31"), end);
        assert_eq!(Sunset::of("2027-02-01T01:00:00+01:00"), end);
        assert_eq!(Sunset::of("Mon, 01 Feb 2027 00:00:00 GMT"), end);
        assert_eq!(Sunset::of("soon"), Sunset::Unreadable);
        assert_eq!(Sunset::of("31.01.2027"), Sunset::Unreadable);
    }
}
