use std::fmt;
use std::str::FromStr;

/// How tokens may be signed (RFC 7518, section 3.1; RFC 8037). All of them have public keys: who verifies cannot sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Algorithm {
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// RSASSA-PKCS1-v1_5 with SHA-256, keys of 2048 to 8192 bits.
    Rs256,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Es256, Self::Rs256, Self::EdDsa];

    /// The name in the header of a token.
    pub fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
            Self::EdDsa => "EdDSA",
        }
    }

    /// The one with exactly this name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|algorithm| algorithm.name() == name)
    }

    pub(crate) fn library(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::Es256 => jsonwebtoken::Algorithm::ES256,
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        }
    }
}

impl fmt::Display for Algorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Text that names no algorithm which is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidAlgorithm {
    /// One of the HMAC family.
    #[error(
        "signed with a shared secret: whoever can verify such a token can also make one, so it is never accepted"
    )]
    Shared,
    /// `none`.
    #[error("not signed at all, so it is never accepted")]
    Unsigned,
    /// Anything else.
    #[error("not one of the supported algorithms")]
    Unknown,
}

impl FromStr for Algorithm {
    type Err = InvalidAlgorithm;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::named(text).ok_or_else(|| match text.to_ascii_uppercase().as_str() {
            "HS256" | "HS384" | "HS512" => InvalidAlgorithm::Shared,
            "NONE" => InvalidAlgorithm::Unsigned,
            _ => InvalidAlgorithm::Unknown,
        })
    }
}
