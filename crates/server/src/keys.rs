use accounts::{
    AccountId, ApiKey, Directory, DirectoryError, KeyHash, KeyHasher, KeyHashes, KeyId, NewKey,
};
use jiff::Timestamp;

use crate::cli_error::CliError;
use crate::settings::{KeySecret, Settings};

/// Hashes keys with the secrets that the settings name.
pub(crate) fn hasher(settings: &Settings) -> KeyHasher {
    let secret = settings.key_secret.clone();
    let hasher = KeyHasher::new(secret.unwrap_or_else(KeySecret::development).0);
    match settings.key_secret_previous.clone() {
        Some(previous) => hasher.with_previous(previous.0),
        None => hasher,
    }
}

/// A new key. The key itself is stored nowhere else.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) id: KeyId,
    pub(crate) key: ApiKey,
}

/// Creates a key for an account and stores its hash.
pub(crate) async fn issue(
    directory: &dyn Directory,
    hasher: &KeyHasher,
    account: AccountId,
    name: &str,
    expires_at: Option<Timestamp>,
) -> Result<Issued, CliError> {
    let key = ApiKey::generate()
        .map_err(|error| CliError::of("the operating system provides no randomness", &error))?;
    let KeyHashes { current, previous } = hasher.hashes(&key);
    // While the secret is rolled, servers that know one of the two find the key.
    let (first, rolled) = match previous {
        Some(previous) => (previous, Some(current)),
        None => (current, None),
    };
    let new = NewKey {
        hint: Some(key.hint()),
        hashed_under: Some(first.under),
        rolled,
        ..new_key(account, name, first.hash, expires_at)
    };
    let id = store(directory, new).await?;
    Ok(Issued { id, key })
}

/// Stores a key of which only the hash is known.
pub(crate) async fn import(
    directory: &dyn Directory,
    account: AccountId,
    name: &str,
    hash: KeyHash,
    expires_at: Option<Timestamp>,
) -> Result<KeyId, CliError> {
    store(directory, new_key(account, name, hash, expires_at)).await
}

/// A key of which the hash is known and nothing else.
fn new_key(account: AccountId, name: &str, hash: KeyHash, expires_at: Option<Timestamp>) -> NewKey {
    NewKey {
        id: KeyId::random(),
        account,
        name: name.to_owned(),
        hash,
        hashed_under: None,
        rolled: None,
        hint: None,
        created_at: Timestamp::now(),
        expires_at,
    }
}

async fn store(directory: &dyn Directory, key: NewKey) -> Result<KeyId, CliError> {
    match directory.add_key(&key).await {
        Ok(()) => Ok(key.id),
        Err(error @ DirectoryError::NoSuchAccount(_)) => Err(CliError::Other(format!(
            "{error}; `accounts-server accounts list` lists those that exist"
        ))),
        Err(error @ DirectoryError::KeyExists) => Err(CliError::Other(format!(
            "{error}; it was imported or created before, for this account or another"
        ))),
        Err(error) => Err(CliError::of("the key cannot be stored", &error)),
    }
}
