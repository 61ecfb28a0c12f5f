use accounts::{AccountId, ApiKey, Directory, DirectoryError, KeyHash, KeyHasher, KeyId, NewKey};
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
    let (hash, hint) = (hasher.hash(&key), Some(key.hint()));
    let id = keep(directory, account, name, hash, hint, expires_at).await?;
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
    keep(directory, account, name, hash, None, expires_at).await
}

async fn keep(
    directory: &dyn Directory,
    account: AccountId,
    name: &str,
    hash: KeyHash,
    hint: Option<String>,
    expires_at: Option<Timestamp>,
) -> Result<KeyId, Failure> {
    let key = NewKey {
        id: KeyId::random(),
        account,
        name: name.to_owned(),
        hash,
        hint,
        created_at: Timestamp::now(),
        expires_at,
    };
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
