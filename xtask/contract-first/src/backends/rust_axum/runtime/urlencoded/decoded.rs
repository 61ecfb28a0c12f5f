/// A value that was sent.
pub(crate) fn decoded(sent: &str) -> String {
    // The parser reads pairs.
    let pair = format!("={sent}");
    let mut pairs = form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
