use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, de};

/// An absolute URI as RFC 3986 has it (`format: uri`), kept byte for byte as received.
#[derive(Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct Uri(String);

impl Uri {
    /// The text as received.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Uri {
    /// Shows the scheme and no more: paths and queries often are credentials.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = self.0.split(':').next().unwrap_or_default();
        write!(f, "Uri({scheme}:..)")
    }
}

/// Text that is no absolute URI. Reads behind a field's name: `returnUrl must be an absolute URI
/// ...`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidUri(String);

impl fmt::Display for InvalidUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for InvalidUri {}

impl TryFrom<String> for Uri {
    type Error = InvalidUri;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        match fluent_uri::Uri::parse(text.as_str()) {
            Ok(_) => Ok(Self(text)),
            Err(error) => Err(InvalidUri(explain(&text, error.index()))),
        }
    }
}

impl FromStr for Uri {
    type Err = InvalidUri;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.to_owned().try_into()
    }
}

impl<'de> Deserialize<'de> for Uri {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .try_into()
            .map_err(de::Error::custom)
    }
}

/// Says what is wrong at a byte of the text.
fn explain(text: &str, at: usize) -> String {
    if text.is_empty() {
        return "is required".to_owned();
    }
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        Some(found) if !allowed_in_uris(found) => format!(
            "must be an absolute URI (RFC 3986): {found:?} at byte {at} must be percent-encoded"
        ),
        Some(found) => {
            format!("must be an absolute URI (RFC 3986): {found:?} cannot stand at byte {at}")
        }
        None => "must be an absolute URI (RFC 3986), such as https://example.com/path".to_owned(),
    }
}

/// Whether a character may stand anywhere in a URI as itself (RFC 3986, section 2; `%` starts an
/// encoded one).
fn allowed_in_uris(character: char) -> bool {
    character.is_ascii_alphanumeric() || "-._~:/?#[]@!$&'()*+,;=%".contains(character)
}
