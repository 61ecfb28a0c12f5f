/// A value that was sent.
pub(crate) fn decoded(sent: &str) -> String {
    // The parser reads pairs; in a header, an ampersand ends none.
    let pair = format!("={}", sent.replace('&', "%26"));
    let mut pairs = form_urlencoded::parse(pair.as_bytes());
    pairs
        .next()
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}
