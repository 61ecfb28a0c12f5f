use async_trait::async_trait;
use jiff::Timestamp;

use crate::account::{Account, AccountId, NewAccount};
use crate::identity::{Identity, IdentityLink};
use crate::key::{KeyHash, KeyId, SecretHash};
use crate::key_use::KeyUse;
use crate::secret_fingerprint::SecretFingerprint;

/// Port: the store of accounts and their API keys.
///
/// Implementations MUST return `Err` whenever they could not look: `Ok(None)` means that the thing does not exist and becomes a 401,
/// where an error becomes a 503.
#[cfg_attr(test, mockall::automock)]
#[async_trait]
pub trait Directory: Send + Sync {
    /// The key with this hash, or else the one with the other hash: the same key's under the previous secret, where there is one.
    /// Expired or not, in one query.
    async fn key_by_hash(
        &self,
        hash: KeyHash,
        previous: Option<KeyHash>,
    ) -> Result<Option<StoredKey>, DirectoryError>;

    /// Stores a new account.
    async fn add_account(&self, account: &NewAccount) -> Result<(), DirectoryError>;

    /// The account with this id.
    async fn account(&self, id: AccountId) -> Result<Option<Account>, DirectoryError>;

    /// Whether there is any account.
    async fn has_accounts(&self) -> Result<bool, DirectoryError>;

    /// The oldest accounts, or the oldest of those that come `after` one, at most `limit` of them, oldest first. The one that they come
    /// after has to exist: [`DirectoryError::NoSuchAccount`] otherwise. No more is read than that.
    async fn accounts(
        &self,
        after: Option<AccountId>,
        limit: usize,
    ) -> Result<Page<Account>, DirectoryError>;

    /// Stores a new key. The account has to exist: [`DirectoryError::NoSuchAccount`] otherwise. A key with this id or hash must not:
    /// [`DirectoryError::KeyExists`] otherwise.
    async fn add_key(&self, key: &NewKey) -> Result<(), DirectoryError>;

    /// The oldest keys of an account, at most `limit` of them, oldest first.
    async fn keys(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<StoredKey>, DirectoryError>;

    /// Notes that a key was used, and keeps its hash under the current secret where that is missing. A key that was revoked meanwhile
    /// stays gone.
    async fn note_key_use(&self, used: &KeyUse) -> Result<(), DirectoryError>;

    /// Deletes a key; `false` when there was none with this id, in whichever form of a UUID it is stored.
    async fn revoke_key(&self, id: KeyId) -> Result<bool, DirectoryError>;

    /// The account that an identity is linked to, disabled or not, in one query.
    async fn account_for_identity(
        &self,
        identity: &Identity,
    ) -> Result<Option<LinkedAccount>, DirectoryError>;

    /// Links an identity to an account, unless it is linked already; the answer is the account that it is linked to now. The account
    /// has to exist: [`DirectoryError::NoSuchAccount`] otherwise.
    async fn link(&self, link: &IdentityLink) -> Result<AccountId, DirectoryError>;

    /// Removes the link of an identity; `false` when there was none.
    async fn unlink(&self, identity: &Identity) -> Result<bool, DirectoryError>;

    /// The oldest links of an account, at most `limit` of them, oldest first.
    async fn links(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<IdentityLink>, DirectoryError>;

    /// Answers when the store can be read and, where it is this server's own, written; for readiness probes.
    async fn ping(&self) -> Result<(), DirectoryError>;
}

/// A part of a list that is read page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// As many as were asked for, or all that are left.
    pub rows: Vec<T>,
    /// Whether there are more behind them.
    pub more: bool,
}

/// The first rows of a list, and how many rows there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedPage<T> {
    /// As many as were asked for, or all.
    pub rows: Vec<T>,
    /// How many there are in all.
    pub total: usize,
}

/// A key to store. The key itself is not part of it: only its hash is ever stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewKey {
    /// Names the key for listing and revoking.
    pub id: KeyId,
    /// The one account that the key belongs to.
    pub account: AccountId,
    /// A name for people.
    pub name: String,
    /// What the key is looked up by: while a secret is rolled, the hash under the secret before.
    pub hash: KeyHash,
    /// The secret that this hash is under; `None` where that is not known.
    pub hashed_under: Option<SecretFingerprint>,
    /// The other hash that the key is looked up by while a secret is rolled: the one under the secret to come.
    pub rolled: Option<SecretHash>,
    /// The key's last 4 characters, to tell keys apart in a list; `None` for a key of which only the hash is known.
    pub hint: Option<String>,
    /// When the key was created (UTC).
    pub created_at: Timestamp,
    /// From when on the key is refused (UTC); `None`: never.
    pub expires_at: Option<Timestamp>,
}

/// The account that an identity is linked to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkedAccount {
    /// The account.
    pub id: AccountId,
    /// Whether its credentials are refused.
    pub disabled: bool,
}

/// A key as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredKey {
    /// Names the key for listing and revoking.
    pub id: KeyId,
    /// The one account that the key belongs to.
    pub account: AccountId,
    /// A name for people.
    pub name: String,
    /// The key's last 4 characters; `None` for keys brought over from the published service, which kept none.
    pub hint: Option<String>,
    /// When the key was created, as stored (RFC 3339, UTC).
    pub created_at: String,
    /// From when on the key is refused.
    pub expiry: Expiry,
    /// When the key was last used, to some minutes, as stored (RFC 3339, UTC); `None` while it was not.
    pub last_used: Option<String>,
    /// Under which secrets it has hashes, as far as that is known.
    pub hashed_under: [Option<SecretFingerprint>; 2],
    /// Whether the credentials of its account are refused.
    pub account_disabled: bool,
    /// Why there is no such key any more; `None` while there is.
    pub ended: Option<KeyEnd>,
}

/// Why there is no such key any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyEnd {
    /// It was revoked.
    Revoked,
    /// It had no hash under the new secret when the roll of the secret ended.
    Rolled,
}

/// When a key stops working.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expiry {
    /// The key works until it is revoked.
    Never,
    /// The key is refused from this moment on (UTC).
    At(Timestamp),
    /// The stored text is not a time; such a key is refused.
    Unreadable,
}

impl Expiry {
    /// Whether a key with this expiry is refused at `now`.
    pub fn has_passed(self, now: Timestamp) -> bool {
        match self {
            Self::Never => false,
            Self::At(end) => end <= now,
            Self::Unreadable => true,
        }
    }
}

/// Why the directory failed.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// Something was to be stored for an account that does not exist.
    #[error("there is no account {0}")]
    NoSuchAccount(AccountId),
    /// A key was to be stored that exists already.
    #[error("there is a key with this hash already")]
    KeyExists,
    /// The store belongs to another service, and is only read.
    #[error("the directory belongs to another service, and is only read")]
    ReadOnly,
    /// The store could not be reached or did not answer in time.
    #[error("the directory is unavailable")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
}
