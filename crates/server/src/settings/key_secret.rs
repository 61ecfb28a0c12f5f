use secrecy::{ExposeSecret as _, SecretString};

use crate::settings::value::{Unfit, Value};

/// The secret that stands in where none is set. Public, so keys made under it protect nothing.
const DEVELOPMENT_SECRET: &str = "the public development secret of accounts-server";

/// Shortest secret that is taken: as many bytes as the hash of the keys has (RFC 2104, section 3).
const SHORTEST_BYTES: usize = 32;

/// The secret under which API keys are hashed.
#[derive(Clone, Debug)]
pub struct KeySecret(SecretString);

impl KeySecret {
    /// The one that stands in where none is set.
    pub(crate) fn development() -> Self {
        Self(DEVELOPMENT_SECRET.into())
    }

    /// The secret itself.
    pub fn into_inner(self) -> SecretString {
        self.0
    }
}

/// What is wrong with the previous secret beside the current one, and the way out.
pub(crate) fn wrong_previous(
    current: Option<&KeySecret>,
    previous: Option<&KeySecret>,
) -> Option<(&'static str, &'static str)> {
    let previous = previous?;
    match current {
        None => Some((
            "it is set while ACCOUNTS_KEY_SECRET is not",
            "set the secret that new keys are made under as ACCOUNTS_KEY_SECRET",
        )),
        Some(current) if current.0.expose_secret() == previous.0.expose_secret() => Some((
            "it is the same as ACCOUNTS_KEY_SECRET",
            "make a new ACCOUNTS_KEY_SECRET with: openssl rand -hex 32; or leave this one out",
        )),
        Some(_) => None,
    }
}

impl Value for KeySecret {
    const FORM: &'static str = "SECRET";
    const SECRET: bool = true;

    fn read(text: &str) -> Result<Self, Unfit> {
        const REMEDY: &str = "make one with: openssl rand -hex 32";
        if text == DEVELOPMENT_SECRET {
            Err(Unfit::new(
                "this is the development secret, which is public",
                REMEDY,
            ))
        } else if text.len() < SHORTEST_BYTES {
            Err(Unfit::new(
                format!(
                    "the secret has {} bytes; it takes {SHORTEST_BYTES}",
                    text.len()
                ),
                REMEDY,
            ))
        } else if text.trim() != text || text.contains(char::is_control) {
            Err(Unfit::new(
                "the secret has blanks at its ends or control characters in it",
                "remove them; a line break at the end often comes from reading it out of a file",
            ))
        } else {
            Ok(Self(text.into()))
        }
    }

    fn show(&self) -> String {
        format!("(hidden, {} bytes)", self.0.expose_secret().len())
    }
}
