use reqwest::StatusCode;

use crate::key_error::KeyError;
use crate::key_url::{InvalidKeyUrl, KeyUrl};

/// Why no keys came from an issuer.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct FetchError(#[from] FetchFailure);

/// The URL is the one that was fetched.
#[derive(Debug, thiserror::Error)]
pub(crate) enum FetchFailure {
    /// Mostly, the system has no root certificates.
    #[error("the HTTP client cannot be created")]
    Client(#[source] reqwest::Error),
    #[error("{0} cannot be read")]
    Request(KeyUrl, #[source] reqwest::Error),
    /// Redirects are not followed.
    #[error("{0} responded with {1}")]
    Status(KeyUrl, StatusCode),
    #[error("{0} responded with more than {1} bytes")]
    TooLarge(KeyUrl, usize),
    #[error("the keys did not arrive in time")]
    Timeout,
    /// OpenID Connect Discovery 1.0, section 4.2.
    #[error(
        "{0} responded without the metadata of an OpenID provider, with `issuer` and `jwks_uri`"
    )]
    Metadata(KeyUrl),
    /// Section 4.3.
    #[error(
        "{url} names another issuer, which must be the configured one character for character: `{issuer}`"
    )]
    Issuer { url: KeyUrl, issuer: String },
    /// Anybody could have put keys there. The source is missing when the URL is merely not https.
    #[error("the `jwks_uri` that {0} names is invalid: it must be https")]
    KeyUrl(KeyUrl, #[source] Option<InvalidKeyUrl>),
    #[error("{0} responded without a usable key set")]
    Keys(KeyUrl, #[source] KeyError),
}
