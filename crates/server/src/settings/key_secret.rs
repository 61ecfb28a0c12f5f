use secrecy::{ExposeSecret as _, SecretString};

use crate::settings::value::{InvalidValue, Value};

/// Used where no secret is set. Public, so keys made with it protect nothing.
const DEVELOPMENT_SECRET: &str = "the public development secret of accounts-server";

/// As many bytes as the hash of the keys has (RFC 2104, section 3).
pub(crate) const MIN_BYTES: usize = 32;

pub(crate) const MAKE_ONE: &str = "make one with: openssl rand -hex 32";

/// The secret that API keys are hashed with.
#[derive(Clone, Debug)]
pub(crate) struct KeySecret(pub(crate) SecretString);

impl KeySecret {
    pub(crate) fn development() -> Self {
        Self(DEVELOPMENT_SECRET.into())
    }

    /// How long it is, where that is too short.
    pub(crate) fn short_length(&self) -> Option<usize> {
        let length = self.0.expose_secret().len();
        (length < MIN_BYTES).then_some(length)
    }

    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.0.expose_secret() == other.0.expose_secret()
    }
}

impl Value for KeySecret {
    const FORM: &'static str = "SECRET";
    const SECRET: bool = true;

    fn read(text: &str) -> Result<Self, InvalidValue> {
        if text == DEVELOPMENT_SECRET {
            let what = "this is the development secret, which is public";
            Err(InvalidValue::new(what, MAKE_ONE))
        } else if text.trim() != text || text.contains(char::is_control) {
            Err(InvalidValue::new(
                "the secret starts or ends with a blank, or contains control characters",
                "remove them; a line break at the end often comes from reading the secret out of a file",
            ))
        } else {
            Ok(Self(text.into()))
        }
    }

    fn show(&self) -> String {
        format!("(hidden, {} bytes)", self.0.expose_secret().len())
    }
}
