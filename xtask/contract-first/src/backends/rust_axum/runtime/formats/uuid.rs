/// `format: uuid`: the hyphenated form (RFC 9562, section 4).
pub(crate) fn is_uuid(text: &str) -> bool {
    text.parse::<uuid::fmt::Hyphenated>().is_ok()
}
