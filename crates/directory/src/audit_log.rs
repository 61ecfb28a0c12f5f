use accounts::{DirectoryError, Page};
use jiff::Timestamp;
use sql::{Query, Row, Transaction};
use sqlx::AssertSqlSafe;
use uuid::Uuid;

use crate::audit_action::AuditAction;
use crate::audit_entry::{AuditEntry, AuditFilter, AuditRecord};
use crate::database::Database;
use crate::placeholders::{self, MAX_ROWS};
use crate::query_error::QueryError;

/// Rows of a table that one transaction removes: none holds the database for long.
const MAX_REMOVED: i64 = 10_000;

sql::row! {
    struct AuditRow {
        id: String,
        at: String,
        operator: Option<String>,
        action: String,
        account: Option<String>,
        subject: Option<String>,
        detail: Option<String>,
    }
}

impl TryFrom<AuditRow> for AuditRecord {
    type Error = QueryError;

    fn try_from(row: AuditRow) -> Result<Self, QueryError> {
        let unreadable = || QueryError::UnreadableRow("id", format!("audit entry `{}`", row.id));
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable())?,
            at: row.at,
            operator: row.operator,
            action: row.action,
            account: row.account,
            subject: row.subject,
            detail: row.detail,
        })
    }
}

impl Database {
    /// Writes entries into the audit log, in the transaction of the change that they are about: both take effect, or neither does. By
    /// the operator of [`Self::operated_by`], or by the program itself where there is none. Any number of entries may be written at
    /// once.
    ///
    /// # Errors
    /// The database refuses; the transaction is to be dropped.
    pub async fn audit(
        &self,
        transaction: &mut Transaction,
        entries: &[AuditEntry],
    ) -> sqlx::Result<()> {
        let now = Timestamp::now();
        for entries in entries.chunks(MAX_ROWS) {
            let statement = format!(
                "INSERT INTO audit_log (id, at, operator, action, account, subject, detail) VALUES {}",
                placeholders::rows(entries.len(), 7)
            );
            let query = sql::query(AssertSqlSafe(statement));
            let query = entries.iter().fold(query, |query, entry| {
                query
                    .bind(Uuid::now_v7().to_string())
                    .bind(now)
                    .bind(self.operator())
                    .bind(entry.action.as_str())
                    .bind(entry.account.map(|account| account.to_string()))
                    .bind(&entry.subject)
                    .bind(&entry.detail)
            });
            query.execute(&mut *transaction).await?;
        }
        Ok(())
    }

    /// Runs a statement and, where it changed a row, writes an entry with it. Returns how many rows it changed.
    pub(crate) async fn execute_audited(
        &self,
        query: Query,
        entry: AuditEntry,
    ) -> Result<u64, QueryError> {
        let change = async {
            let mut transaction = self.pool().begin().await?;
            let changed = query.execute(&mut transaction).await?;
            if changed > 0 {
                self.audit(&mut transaction, &[entry]).await?;
            }
            transaction.commit().await?;
            Ok(changed)
        };
        self.bounded(change).await
    }

    /// Runs a statement that returns the row that it changed and, where there is one, writes the entry that follows from it.
    pub(crate) async fn change_audited<T: Row>(
        &self,
        query: Query<T>,
        entry: impl FnOnce(&T) -> Option<AuditEntry> + Send,
    ) -> Result<Option<T>, QueryError> {
        let change = async {
            let mut transaction = self.pool().begin().await?;
            let row = query.fetch_optional(&mut transaction).await?;
            let entry = row.as_ref().and_then(entry);
            self.audit(&mut transaction, entry.as_slice()).await?;
            transaction.commit().await?;
            Ok(row)
        };
        self.bounded(change).await
    }

    /// The oldest entries of the audit log that pass a filter, at most `limit` of them, oldest first.
    ///
    /// # Errors
    /// When the database could not be asked.
    pub async fn audit_entries(
        &self,
        filter: AuditFilter,
        limit: usize,
    ) -> Result<Page<AuditRecord>, DirectoryError> {
        // One more shows whether there are more.
        let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let mut conditions = vec!["id > $1"];
        conditions.extend(filter.account.map(|_| "account = $2"));
        conditions.extend(filter.action.map(|_| "action = $3"));
        conditions.extend(filter.since.map(|_| "at >= $4"));
        let query = sql::query_as::<AuditRow>(AssertSqlSafe(format!(
            "SELECT id, at, operator, action, account, subject, detail FROM audit_log WHERE {} ORDER BY id LIMIT $5",
            conditions.join(" AND ")
        )))
        .bind(filter.after.map(|id| id.to_string()).unwrap_or_default())
        .bind(filter.account.map(|account| account.to_string()))
        .bind(filter.action.map(AuditAction::as_str))
        .bind(filter.since)
        .bind(most);
        let rows = self.bounded(query.fetch_all(self.pool())).await?;
        let more = rows.len() > limit;
        let rows = rows.into_iter().take(limit).map(AuditRecord::try_from);
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            more,
        })
    }

    /// How many entries of the audit log are older than this.
    ///
    /// # Errors
    /// When the database could not be asked.
    pub async fn audit_entries_before(&self, end: Timestamp) -> Result<u64, DirectoryError> {
        let query = sql::query_as::<(i64,)>("SELECT COUNT(*) FROM audit_log WHERE at < $1");
        let query = query.bind(end);
        let (count,) = self.bounded(query.fetch_one(self.pool())).await?;
        Ok(count.unsigned_abs())
    }

    /// Removes the entries of the audit log that are older than this, and what is remembered of keys that ended before. Returns how many
    /// entries were removed. That is itself noted, with the first of them.
    ///
    /// # Errors
    /// When the database could not be written; some of them may be removed then.
    pub async fn prune_audit(&self, end: Timestamp) -> Result<u64, DirectoryError> {
        let mut removed = 0;
        loop {
            let batch = async {
                let mut transaction = self.pool().begin().await?;
                let entries = sql::query(
                    "DELETE FROM audit_log WHERE id IN (SELECT id FROM audit_log WHERE at < $1 ORDER BY at LIMIT $2)",
                )
                .bind(end)
                .bind(MAX_REMOVED)
                .execute(&mut transaction)
                .await?;
                if removed == 0 && entries > 0 {
                    let entry = AuditEntry::of(AuditAction::AuditPrune);
                    let entry = entry.with_detail(format_args!("before {end:.0}"));
                    self.audit(&mut transaction, &[entry]).await?;
                }
                let keys = sql::query(
                    "DELETE FROM ended_api_keys WHERE ended_at < $1 AND id IN \
                     (SELECT id FROM ended_api_keys WHERE ended_at < $1 ORDER BY ended_at LIMIT $2)",
                )
                .bind(end)
                .bind(MAX_REMOVED)
                .execute(&mut transaction)
                .await?;
                transaction.commit().await?;
                Ok((entries, keys))
            };
            match self.bounded(batch).await? {
                (0, 0) => return Ok(removed),
                (entries, _) => removed += entries,
            }
        }
    }
}
