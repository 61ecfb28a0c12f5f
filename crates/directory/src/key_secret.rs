use accounts::{AccountId, CountedPage, DirectoryError, SecretFingerprint, StoredKey};
use jiff::Timestamp;
use sql::{Target, Transaction};

use crate::audit_action::AuditAction;
use crate::audit_entry::AuditEntry;
use crate::database::Database;
use crate::key_ends::remember_keys;
use crate::query_error::QueryError;
use crate::rows::{KeyRow, ROLLED, select_keys};

/// Does something to the keys that a roll leaves behind: those without a hash under the secret `$1`. Where it is unknown which secret a
/// hash is under, it is assumed to be the one that the database has had so far, `$2`.
macro_rules! left_behind {
    ($what:ident) => {
        $what!(
            "WHERE COALESCE(key_hash_secret, $2) <> $1 AND COALESCE(rolled_hash_secret, '') <> $1"
        )
    };
}

macro_rules! delete_keys {
    ($rest:literal) => {
        concat!(
            "DELETE FROM account_api_keys ",
            $rest,
            " RETURNING id, account"
        )
    };
}

/// What the end of a roll did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinishedRoll {
    /// Keys that go on.
    pub kept: u64,
    /// Keys that were removed, because they had no hash under the secret.
    pub removed: u64,
}

/// The secret that the keys of a database are under, by its fingerprint.
pub(crate) async fn fingerprint<'a>(
    on: impl Into<Target<'a>>,
) -> sqlx::Result<Option<SecretFingerprint>> {
    let text = sql::query_as::<(String,)>(FINGERPRINT);
    let text = text.fetch_optional(on).await?;
    Ok(text.and_then(|(text,)| text.parse().ok()))
}

const FINGERPRINT: &str = "SELECT fingerprint FROM secret_fingerprints WHERE name = 'api_keys'";

impl Database {
    /// The fingerprint of the secret that the keys here are under; `ours` from now on, where none is known.
    ///
    /// # Errors
    /// When the database could not be asked.
    pub async fn key_secret_or(
        &self,
        ours: SecretFingerprint,
    ) -> Result<SecretFingerprint, DirectoryError> {
        let known = sql::query_as::<(String,)>(FINGERPRINT);
        let known = self.bounded(known.fetch_optional(self.pool())).await?;
        let known = match known {
            Some((known,)) => known,
            None => {
                // Another server may be quicker.
                let keep = sql::query(
                    "INSERT INTO secret_fingerprints (name, fingerprint, created_at) VALUES ('api_keys', $1, $2) \
                     ON CONFLICT (name) DO NOTHING",
                )
                .bind(ours.to_string())
                .bind(Timestamp::now());
                self.bounded(keep.execute(self.pool())).await?;
                let known = sql::query_as::<(String,)>(FINGERPRINT);
                self.bounded(known.fetch_one(self.pool())).await?.0
            }
        };
        let unreadable = || QueryError::UnreadableRow("fingerprint", "API keys' secret".to_owned());
        Ok(known.parse().map_err(|_| unreadable())?)
    }

    /// The keys that would stop working if the roll from the secret `known`, which the database has, to `current` ended now: the oldest,
    /// at most `limit` of them.
    ///
    /// # Errors
    /// When the database could not be asked.
    pub async fn keys_left_behind(
        &self,
        known: SecretFingerprint,
        current: SecretFingerprint,
        limit: usize,
    ) -> Result<CountedPage<StoredKey>, DirectoryError> {
        let query = sql::query_as::<KeyRow>(left_behind!(select_keys))
            .bind(current.to_string())
            .bind(known.to_string());
        Ok(self.oldest(query.fetch(self.pool()), limit).await?)
    }

    /// Ends the roll from the secret `known`, which the database has: keys keep the hash under the secret `current` and no other, those
    /// without one are removed.
    ///
    /// # Errors
    /// When the database could not be written; then all is as it was.
    pub async fn finish_roll(
        &self,
        known: SecretFingerprint,
        current: SecretFingerprint,
    ) -> Result<FinishedRoll, DirectoryError> {
        let finish = async {
            let mut transaction = self.pool().begin().await?;
            let removed = self.remove_left_behind(&mut transaction, known, current);
            let removed = removed.await?;
            let entry = AuditEntry::of(AuditAction::SecretFinishRoll);
            let entry =
                entry.with_detail(format_args!("{known} to {current}, {removed} keys removed"));
            self.audit(&mut transaction, &[entry]).await?;
            for change in [
                // The same key, brought over under both secrets: one row is enough.
                "DELETE FROM account_api_keys WHERE rolled_hash_secret = $1 AND EXISTS (SELECT 1 FROM account_api_keys AS other \
                 WHERE other.id <> account_api_keys.id AND (other.key_hash = account_api_keys.rolled_hash \
                 OR (other.rolled_hash = account_api_keys.rolled_hash AND other.id < account_api_keys.id)))",
                "UPDATE account_api_keys SET key_hash = rolled_hash, key_hash_secret = rolled_hash_secret \
                 WHERE rolled_hash_secret = $1",
                "UPDATE account_api_keys SET rolled_hash = NULL, rolled_hash_secret = NULL, key_hash_secret = $1 \
                 WHERE rolled_hash IS NOT NULL OR key_hash_secret IS NULL",
                "UPDATE secret_fingerprints SET fingerprint = $1 WHERE name = 'api_keys'",
            ] {
                let change = sql::query(change).bind(current.to_string());
                change.execute(&mut transaction).await?;
            }
            let (kept,): (i64,) = sql::query_as("SELECT COUNT(*) FROM account_api_keys")
                .fetch_one(&mut transaction)
                .await?;
            transaction.commit().await?;
            Ok(FinishedRoll {
                kept: kept.unsigned_abs(),
                removed,
            })
        };
        Ok(self.bounded(finish).await?)
    }

    /// Removes the keys that the roll from `known` to `current` leaves behind. Returns how many there were.
    async fn remove_left_behind(
        &self,
        transaction: &mut Transaction,
        known: SecretFingerprint,
        current: SecretFingerprint,
    ) -> sqlx::Result<u64> {
        sql::query(left_behind!(remember_keys))
            .bind(current.to_string())
            .bind(known.to_string())
            .bind(Timestamp::now())
            .bind(ROLLED)
            .execute(&mut *transaction)
            .await?;
        let removed = sql::query_as::<(String, String)>(left_behind!(delete_keys))
            .bind(current.to_string())
            .bind(known.to_string())
            .fetch_all(&mut *transaction)
            .await?;
        let entries: Vec<_> = removed
            .iter()
            .map(|(key, account)| {
                let account = account.parse::<AccountId>().ok();
                AuditEntry::on_account(AuditAction::KeyRemove, account).with_subject(key)
            })
            .collect();
        self.audit(transaction, &entries).await?;
        Ok(entries.len() as u64)
    }
}
