use std::fmt;

use serde::Deserialize;

/// Why this server answers otherwise on purpose.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Reason {
    Order,
    MissingReturnUrl,
    MessageNamesField,
    UnknownKeys,
    ReturnUrl,
    OneText,
    MediaType,
    Method,
    Scheme,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Order => "credentials are checked before the body",
            Self::MissingReturnUrl => "a missing `returnUrl` has the contract's own message",
            Self::MessageNamesField => "the message says what the contract expects, and where",
            Self::UnknownKeys => "unknown keys are ignored: the contract allows them",
            Self::ReturnUrl => {
                "`returnUrl` has to be https (http on loopback), without user, at most 2,048 bytes, and mean the same to RFC 3986 and browsers"
            }
            Self::OneText => "every bad credential gets the same text: nothing internal is told",
            Self::MediaType => "the body has to be what the contract says, application/json",
            Self::Method => "other methods get 405 with `Allow`, in JSON",
            Self::Scheme => "the name of an authentication scheme has no case (RFC 9110, section 11.1)",
        })
    }
}
