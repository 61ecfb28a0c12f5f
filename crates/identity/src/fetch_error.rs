use reqwest::StatusCode;

use crate::key_error::KeyError;
use crate::key_url::{InvalidKeyUrl, KeyUrl};

/// Why no keys came from a URL.
#[derive(Debug, thiserror::Error)]
pub enum FetchError {
    /// The HTTP client cannot be made: mostly, the system has no root certificates.
    #[error("there is no HTTP client")]
    Client(#[source] reqwest::Error),
    /// No connection, no TLS, or cut off.
    #[error("{url} cannot be read")]
    Request {
        /// What was asked for.
        url: KeyUrl,
        /// What happened.
        #[source]
        source: reqwest::Error,
    },
    /// Anything but 200; redirects are not followed.
    #[error("{url} answered {status}")]
    Status {
        /// What was asked for.
        url: KeyUrl,
        /// What came.
        status: StatusCode,
    },
    /// A body without end.
    #[error("{url} answered more than {most} bytes")]
    TooLarge {
        /// What was asked for.
        url: KeyUrl,
        /// The cap.
        most: usize,
    },
    /// The time for all of it is spent.
    #[error("the keys did not come in time")]
    TooSlow,
    /// No provider metadata (OpenID Connect Discovery 1.0, section 4.2).
    #[error("{url} answered no metadata of an OpenID provider with `issuer` and `jwks_uri`")]
    Metadata {
        /// What was asked for.
        url: KeyUrl,
    },
    /// The metadata of another issuer (section 4.3).
    #[error(
        "{url} speaks for another issuer, which has to be the configured one character for character: `{issuer}`"
    )]
    Issuer {
        /// What was asked for.
        url: KeyUrl,
        /// Whom it speaks for.
        issuer: String,
    },
    /// Keys in a place where anybody could have put them.
    #[error("the `jwks_uri` that {url} names is unfit: it has to be https")]
    KeyUrl {
        /// What was asked for.
        url: KeyUrl,
        /// What is wrong, where it is more than not https.
        #[source]
        source: Option<InvalidKeyUrl>,
    },
    /// No usable set.
    #[error("{url} answered no usable key set")]
    Keys {
        /// What was asked for.
        url: KeyUrl,
        /// Why not.
        #[source]
        source: KeyError,
    },
}
