use accounts::{AccountId, DirectoryError, EmailAddress, KeyId, KeyUse, NewKey};
use directory::{AuditAction, AuditEntry};
use jiff::Timestamp;
use sql::Query;
use uuid::Uuid;

use crate::key_row::last_used;
use crate::query_error::QueryError;
use crate::recoup_directory::RecoupDirectory;
use crate::table::Table;

/// What is written to their tables. Whoever calls it has seen that it is to be done.
impl RecoupDirectory {
    /// Writes when a key was used, unless another server has written it meanwhile. Their column has no time zone: it is in UTC.
    pub(crate) async fn write_last_used(&self, used: &KeyUse) -> Result<(), QueryError> {
        let Some(last_use) = &used.last_use else {
            return Ok(());
        };
        let query = sql::query(concat!(
            "UPDATE account_api_keys SET last_used = CAST($1 AS timestamptz) AT TIME ZONE 'UTC' WHERE id = CAST($2 AS uuid) \
             AND COALESCE(",
            last_used!(),
            ", '') = $3"
        ))
        .bind(last_use.at)
        .bind(used.id.to_string())
        .bind(last_use.before.as_deref().unwrap_or_default());
        self.execute(query).await?;
        Ok(())
    }

    /// Adds a key. Their tables have one hash of each: the one under the secret that the published service has, which is the current one.
    pub(crate) async fn insert_key(&self, key: &NewKey) -> Result<(), DirectoryError> {
        let hash = key.rolled.map_or(key.hash, |rolled| rolled.hash);
        let query = sql::query(
            "INSERT INTO account_api_keys (id, name, account, key_hash, created_at, expires_at) \
             VALUES (CAST($1 AS uuid), $2, CAST($3 AS uuid), $4, CAST($5 AS timestamptz), CAST($6 AS timestamptz))",
        )
        .bind(key.id.to_string())
        .bind(&key.name)
        .bind(key.account.to_string())
        .bind(hash.to_string())
        .bind(key.created_at)
        .bind(key.expires_at);
        let mut entry = AuditEntry::on_key(AuditAction::KeyCreate, key.account, key.id);
        entry.detail = key.expires_at.map(|end| format!("expires {end:.0}"));
        let insert = async {
            match self.execute(query).await {
                Err(error) if error.is_foreign_key_violation() => {
                    Err(DirectoryError::NoSuchAccount(key.account))
                }
                Err(error) if error.is_unique_violation() => Err(DirectoryError::KeyExists),
                other => Ok(other.map_err(QueryError::from)?),
            }
        };
        self.own().audit_elsewhere(entry, insert).await?;
        Ok(())
    }

    /// Deletes a key; `false` when there is none with this id.
    pub(crate) async fn delete_key(&self, id: KeyId) -> Result<bool, DirectoryError> {
        let account = async || {
            let query = sql::query_as::<(Option<String>,)>(
                "SELECT CAST(account AS text) FROM account_api_keys WHERE id = CAST($1 AS uuid)",
            )
            .bind(id.to_string());
            self.row(Table::ApiKeys, query).await
        };
        let Some((owner,)) = account().await? else {
            return Ok(false);
        };
        let owner = owner.and_then(|account| account.parse::<AccountId>().ok());
        let query = sql::query("DELETE FROM account_api_keys WHERE id = CAST($1 AS uuid)")
            .bind(id.to_string());
        let entry = AuditEntry::on_key(AuditAction::KeyRevoke, owner, id);
        let delete = async { Ok(self.execute(query).await.map_err(QueryError::from)?) };
        let deleted = self.own().audit_elsewhere(entry, delete).await?;
        // Row-level security may show a row and keep it: nobody must believe then that the key is gone.
        if deleted == 0 && account().await?.is_some() {
            return Err(QueryError::Undeletable(id).into());
        }
        Ok(deleted > 0)
    }

    /// Creates an account with an address, both or neither; `None` when the address is there already: another server was faster, or it
    /// belongs to no account.
    pub(crate) async fn insert_account(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<AccountId>, DirectoryError> {
        let account = AccountId::random();
        let query = sql::query(
            "WITH address AS (INSERT INTO account_emails (id, account_id, email, updated_at) \
             VALUES (CAST($1 AS uuid), CAST($2 AS uuid), $3, now()) ON CONFLICT (email) DO NOTHING RETURNING account_id) \
             INSERT INTO accounts (id, \"timestamp\") SELECT account_id, $4 FROM address",
        )
        .bind(Uuid::new_v4().to_string())
        .bind(account.to_string())
        .bind(email.expose())
        .bind(Timestamp::now().as_millisecond());
        let entry = AuditEntry::on_account(AuditAction::AccountCreate, account);
        let directory = self.clone();
        // A task of its own: a user who leaves in the middle must not leave an account without its entry.
        let creating = tokio::spawn(async move {
            let insert = async { Ok(directory.execute(query).await.map_err(QueryError::from)?) };
            directory.own().audit_elsewhere(entry, insert).await
        });
        let created = creating
            .await
            .map_err(|error| DirectoryError::Unavailable(error.into()))?;
        Ok((created? > 0).then_some(account))
    }

    /// Runs a statement; answers how many rows it changed.
    async fn execute(&self, query: Query) -> Result<u64, sql::QueryError> {
        let theirs = self.theirs();
        theirs.bounded(query.execute(theirs.pool())).await
    }
}
