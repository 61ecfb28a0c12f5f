use std::sync::Arc;
use std::time::Duration;

use accounts_api::{Presented, Scheme};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::account::AccountId;
use crate::authentication_counts::AuthenticationCounts;
use crate::credential_cache::{CredentialCache, Fingerprint};
use crate::directory::{Directory, DirectoryError, Expiry};
use crate::failure::Failure;
use crate::failure_limit::FailureLimit;
use crate::identity::{LONGEST_TOKEN_BYTES, TokenError, Tokens};
use crate::key::{KEY_PREFIX, KeyHash, KeyHasher};
use crate::key_uses::KeyUses;

/// Tells whose account a credential opens.
///
/// An API key opens the account that it was made for. A bearer token opens the account that it names itself, where a claim is
/// configured for that and the token has it; any other, the account that its issuer and subject are linked to. A claim is the last
/// word: one that names an account which does not exist opens nothing, whatever is linked. No account is made in passing.
pub struct Authenticator {
    directory: Arc<dyn Directory>,
    hasher: KeyHasher,
    tokens: Option<Arc<dyn Tokens>>,
    cache: CredentialCache,
    failures: FailureLimit,
    uses: Option<KeyUses>,
    counts: AuthenticationCounts,
}

impl Authenticator {
    /// Takes API keys only, and asks the directory each time.
    pub fn new(directory: Arc<dyn Directory>, hasher: KeyHasher) -> Self {
        Self {
            directory,
            hasher,
            tokens: None,
            cache: CredentialCache::off(),
            failures: FailureLimit::per_minute(0),
            uses: None,
            counts: AuthenticationCounts::new(),
        }
    }

    /// Takes bearer tokens too.
    pub fn with_tokens(mut self, tokens: Arc<dyn Tokens>) -> Self {
        self.tokens = Some(tokens);
        self
    }

    /// Remembers what credentials open in this cache.
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

    /// The account that a request's one credential opens.
    pub(crate) async fn identify(&self, presented: &Presented<'_>) -> Result<AccountId, Failure> {
        let Some(credential) = presented.only() else {
            self.note_refused_form();
            return Err(Failure::SeveralCredentials);
        };
        let text = credential.secret.expose();
        let (counts, account) = match credential.scheme {
            Scheme::BearerAuth if !text.starts_with(KEY_PREFIX) => {
                (&self.counts.tokens, self.by_token(text).await)
            }
            Scheme::ApiKeyAuth | Scheme::BearerAuth => (&self.counts.keys, self.by_key(text).await),
        };
        counts.count(&account);
        Ok(account?)
    }

    /// Notes a request whose credentials were missing or could not be read.
    pub(crate) fn note_refused_form(&self) {
        self.counts.refused_form.increment(1);
    }

    /// The account that an API key opens.
    ///
    /// # Errors
    /// [`Unidentified`] tells a key that opens nothing from a directory that could not look.
    pub async fn by_key(&self, text: &str) -> Result<AccountId, Unidentified> {
        let hash = self.hasher.hash_sent(text).ok_or(Unidentified::Unknown)?;
        let fingerprint = Fingerprint::Key(hash);
        if let Some(retry_after) = self.failures.wait()
            && !self.failures.is_known_good(&fingerprint)
        {
            return Err(Unidentified::TooManyFailures { retry_after });
        }
        let found = self
            .cache
            .find(fingerprint, || self.look_up_key(text, hash));
        self.counted(found.await, &fingerprint)
    }

