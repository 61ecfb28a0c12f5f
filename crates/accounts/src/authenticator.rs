use std::sync::Arc;

use accounts_api::{Presented, Scheme};
use metrics::Counter;

use crate::authenticate_error::AuthenticateError;
use crate::authentication_metrics::{self, CredentialKind};
use crate::credential_cache::{CredentialCache, Fingerprint};
use crate::deadline::Deadline;
use crate::directory::{Directory, Expiry, LinkedAccount};
use crate::email_rule::EmailRule;
use crate::failure_limit::FailureLimit;
use crate::identity::{MAX_TOKEN_BYTES, Tokens};
use crate::identity_token::IdentityToken;
use crate::key::{KEY_PREFIX, KeyHash, KeyHasher};
use crate::key_uses::KeyUses;
use crate::refusal_cause::RefusalCause;
use crate::request_context::RequestContext;
use crate::resolved::{CredentialName, Resolved};
use crate::service_error::ServiceError;

/// Finds the account that a credential authenticates.
///
/// An API key authenticates the account that it was made for. A bearer token authenticates the account that it names itself, where a
/// claim is configured for that and the token has it; otherwise the account that its issuer and subject are linked to. A claim decides
/// alone: a token that names an account which does not exist is refused, whatever is linked. Where there is a rule for it, a token that
/// is linked to none authenticates the account of its user's e-mail address. No account is created implicitly, unless that rule does it.
/// The credentials of a disabled account are refused.
pub struct Authenticator {
    directory: Arc<dyn Directory>,
    hasher: KeyHasher,
    tokens: Option<Arc<dyn Tokens>>,
    emails: Option<EmailRule>,
    cache: CredentialCache,
    failures: FailureLimit,
    uses: Option<KeyUses>,
    good_keys: Counter,
    good_tokens: Counter,
}

impl Authenticator {
    /// Takes API keys only, and asks the directory each time.
    pub fn new(directory: Arc<dyn Directory>, hasher: KeyHasher) -> Self {
        authentication_metrics::register();
        Self {
            directory,
            hasher,
            tokens: None,
            emails: None,
            cache: CredentialCache::off(),
            failures: FailureLimit::per_minute(0),
            uses: None,
            good_keys: authentication_metrics::good(CredentialKind::ApiKey),
            good_tokens: authentication_metrics::good(CredentialKind::Bearer),
        }
    }

    /// Takes bearer tokens too.
    pub fn with_tokens(mut self, tokens: Arc<dyn Tokens>) -> Self {
        self.tokens = Some(tokens);
        self
    }

    /// Finds the accounts of bearer tokens by this rule, too.
    pub fn with_email_rule(mut self, rule: EmailRule) -> Self {
        self.emails = Some(rule);
        self
    }

    /// Remembers the accounts of credentials in this cache.
    pub fn with_cache(mut self, cache: CredentialCache) -> Self {
        self.cache = cache;
        self
    }

    /// Bounds how many credentials of one address may fail.
    pub fn with_failure_limit(mut self, limit: FailureLimit) -> Self {
        self.failures = limit;
        self
    }

    /// Notes which keys are used, beside the requests.
    pub fn with_key_uses(mut self, uses: KeyUses) -> Self {
        self.uses = Some(uses);
        self
    }

    /// The account that a request's one credential authenticates.
    pub(crate) async fn identify(
        &self,
        presented: &Presented<'_>,
    ) -> Result<Resolved, ServiceError> {
        let Some(credential) = presented.only() else {
            authentication_metrics::count_malformed(RefusalCause::Several);
            return Err(ServiceError::SeveralCredentials);
        };
        let text = credential.secret.expose();
        let is_token = credential.scheme == Scheme::BearerAuth && !text.starts_with(KEY_PREFIX);
        let (kind, good, found) = match is_token {
            true => (
                CredentialKind::Bearer,
                &self.good_tokens,
                self.by_token(text).await,
            ),
            false => (
                CredentialKind::ApiKey,
                &self.good_keys,
                self.by_key(text).await,
            ),
        };
        match &found {
            Ok(_) => good.increment(1),
            Err(error) => authentication_metrics::count_failure(kind, error),
        }
        Ok(found?)
    }

