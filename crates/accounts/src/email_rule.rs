use std::sync::Arc;

use async_trait::async_trait;

use crate::account::AccountId;
use crate::authenticate_error::AuthenticateError;
use crate::deadline::Deadline;
use crate::directory::DirectoryError;
use crate::email_address::EmailAddress;
use crate::email_error::EmailError;
use crate::identity::Identity;
use crate::identity_token::IdentityToken;
use crate::refusal_cause::RefusalCause;

/// Port: the e-mail address of the user that a token speaks for.
#[cfg_attr(test, mockall::automock)]
#[async_trait]
pub trait UserEmails: Send + Sync {
    /// The address of a user; `None` when it has none. What the request brings along may spare the look-up.
    ///
    /// Implementations MUST answer `None` only when the user has no address, never when they could not find out.
    async fn email(
        &self,
        user: &Identity,
        identity_token: Option<IdentityToken>,
        deadline: Deadline,
    ) -> Result<Option<EmailAddress>, EmailError>;
}

/// Port: accounts by the e-mail addresses of their users.
#[cfg_attr(test, mockall::automock)]
#[async_trait]
pub trait EmailAccounts: Send + Sync {
    /// The account of an address. Where there is none it is created, when the directory is to do that.
    async fn account_for_email(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<AccountId>, DirectoryError>;
}

/// Leads from the user of a token, by its e-mail address, to an account.
#[derive(Clone)]
pub struct EmailRule {
    emails: Arc<dyn UserEmails>,
    accounts: Arc<dyn EmailAccounts>,
}

impl EmailRule {
    /// A rule of these two.
    pub fn new(emails: Arc<dyn UserEmails>, accounts: Arc<dyn EmailAccounts>) -> Self {
        Self { emails, accounts }
    }

    /// The account of a user.
    pub(crate) async fn account(
        &self,
        user: &Identity,
        identity_token: Option<IdentityToken>,
        deadline: Deadline,
    ) -> Result<AccountId, AuthenticateError> {
        let refused = AuthenticateError::Refused;
        let email = self.emails.email(user, identity_token, deadline).await?;
        let email = email.ok_or(refused(RefusalCause::NoEmail))?;
        let account = self.accounts.account_for_email(&email).await?;
        account.ok_or(refused(RefusalCause::NoAccount))
    }
}