    /// The account that a bearer token opens.
    ///
    /// # Errors
    /// [`Unidentified`] tells a token that opens nothing from one that could not be verified, and from a directory that could not look.
    pub async fn by_token(&self, text: &str) -> Result<AccountId, Unidentified> {
        let tokens = self.tokens.as_deref().ok_or(Unidentified::Unknown)?;
        if text.is_empty() || text.len() > LONGEST_TOKEN_BYTES {
            return Err(Unidentified::Unknown);
        }
        let fingerprint = Fingerprint::Token(Sha256::digest(text).into());
        // Nobody guesses a signature, and to verify one costs no look-up: a good token is good whatever others do.
        let wait = self.failures.wait();
        let found = self
            .cache
            .find(fingerprint, || self.look_up_token(tokens, text));
        match (found.await, wait) {
            (Err(Unidentified::Unknown), Some(retry_after)) => {
                Err(Unidentified::TooManyFailures { retry_after })
            }
            (found, _) => self.counted(found, &fingerprint),
        }
    }

    /// Counts a credential that is not good.
    fn counted(
        &self,
        found: Result<AccountId, Unidentified>,
        fingerprint: &Fingerprint,
    ) -> Result<AccountId, Unidentified> {
        if matches!(found, Err(Unidentified::Unknown)) {
            self.failures.note_failure(fingerprint);
        }
        found
    }

    async fn look_up_key(&self, text: &str, hash: KeyHash) -> Result<Opened, Unidentified> {
        let hashes = self.hasher.hashes_beside(hash, text);
        let previous = hashes.previous.map(|previous| previous.hash);
        let stored = self.directory.key_by_hash(hash, previous).await?;
        let stored = stored.ok_or(Unidentified::Unknown)?;
        let opened = Opened {
            account: stored.account,
            expiry: stored.expiry,
        }
        .unless_expired()?;
        self.failures.note_good(Fingerprint::Key(hash));
        if let Some(uses) = &self.uses {
            uses.note(&stored, hashes);
        }
        Ok(opened)
    }

    async fn look_up_token(&self, tokens: &dyn Tokens, text: &str) -> Result<Opened, Unidentified> {
        let token = tokens.verify(text).await?;
        let account = match token.account {
            Some(named) => {
                let account = self.directory.account(named).await?;
                account.map(|account| account.id)
            }
            None => self.directory.account_of(&token.identity).await?,
        };
        Opened {
            account: account.ok_or(Unidentified::Unknown)?,
            expiry: Expiry::At(token.expires_at),
        }
        .unless_expired()
    }
}

/// What a credential opens.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Opened {
    pub(crate) account: AccountId,
    pub(crate) expiry: Expiry,
}

impl Opened {
    /// The same while it is good: asked at each use, because entries of a cache outlive it.
    pub(crate) fn unless_expired(self) -> Result<Self, Unidentified> {
        match self.expiry {
            // Most keys: the clock need not be asked.
            Expiry::Never => Ok(self),
            expiry if expiry.has_passed(Timestamp::now()) => Err(Unidentified::Unknown),
            _ => Ok(self),
        }
    }
}

/// Why a credential opens no account. Clones share their cause: one failed look-up can be the answer to many requests.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unidentified {
    /// It opens nothing: unknown, expired, revoked or broken. One answer for all, so that it tells nothing.
    #[error("the credentials open nothing")]
    Unknown,
    /// It was not looked at: too many from the same address were good for nothing.
    #[error("too many credentials of this address were refused")]
    TooManyFailures {
        /// When another one is looked at.
        retry_after: Duration,
    },
    /// The directory could not look.
    #[error(transparent)]
    Directory(Arc<DirectoryError>),
    /// The token could not be verified.
    #[error(transparent)]
    Tokens(Arc<TokenError>),
}

impl From<DirectoryError> for Unidentified {
    fn from(error: DirectoryError) -> Self {
        Self::Directory(Arc::new(error))
    }
}

impl From<TokenError> for Unidentified {
    fn from(error: TokenError) -> Self {
        match error {
            // The caller is not told why; who runs the server may want to know.
            TokenError::Refused(why) => {
                tracing::debug!(%why, "a bearer token is refused");
                Self::Unknown
            }
            unavailable @ TokenError::Unavailable(_) => Self::Tokens(Arc::new(unavailable)),
        }
    }
}

#[cfg(test)]
mod tests;
