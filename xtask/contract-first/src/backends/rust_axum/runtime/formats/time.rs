use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// `format: time`: `full-time` of RFC 3339.
pub(crate) fn is_time(text: &str) -> bool {
    // Two days around the end of a month in UTC, the only place of a leap second.
    let days = ["2016-12-31", "2017-01-01"];
    days.iter()
        .any(|day| OffsetDateTime::parse(&format!("{day}T{text}"), &Rfc3339).is_ok())
}
