/// `format: ipv6` (RFC 4291, section 2.2).
pub(crate) fn is_ipv6(text: &str) -> bool {
    text.parse::<std::net::Ipv6Addr>().is_ok()
}