    /// The account that an API key authenticates.
    ///
    /// # Errors
    /// [`AuthenticateError`] distinguishes a key that is not valid from a directory that could not look.
    pub async fn by_key(&self, text: &str) -> Result<Resolved, AuthenticateError> {
        let hash = self
            .hasher
            .hash_sent(text)
            .ok_or(AuthenticateError::Refused(RefusalCause::Malformed))?;
        let fingerprint = Fingerprint::Key(hash);
        if let Some(retry_after) = self.failures.wait()
            && !self.failures.is_known_good(&fingerprint)
        {
            return Err(AuthenticateError::TooManyFailures { retry_after });
        }
        let found = self
            .cache
            .find(fingerprint, || self.look_up_key(text, hash));
        self.counted(found.await, &fingerprint)
    }

    /// The account that a bearer token authenticates.
    ///
    /// # Errors
    /// [`AuthenticateError`] distinguishes a token that is not valid from one that could not be verified, and from a directory that could
    /// not look.
    pub async fn by_token(&self, text: &str) -> Result<Resolved, AuthenticateError> {
        let refused = AuthenticateError::Refused;
        let tokens = self.tokens.as_deref();
        let tokens = tokens.ok_or(refused(RefusalCause::NotAccepted))?;
        if text.is_empty() || text.len() > MAX_TOKEN_BYTES {
            return Err(refused(RefusalCause::Malformed));
        }
        let identity_token = self.emails.as_ref().and_then(|_| sent_identity_token());
        let identity_token = identity_token.as_ref();
        let fingerprint = Fingerprint::of_token(text, identity_token);
        // Nobody guesses a signature, and to verify one costs no look-up: a good token is good whatever others do.
        let wait = self.failures.wait();
        let found = self.cache.find(fingerprint, || {
            self.look_up_token(tokens, text, identity_token)
        });
        match (found.await, wait) {
            (Err(AuthenticateError::Refused(_)), Some(retry_after)) => {
                Err(AuthenticateError::TooManyFailures { retry_after })
            }
            (found, _) => self.counted(found, &fingerprint),
        }
    }

    /// Counts a credential that is not good.
    fn counted(
        &self,
        found: Result<Resolved, AuthenticateError>,
        fingerprint: &Fingerprint,
    ) -> Result<Resolved, AuthenticateError> {
        if matches!(found, Err(AuthenticateError::Refused(_))) {
            self.failures.note_failure(fingerprint);
        }
        found
    }

    async fn look_up_key(&self, text: &str, hash: KeyHash) -> Result<Resolved, AuthenticateError> {
        let hashes = self.hasher.hashes_beside(hash, text);
        let previous = hashes.previous.map(|previous| previous.hash);
        let stored = self.directory.key_by_hash(hash, previous).await?;
        let refused = AuthenticateError::Refused;
        let stored = stored.ok_or(refused(RefusalCause::Unknown))?;
        let resolved = Resolved {
            account: stored.account,
            credential: CredentialName::Key(stored.id),
            expiry: stored.expiry,
        }
        .unless_expired()?;
        if stored.account_disabled {
            return Err(refused(RefusalCause::AccountDisabled));
        }
        self.failures.note_good(Fingerprint::Key(hash));
        if let Some(uses) = &self.uses {
            uses.note(&stored, hashes);
        }
        Ok(resolved)
    }

    async fn look_up_token(
        &self,
        tokens: &dyn Tokens,
        text: &str,
        identity_token: Option<&IdentityToken>,
    ) -> Result<Resolved, AuthenticateError> {
        let token = tokens.verify(text).await?;
        let mut linked = match token.account {
            Some(named) => {
                let account = self.directory.account(named).await?;
                account.map(|account| LinkedAccount {
                    id: account.id,
                    disabled: account.disabled_at.is_some(),
                })
            }
            None => self.directory.account_for_identity(&token.identity).await?,
        };
        if let (None, None, Some(rule)) = (linked, token.account, &self.emails) {
            let deadline = RequestContext::with_current(|context| context.deadline);
            let deadline = deadline.unwrap_or_else(Deadline::never);
            let account = rule.account(&token.identity, identity_token.cloned(), deadline);
            linked = Some(LinkedAccount {
                id: account.await?,
                disabled: false,
            });
        }
        let refused = AuthenticateError::Refused;
        let linked = linked.ok_or(refused(RefusalCause::NoAccount))?;
        if linked.disabled {
            return Err(refused(RefusalCause::AccountDisabled));
        }
        Resolved {
            account: linked.id,
            credential: CredentialName::Issuer(token.identity.issuer.into()),
            expiry: Expiry::At(token.expires_at),
        }
        .unless_expired()
    }
}

/// What the current request brings along about its user.
fn sent_identity_token() -> Option<IdentityToken> {
    RequestContext::with_current(|context| context.identity_token.clone()).flatten()
}

#[cfg(test)]
mod tests;
