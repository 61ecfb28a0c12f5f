use accounts::{AccountId, ApiKey, Directory, DirectoryError, KeyHasher, KeyId, NewKey};
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
    let new = NewKey {
        id: KeyId::random(),
        account,
        name: name.to_owned(),
        hash: hasher.hash(&key),
        hint: Some(key.hint()),
        created_at: Timestamp::now(),
        expires_at,
    };
    match directory.add_key(&new).await {
        Ok(()) => Ok(Issued { id: new.id, key }),
        Err(error @ DirectoryError::NoSuchAccount(_)) => Err(Failure::Other(format!(
            "{error}; `accounts-server accounts list` shows those that exist"
        ))),
        Err(error) => Err(Failure::of("the key cannot be stored", &error)),
    }
}
