use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// `format: date-time` of RFC 3339.
pub(crate) fn is_date_time(text: &str) -> bool {
    // The parser takes any character there.
    let separated = matches!(text.as_bytes().get(10), Some(b'T' | b't'));
    separated && OffsetDateTime::parse(text, &Rfc3339).is_ok()
}
