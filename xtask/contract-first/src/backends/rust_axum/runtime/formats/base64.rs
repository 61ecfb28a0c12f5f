use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// `format: byte`: base64 with padding (RFC 4648, section 4).
pub(crate) fn is_base64(text: &str) -> bool {
    STANDARD.decode(text).is_ok()
}
