use accounts::{
    Deadline, EmailAddress, EmailError, EmailUnavailable, Identity, IdentityToken, TokenError,
    Tokens, UserEmails, VerifiedToken,
};
use async_trait::async_trait;
use identity::Verifier;
use tokio::time::{Instant, timeout_at};

use crate::api::Api;
use crate::call_failure::CallFailure;
use crate::email_cache::EmailCache;
use crate::options::{PrivyOptions, Timing};
use crate::refusal::Refusal;
use crate::{access_token, identity_token};

/// Whose tokens are good, and which e-mail addresses their users have.
pub struct Privy {
    verifier: Verifier,
    api: Api,
    emails: EmailCache,
    timing: Timing,
}

/// Privy cannot be called at all. Mostly, the system has no root certificates.
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be created")]
pub struct PrivyError(#[source] pub(crate) reqwest::Error);

impl Privy {
    /// For the users of one app. The rules of the verifier name it as the audience.
    ///
    /// # Errors
    /// [`PrivyError`]. That Privy does not answer is not an error here.
    pub fn new(verifier: Verifier, options: &PrivyOptions) -> Result<Self, PrivyError> {
        Ok(Self {
            verifier,
            api: Api::new(options).map_err(PrivyError)?,
            emails: EmailCache::new(options.timing),
            timing: options.timing,
        })
    }

    /// The address in an identity token, where there is one; its user has to be this one.
    async fn sent_email(
        &self,
        user: &Identity,
        token: Option<IdentityToken>,
    ) -> Result<Option<EmailAddress>, TokenError> {
        match token {
            None => Ok(None),
            Some(IdentityToken::Unreadable) => Err(Refusal::Unreadable.into()),
            Some(IdentityToken::Sent(token)) => {
                let claims = self.verifier.read(&token).await?;
                Ok(identity_token::email(&claims, user)?)
            }
        }
    }
}

#[async_trait]
impl Tokens for Privy {
    async fn verify(&self, token: &str) -> Result<VerifiedToken, TokenError> {
        let claims = self.verifier.read(token).await?;
        Ok(access_token::check(claims)?)
    }

    async fn ping(&self) -> Result<(), TokenError> {
        self.verifier.ping().await?;
        match self.api.obstacle() {
            Some(obstacle) => Err(TokenError::Unavailable(Box::new(obstacle))),
            None => Ok(()),
        }
    }
}

#[async_trait]
impl UserEmails for Privy {
    /// An identity token that is not good is refused, whatever Privy would say. One without an address does not decide: it may be older
    /// than the address.
    async fn email(
        &self,
        user: &Identity,
        identity_token: Option<IdentityToken>,
        deadline: Deadline,
    ) -> Result<Option<EmailAddress>, EmailError> {
        let end = Instant::now() + self.timing.call;
        let end = end.min(deadline.as_instant().into());
        if let Some(email) = self.sent_email(user, identity_token).await? {
            return Ok(Some(email));
        }
        let subject = user.subject.as_str();
        let look_up = async || {
            let email = self.api.email(subject, end).await;
            email.map_err(EmailUnavailable::from)
        };
        let found = timeout_at(end, self.emails.find(subject, look_up)).await;
        let found = found.unwrap_or_else(|_| Err(CallFailure::Timeout.into()));
        Ok(found?)
    }
}
