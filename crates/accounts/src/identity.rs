use std::error::Error;

use async_trait::async_trait;
use jiff::Timestamp;

use crate::account::AccountId;

/// Longest bearer token that is verified, in bytes: enough for any provider, and a bound on what an unknown caller can make us hash.
pub const MAX_TOKEN_BYTES: usize = 8 * 1024;

/// Who a bearer token speaks for, in the words of its issuer (RFC 7519, sections 4.1.1 and 4.1.2).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Identity {
    /// Who vouches: the token's `iss`.
    pub issuer: String,
    /// Whom it vouches for, unique at that issuer: the token's `sub`.
    pub subject: String,
}

impl Identity {
    /// Longest issuer and longest subject that are taken, in bytes. It is OpenID Connect's bound of a subject (Core 1.0, section 2),
    /// and any index holds both together: PostgreSQL's take 2,704 bytes.
    pub const MAX_PART_BYTES: usize = 255;
}

/// The account that an identity may act for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityLink {
    /// Who may act.
    pub identity: Identity,
    /// For which account.
    pub account: AccountId,
    /// When the link was made (UTC).
    pub created_at: Timestamp,
}

/// Port: whether a bearer token is valid, and who it speaks for.
#[cfg_attr(test, mockall::automock)]
#[async_trait]
pub trait Tokens: Send + Sync {
    /// Verifies a token as it was sent.
    ///
    /// Implementations MUST answer [`TokenError::Refused`] only when the token itself is bad, never when they could not find out.
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenError>;

    /// Answers when tokens can be verified at all; for readiness probes.
    async fn ping(&self) -> Result<(), TokenError>;
}

/// What a valid token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedToken {
    /// Who it speaks for.
    pub identity: Identity,
    /// The account that it names itself, where a claim is configured for that and the token has it. The account may not exist. A
    /// token whose claim is there and holds no account id is refused.
    pub account: Option<AccountId>,
    /// From when on it is refused (UTC).
    pub expires_at: Timestamp,
}

/// Why a token is not accepted.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// It is forged, broken, expired, or not for us.
    #[error("the token is refused")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
    /// No keys are available to verify it with.
    #[error("tokens cannot be verified")]
    Unavailable(#[source] Box<dyn Error + Send + Sync>),
}
