use email_address::{EmailAddress, Options};

/// `format: email`: a mailbox without a display name (RFC 5321, section 4.1.2).
pub(crate) fn is_email(text: &str) -> bool {
    let address = EmailAddress::parse_with_options(text, Options::default().without_display_text());
    // The parser takes the letters of any script, and more domains.
    text.is_ascii() && address.is_ok_and(|address| is_domain(address.domain()))
}

/// Letters, digits, hyphens and dots, or an address in square brackets.
fn is_domain(text: &str) -> bool {
    let literal = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'));
    match literal.map(|literal| literal.strip_prefix("IPv6:").ok_or(literal)) {
        Some(Ok(address)) => address.parse::<std::net::Ipv6Addr>().is_ok(),
        Some(Err(address)) => address.parse::<std::net::Ipv4Addr>().is_ok(),
        None => text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-.".contains(&byte)),
    }
}
