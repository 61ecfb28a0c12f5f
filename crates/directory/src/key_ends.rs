use accounts::{AccountId, CountedPage, DirectoryError, KeyId, StoredKey};
use jiff::Timestamp;
use sql::{Query, Transaction};

use crate::audit_action::AuditAction;
use crate::audit_entry::AuditEntry;
use crate::database::Database;
use crate::ids::{digits, digits_of_id};
use crate::query_error::QueryError;
use crate::rows::{KeyRow, REVOKED, select_all_keys};

/// Remembers keys that are about to be deleted, by the digits of their ids: since `$3`, for the reason `$4`.
macro_rules! remember_keys {
    ($rest:literal) => {
        concat!(
            "INSERT INTO ended_api_keys (id, account, name, hint, created_at, last_used, expires_at, ended_at, reason) \
             SELECT ",
            $crate::ids::digits_of_id!(),
            ", account, name, hint, created_at, last_used, expires_at, $3, $4 FROM account_api_keys ",
            $rest
        )
    };
}
pub(crate) use remember_keys;

/// One statement for keys whose id is stored as we write it, and one for those of other services.
macro_rules! by_id {
    ([$($start:tt)+] $end:literal) => {
        [
            concat!($($start)+, "WHERE id = $1", $end),
            concat!($($start)+, "WHERE ", digits_of_id!(), " = $2", $end),
        ]
    };
}

impl Database {
    /// The oldest keys of an account, at most `limit` of them, oldest first: as [`accounts::Directory::keys`], and those that ended as
    /// well.
    ///
    /// # Errors
    /// When the database could not be asked.
    pub async fn all_keys(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<StoredKey>, DirectoryError> {
        let query = sql::query_as::<KeyRow>(select_all_keys!("WHERE account = $1"));
        let query = query.bind(account.to_string());
        Ok(self.oldest(query.fetch(self.pool()), limit).await?)
    }

    /// Deletes a key, and remembers that there was one. `false` when there was none with this id.
    pub(crate) async fn end_key(&self, id: KeyId) -> Result<bool, QueryError> {
        let remember = by_id!([remember_keys!("")] "");
        let delete = by_id!(["DELETE FROM account_api_keys "] " RETURNING account");
        let end = async {
            for (remember, delete) in remember.into_iter().zip(delete) {
                let mut transaction = self.pool().begin().await?;
                let remember = bind(sql::query(remember), id)
                    .bind(Timestamp::now())
                    .bind(REVOKED);
                remember.execute(&mut transaction).await?;
                let deleted = bind(sql::query_as(delete), id);
                let deleted: Vec<(String,)> = deleted.fetch_all(&mut transaction).await?;
                let action = AuditAction::KeyRevoke;
                if self.note(transaction, action, id, &deleted, None).await? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        self.bounded(end).await
    }

    /// Sets when a key expires. `false` when there is none with this id.
    ///
    /// # Errors
    /// When the database could not be written.
    pub async fn expire_key(&self, id: KeyId, end: Timestamp) -> Result<bool, DirectoryError> {
        let expire = by_id!(["UPDATE account_api_keys SET expires_at = $3 "] " RETURNING account");
        let expire = async {
            for expire in expire {
                let mut transaction = self.pool().begin().await?;
                let expired = bind(sql::query_as(expire), id).bind(end);
                let expired: Vec<(String,)> = expired.fetch_all(&mut transaction).await?;
                let detail = Some(format!("expires {end:.0}"));
                let action = AuditAction::KeyExpire;
                if self.note(transaction, action, id, &expired, detail).await? {
                    return Ok(true);
                }
            }
            Ok(false)
        };
        Ok(self.bounded(expire).await?)
    }

    /// Commits what was done to the keys with an id, of these accounts; `false` when there were none.
    async fn note(
        &self,
        mut transaction: Transaction,
        action: AuditAction,
        id: KeyId,
        accounts: &[(String,)],
        detail: Option<String>,
    ) -> sqlx::Result<bool> {
        let entries: Vec<_> = accounts
            .iter()
            .map(|(account,)| AuditEntry {
                detail: detail.clone(),
                ..AuditEntry::on_key(action, account.parse::<AccountId>().ok(), id)
            })
            .collect();
        self.audit(&mut transaction, &entries).await?;
        transaction.commit().await?;
        Ok(!entries.is_empty())
    }
}

fn bind<T: sql::Row>(query: Query<T>, id: KeyId) -> Query<T> {
    query.bind(id.to_string()).bind(digits(&id))
}
