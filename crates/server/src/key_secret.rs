//! The secret of the API keys: its hasher, and whether it is the one that the keys of the database are under.

use accounts::{KeyHasher, SecretFingerprint};

use crate::failure::Failure;
use crate::program;
use crate::settings::{KeySecret, Settings};
use crate::system::System;

/// Hashes keys under the secrets that the settings name.
pub(crate) fn hasher(settings: &Settings) -> KeyHasher {
    let secret = settings.key_secret.clone();
    let hasher = KeyHasher::new(secret.unwrap_or_else(KeySecret::development).into_inner());
    match settings.key_secret_previous.clone() {
        Some(previous) => hasher.with_previous(previous.into_inner()),
        None => hasher,
    }
}

/// The secret that the keys of the database are under. The first one to look says which it is: while a secret is rolled, that is the
/// one before.
pub(crate) async fn known(system: &System) -> Result<SecretFingerprint, Failure> {
    let hasher = &system.hasher;
    let first = hasher.previous_fingerprint();
    let first = first.unwrap_or_else(|| hasher.fingerprint());
    let known = system.database.key_secret_or(first).await;
    known.map_err(|error| Failure::of("the fingerprint of the keys' secret cannot be read", &error))
}

/// Warns when the keys of the database are under a secret that this program does not have.
pub(crate) async fn check(system: &System) -> Result<(), Failure> {
    let known = known(system).await?;
    mismatch(&system.hasher, known).inspect(|warning| program::warn(warning));
    Ok(())
}

/// What is wrong when the keys of the database are under the secret that is `known`.
pub(crate) fn mismatch(hasher: &KeyHasher, known: SecretFingerprint) -> Option<String> {
    let ours = hasher.fingerprint();
    if known == ours || hasher.previous_fingerprint() == Some(known) {
        return None;
    }
    Some(format!(
        "ACCOUNTS_KEY_SECRET is not the secret that the keys in the database are under (fingerprints {ours} and {known}): those keys \
         are refused here. Set the secret that the other servers have; to change it, set that one as ACCOUNTS_KEY_SECRET_PREVIOUS \
         until `accounts-server keys finish-roll` has ended the roll"
    ))
}
