//! Credentials of HTTP basic (RFC 7617).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// The header's value for `user:password`.
pub(crate) fn basic(secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(secret))
}
