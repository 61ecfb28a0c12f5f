use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// `format: date`: `full-date` of RFC 3339.
pub(crate) fn is_date(text: &str) -> bool {
    text.len() == 10 && OffsetDateTime::parse(&format!("{text}T00:00:00Z"), &Rfc3339).is_ok()
}
