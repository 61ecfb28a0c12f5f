use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};

/// Keeps the tokens of forms apart from anything else that may once be derived.
const FORM: &[u8] = b"form of the portal";

/// Gives access to a session: the token of its link, or the cookie that the token was swapped for.
#[derive(Debug)]
pub(crate) struct Secret(SecretString);

impl Secret {
    /// A new secret of 256 random bits.
    pub(crate) fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(URL_SAFE_NO_PAD.encode(bytes).into()))
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

    /// What forms of the session carry: it follows from the cookie, which no other site can read.
    pub(crate) fn form_token(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.form_mac().finalize().into_bytes())
    }

    /// Whether a form carries [`Self::form_token`]; takes the same time whatever it carries.
    pub(crate) fn is_form_token(&self, text: &str) -> bool {
        let token = URL_SAFE_NO_PAD.decode(text);
        token.is_ok_and(|token| self.form_mac().verify_slice(&token).is_ok())
    }

    fn form_mac(&self) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(self.expose().as_bytes())
            .expect("HMAC takes a secret of any length");
        mac.update(FORM);
        mac
    }
}

#[cfg(test)]
mod tests;
