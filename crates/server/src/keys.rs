use accounts::{
    AccountId, ApiKey, Directory, DirectoryError, KeyHash, KeyHasher, KeyHashes, KeyId, NewKey,
};
use jiff::Timestamp;

use crate::failure::Failure;

/// A new key. The key itself is in here and nowhere else.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) id: KeyId,
    pub(crate) key: ApiKey,
}

/// Makes a key for an account and keeps its hash.
pub(crate) async fn issue(
    directory: &dyn Directory,
    hasher: &KeyHasher,
    account: AccountId,
    name: &str,
    expires_at: Option<Timestamp>,
) -> Result<Issued, Failure> {
    let key = ApiKey::generate()
        .map_err(|error| Failure::of("the operating system has no randomness to give", &error))?;
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
    let id = keep(directory, new).await?;
    Ok(Issued { id, key })
}

/// Keeps a key of which only the hash is known.
pub(crate) async fn import(
    directory: &dyn Directory,
    account: AccountId,
    name: &str,
    hash: KeyHash,
    expires_at: Option<Timestamp>,
) -> Result<KeyId, Failure> {
    keep(directory, new_key(account, name, hash, expires_at)).await
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

async fn keep(directory: &dyn Directory, key: NewKey) -> Result<KeyId, Failure> {
    match directory.add_key(&key).await {
        Ok(()) => Ok(key.id),
        Err(error @ DirectoryError::NoSuchAccount(_)) => Err(Failure::Other(format!(
            "{error}; `accounts-server accounts list` shows those that exist"
        ))),
        Err(error @ DirectoryError::KeyExists) => Err(Failure::Other(format!(
            "{error}; it was brought over or made before, for this account or another"
        ))),
        Err(error) => Err(Failure::of("the key cannot be stored", &error)),
    }
}
