use std::fmt;
use std::str::FromStr;

use hmac::{Hmac, Mac};
use sha2::Sha256;

/// What the secret makes its fingerprint of. It begins with NUL, which no header can carry: no key that somebody sends has this hash.
const LABEL: &[u8] = b"\0accounts-server: fingerprint of the secret of API keys";

/// Tells secrets apart without telling what they are.
///
/// It is 32 bits of an HMAC under the secret. That is enough to notice that two servers have different secrets, and too little to find
/// a secret by trying: of the guesses at a weak one, one in four billion fits by chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretFingerprint([u8; 4]);

impl SecretFingerprint {
    pub(crate) fn of(secret: &Hmac<Sha256>) -> Self {
        let mut mac = secret.clone();
        mac.update(LABEL);
        let bytes: [u8; 32] = mac.finalize().into_bytes().into();
        Self([bytes[0], bytes[1], bytes[2], bytes[3]])
    }
}

/// Prints as 8 lower-case hex digits.
impl fmt::Display for SecretFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", u32::from_be_bytes(self.0))
    }
}

/// Text that is not the fingerprint of a secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the fingerprint of a secret: expected 8 hex digits")]
pub struct InvalidSecretFingerprint;

impl FromStr for SecretFingerprint {
    type Err = InvalidSecretFingerprint;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let number = digits.then(|| u32::from_str_radix(text, 16).ok());
        let number = number.flatten().ok_or(InvalidSecretFingerprint)?;
        Ok(Self(number.to_be_bytes()))
    }
}

#[cfg(test)]
mod tests;
