use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use secrecy::{ExposeSecret, SecretString};
use sha2::Sha256;
use uuid::Uuid;

use crate::secret_fingerprint::SecretFingerprint;

/// What every key starts with; it also distinguishes a key from a token where both are accepted.
pub const KEY_PREFIX: &str = "recoup_sk_";

/// Longest text that is looked up as a key, in bytes. Keys have 53; the rest is room for other forms.
const MAX_KEY_BYTES: usize = 256;

/// An API key: the caller's secret.
///
/// Ours are [`KEY_PREFIX`] and 32 random bytes in base64url without padding. As in the published service any text may be looked up
/// as a key, so the form is not checked here: a wrong one is simply unknown.
#[derive(Clone, Debug)]
pub struct ApiKey(SecretString);

impl ApiKey {
    /// A new key from the operating system's random source.
    ///
    /// # Errors
    /// When the operating system has no randomness to give.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(
            format!("{KEY_PREFIX}{}", URL_SAFE_NO_PAD.encode(bytes)).into(),
        ))
    }

    /// The key as a caller sent it; `None` when it is too long to be one.
    pub fn received(text: &str) -> Option<Self> {
        (text.len() <= MAX_KEY_BYTES).then(|| Self(text.into()))
    }

    /// The key's text, to show it the one time that it is shown.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// The last 4 characters, to tell keys apart in a list.
    pub fn hint(&self) -> String {
        let text = self.expose();
        let start = text.char_indices().rev().nth(3).map_or(0, |(at, _)| at);
        text[start..].to_owned()
    }
}

/// Turns keys into the hashes that they are looked up by: HMAC-SHA-256 under the server's secret.
///
/// Keys are made under one secret. Those that were made under the one before it go on working, so that a secret can be rolled.
#[derive(Clone)]
pub struct KeyHasher {
    current: Secret,
    previous: Option<Secret>,
}

/// A secret, ready to hash under it.
#[derive(Clone)]
struct Secret {
    mac: Hmac<Sha256>,
    fingerprint: SecretFingerprint,
}

impl KeyHasher {
    /// A hasher under this secret. Its keys work only as long as the same secret is used.
    pub fn new(secret: SecretString) -> Self {
        Self {
            current: Secret::of(&secret),
            previous: None,
        }
    }

    /// Also knows the keys that were made under this secret.
    pub fn with_previous(mut self, secret: SecretString) -> Self {
        self.previous = Some(Secret::of(&secret));
        self
    }

    /// The hash of the whole key, prefix included: the published service's form.
    pub fn hash(&self, key: &ApiKey) -> KeyHash {
        self.current.hash(key.expose())
    }

    /// The hashes of the key under each secret.
    pub fn hashes(&self, key: &ApiKey) -> KeyHashes {
        self.hashes_beside(self.hash(key), key.expose())
    }

    /// The hash of a key as a caller sent it; `None` when it is too long to be one.
    pub(crate) fn hash_sent(&self, text: &str) -> Option<KeyHash> {
        (text.len() <= MAX_KEY_BYTES).then(|| self.current.hash(text))
    }

    /// The hashes of a key of which the one under the current secret is known.
    pub(crate) fn hashes_beside(&self, current: KeyHash, text: &str) -> KeyHashes {
        let previous = self.previous.as_ref();
        KeyHashes {
            current: SecretHash {
                hash: current,
                under: self.current.fingerprint,
            },
            previous: previous.map(|secret| SecretHash {
                hash: secret.hash(text),
                under: secret.fingerprint,
            }),
        }
    }

    /// Tells the secret from others.
    pub fn fingerprint(&self) -> SecretFingerprint {
        self.current.fingerprint
    }

    /// Tells the previous secret from others, where there is one.
    pub fn previous_fingerprint(&self) -> Option<SecretFingerprint> {
        self.previous.as_ref().map(|secret| secret.fingerprint)
    }
}

impl Secret {
    fn of(secret: &SecretString) -> Self {
        let mac = Hmac::new_from_slice(secret.expose_secret().as_bytes())
            .expect("HMAC takes a secret of any length");
        Self {
            fingerprint: SecretFingerprint::of(&mac),
            mac,
        }
    }

    fn hash(&self, key: &str) -> KeyHash {
        let mut mac = self.mac.clone();
        mac.update(key.as_bytes());
        KeyHash(mac.finalize().into_bytes().into())
    }
}

/// The hash of a key, and the secret that it is under.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SecretHash {
    /// The hash.
    pub hash: KeyHash,
    /// The secret.
    pub under: SecretFingerprint,
}

/// The hashes of one key under the secrets that a server has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyHashes {
    /// Under the secret that keys are made under.
    pub current: SecretHash,
    /// Under the one before, while it is rolled.
    pub previous: Option<SecretHash>,
}

impl fmt::Debug for KeyHasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("KeyHasher(..)")
    }
}

/// What is stored of a key. Prints as 64 lower-case hex digits.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyHash([u8; 32]);

/// Not the hash of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the hash of a key: expected the 64 hex digits of its HMAC-SHA-256")]
pub struct InvalidKeyHash;

impl FromStr for KeyHash {
    type Err = InvalidKeyHash;

    /// Takes hex digits in either case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let digits = text.as_bytes();
        let mut bytes = [0; 32];
        if digits.len() != 2 * bytes.len() {
            return Err(InvalidKeyHash);
        }
        let value = |digit: u8| (digit as char).to_digit(16).ok_or(InvalidKeyHash);
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = (value(pair[0])? << 4 | value(pair[1])?) as u8;
        }
        Ok(Self(bytes))
    }
}

impl fmt::Display for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for KeyHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Useless without the secret, but nothing that a log needs either.
        f.write_str("KeyHash(..)")
    }
}

/// Names a key for listing and revoking; it authenticates nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct KeyId(Uuid);

impl KeyId {
    /// A new random id (UUID version 4).
    pub fn random() -> Self {
        Self(Uuid::new_v4())
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_hyphenated().fmt(f)
    }
}

/// Not a key id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key id: expected the UUID that `keys list` starts its lines with")]
pub struct InvalidKeyId;

impl FromStr for KeyId {
    type Err = InvalidKeyId;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self).map_err(|_| InvalidKeyId)
    }
}

#[cfg(test)]
mod tests;
