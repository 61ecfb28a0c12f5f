//! Whether the secret of the API keys is the one that the keys of the database were hashed with.

use accounts::{KeyHasher, SecretFingerprint};

use crate::cli_error::CliError;
use crate::output;
use crate::system::System;

/// The secret that the keys of the database are hashed with. The first one to look records which it is: while a secret is rolled, that
/// is the previous one.
pub(crate) async fn known(system: &System) -> Result<SecretFingerprint, CliError> {
    let hasher = &system.hasher;
    let first = hasher.previous_fingerprint();
    let first = first.unwrap_or_else(|| hasher.fingerprint());
    let known = system.database.key_secret_or(first).await;
    known
        .map_err(|error| CliError::of("the fingerprint of the keys' secret cannot be read", &error))
}

/// Warns when the keys of the database are hashed with a secret that this program does not have.
pub(crate) async fn check(system: &System) -> Result<(), CliError> {
    let known = known(system).await?;
    mismatch(&system.hasher, known).inspect(|warning| output::warn(warning));
    Ok(())
}

/// What is wrong when the keys of the database are hashed with the `known` secret.
pub(crate) fn mismatch(hasher: &KeyHasher, known: SecretFingerprint) -> Option<String> {
    let ours = hasher.fingerprint();
    if known == ours || hasher.previous_fingerprint() == Some(known) {
        return None;
    }
    Some(format!(
        "ACCOUNTS_KEY_SECRET is not the secret that the keys in the database are hashed with (fingerprints {ours} and {known}): those \
         keys are refused here. Set the secret that the other servers have; to change it, set that one as \
         ACCOUNTS_KEY_SECRET_PREVIOUS until `accounts-server keys finish-roll` has finished the roll"
    ))
}
