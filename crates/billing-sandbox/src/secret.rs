use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

/// Random bytes from the operating system, in base64url without padding.
pub(crate) fn random<const BYTES: usize>() -> Result<String, getrandom::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes)?;
    Ok(URL_SAFE_NO_PAD.encode(bytes))
}

/// What opens a session: the token of its link, or the cookie that the token was swapped for.
#[derive(Debug)]
pub(crate) struct Secret(SecretString);

impl Secret {
    /// A new secret of 256 random bits.
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self(random::<32>()?.into()))
    }

    /// The secret that a visitor brought.
    pub(crate) fn received(text: &str) -> Self {
        Self(text.into())
    }

    /// The text that goes into the link or the cookie.
    pub(crate) fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// What is stored: SHA-256 is enough, because nobody can try 2^256 secrets.
    pub(crate) fn hash(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.expose()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generate_256_bits() {
        let secret = Secret::generate().expect("randomness");
        assert_eq!(secret.expose().len(), 43);
        assert_ne!(
            secret.expose(),
            Secret::generate().expect("randomness").expose()
        );
    }

    #[test]
    fn hash_is_sha256() {
        // printf abc | openssl dgst -sha256 -binary | basenc --base64url
        let hash = Secret::received("abc").hash();
        assert_eq!(hash, "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
    }

    #[test]
    fn debug_shows_nothing() {
        assert!(!format!("{:?}", Secret::received("canary")).contains("canary"));
    }
}
