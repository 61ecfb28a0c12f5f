/// Whether a media type is one of these types and ranges; any is where there are none.
pub(super) fn is_accepted(content_type: &str, accepted: &[&str]) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default();
    let essence = essence.trim_ascii().to_ascii_lowercase();
    let fits = |range: &&str| match range.strip_suffix('*') {
        Some("*/") => true,
        Some(family) => essence.starts_with(family),
        None => essence == *range,
    };
    accepted.is_empty() || accepted.iter().any(fits)
}
