use accounts::{AccountId, DirectoryError};
use jiff::Timestamp;
use sql::Transaction;

use crate::audit_action::AuditAction;
use crate::audit_entry::AuditEntry;
use crate::database::Database;
use crate::ids::{digits, digits_of_id};
use crate::query_error::QueryError;

/// How often a deletion is tried while servers store something for the account.
const MAX_TRIES: usize = 3;

/// What was deleted with an account.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeletedAccount {
    /// API keys.
    pub keys: u64,
    /// Links of identities.
    pub identities: u64,
    /// The customer of the billing provider that it was linked to. There, nothing is deleted.
    pub customer: Option<String>,
    /// Subscriptions of the sandbox.
    pub subscriptions: u64,
}

impl Database {
    /// Has the credentials of an account refused, or accepted again. `false` when that is so already.
    ///
    /// # Errors
    /// [`DirectoryError::NoSuchAccount`], or the database's failure.
    pub async fn set_account_disabled(
        &self,
        account: AccountId,
        disabled: bool,
    ) -> Result<bool, DirectoryError> {
        let (statement, action) = match disabled {
            true => (
                "UPDATE accounts SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NULL",
                AuditAction::AccountDisable,
            ),
            false => (
                "UPDATE accounts SET disabled_at = $2 WHERE id = $1 AND disabled_at IS NOT NULL",
                AuditAction::AccountEnable,
            ),
        };
        let since = disabled.then(Timestamp::now);
        let change = async {
            let mut transaction = self.pool().begin().await?;
            let Some(stored) = stored_id(&mut transaction, account).await? else {
                return Ok(None);
            };
            let changed = sql::query(statement).bind(stored).bind(since);
            let changed = changed.execute(&mut transaction).await? > 0;
            if changed {
                let entry = AuditEntry::on_account(action, account);
                self.audit(&mut transaction, &[entry]).await?;
            }
            transaction.commit().await?;
            Ok(Some(changed))
        };
        let changed = self.bounded(change).await?;
        changed.ok_or(DirectoryError::NoSuchAccount(account))
    }

    /// Deletes an account with all that belongs to it, in one transaction. Of its entries in the audit log, what was done to it and when
    /// stays, under its id alone. Unless it is `really` deleted, only what would be is returned.
    ///
    /// # Errors
    /// [`DirectoryError::NoSuchAccount`], or the database's failure; then all is as it was.
    pub async fn delete_account(
        &self,
        account: AccountId,
        really: bool,
    ) -> Result<DeletedAccount, DirectoryError> {
        let mut tries = 1..MAX_TRIES;
        loop {
            match self.bounded(self.delete(account, really)).await {
                // A server has stored a link for it meanwhile.
                Err(QueryError::Query(error))
                    if error.is_foreign_key_violation() && tries.next().is_some() => {}
                deleted => return deleted?.ok_or(DirectoryError::NoSuchAccount(account)),
            }
        }
    }

    async fn delete(
        &self,
        account: AccountId,
        really: bool,
    ) -> sqlx::Result<Option<DeletedAccount>> {
        let mut transaction = self.pool().begin().await?;
        let Some(stored) = stored_id(&mut transaction, account).await? else {
            return Ok(None);
        };
        let customer = "DELETE FROM account_customers WHERE account = $1 RETURNING customer";
        let customer = sql::query_as::<(String,)>(customer).bind(&stored);
        let customer = customer.fetch_optional(&mut transaction).await?;
        let mut deleted = [0; 7];
        for (statement, deleted) in [
            "DELETE FROM account_api_keys WHERE account = $1",
            "DELETE FROM identities WHERE account = $1",
            "DELETE FROM sandbox_subscriptions WHERE account = $1",
            "DELETE FROM sandbox_portal_sessions WHERE account = $1",
            "DELETE FROM sandbox_invoices WHERE account = $1",
            "DELETE FROM ended_api_keys WHERE account = $1",
            "DELETE FROM accounts WHERE id = $1",
        ]
        .into_iter()
        .zip(&mut deleted)
        {
            let statement = sql::query(statement).bind(&stored);
            *deleted = statement.execute(&mut transaction).await?;
        }
        let [keys, identities, subscriptions, ..] = deleted;
        // Subjects name persons at other services.
        let forget = "UPDATE audit_log SET subject = NULL, detail = NULL WHERE account = $1";
        let forget = sql::query(forget).bind(account.to_string());
        forget.execute(&mut transaction).await?;
        let entry = AuditEntry::on_account(AuditAction::AccountDelete, account);
        self.audit(&mut transaction, &[entry]).await?;
        if really {
            transaction.commit().await?;
        }
        Ok(Some(DeletedAccount {
            keys,
            identities,
            customer: customer.map(|(customer,)| customer),
            subscriptions,
        }))
    }
}

/// The id of an account as it is stored.
async fn stored_id(
    transaction: &mut Transaction,
    account: AccountId,
) -> sqlx::Result<Option<String>> {
    let same = sql::query_as::<(String,)>("SELECT id FROM accounts WHERE id = $1");
    let same = same.bind(account.to_string());
    if let Some((id,)) = same.fetch_optional(&mut *transaction).await? {
        return Ok(Some(id));
    }
    let other = concat!("SELECT id FROM accounts WHERE ", digits_of_id!(), " = $1");
    let other = sql::query_as::<(String,)>(other).bind(digits(&account));
    let other = other.fetch_optional(&mut *transaction).await?;
    Ok(other.map(|(id,)| id))
}
