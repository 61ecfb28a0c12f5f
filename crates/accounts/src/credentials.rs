use accounts_api::{Credential, Presented, Scheme};
use jiff::Timestamp;

use crate::account::AccountId;
use crate::directory::Directory;
use crate::failure::Failure;
use crate::key::{ApiKey, KEY_PREFIX, KeyHasher};

/// Tells whose account a request's credentials open.
pub(crate) async fn identify(
    presented: &Presented<'_>,
    hasher: &KeyHasher,
    directory: &dyn Directory,
) -> Result<AccountId, Failure> {
    let credential = presented.only().ok_or(Failure::SeveralCredentials)?;
    let key = api_key(credential).ok_or(Failure::Unauthorized)?;
    let stored = directory
        .key_by_hash(&hasher.hash(&key))
        .await
        .map_err(Failure::Directory)?
        .ok_or(Failure::Unauthorized)?;
    if stored.expiry.has_passed(Timestamp::now()) {
        return Err(Failure::Unauthorized);
    }
    Ok(stored.account)
}

/// The API key: whatever stands in its own header, or a bearer token that starts like one.
fn api_key(credential: Credential<'_>) -> Option<ApiKey> {
    let text = credential.secret.expose();
    match credential.scheme {
        Scheme::ApiKeyAuth => ApiKey::received(text),
        Scheme::BearerAuth if text.starts_with(KEY_PREFIX) => ApiKey::received(text),
        Scheme::BearerAuth => None,
    }
}
