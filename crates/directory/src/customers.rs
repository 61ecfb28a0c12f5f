use accounts::{AccountId, CustomerId, CustomerLink, Customers, DirectoryError, LinkMaker, TRACES};
use async_trait::async_trait;
use jiff::Timestamp;
use tracing::instrument;

use crate::audit_action::AuditAction;
use crate::audit_entry::AuditEntry;
use crate::database::Database;
use crate::query_error::QueryError;

/// How the maker of a link is stored.
pub(crate) const MANUAL: &str = "manual";
pub(crate) const AUTOMATIC: &str = "automatic";

#[async_trait]
impl Customers for Database {
    #[instrument(name = "directory: customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn customer(&self, account: AccountId) -> Result<Option<CustomerLink>, DirectoryError> {
        let query = sql::query_as::<(String, Option<String>)>(
            "SELECT customer, made_by FROM account_customers WHERE account = $1",
        )
        .bind(account.to_string());
        let row = self.bounded(query.fetch_optional(self.pool())).await?;
        let Some((customer, made_by)) = row else {
            return Ok(None);
        };
        let unreadable = || QueryError::UnreadableRow("customer", format!("account `{account}`"));
        Ok(Some(CustomerLink {
            customer: customer.parse().map_err(|_| unreadable())?,
            maker: match made_by.as_deref() {
                Some(MANUAL) => LinkMaker::Manual,
                Some(AUTOMATIC) => LinkMaker::Automatic,
                None => LinkMaker::Unknown,
                Some(_) => return Err(unreadable().into()),
            },
        }))
    }

    #[instrument(name = "directory: link_customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn link_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError> {
        let query = sql::query(
            "INSERT INTO account_customers (account, customer, created_at, made_by) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account) DO UPDATE SET customer = excluded.customer, created_at = excluded.created_at, \
             made_by = excluded.made_by",
        )
        .bind(account.to_string())
        .bind(customer.as_str())
        .bind(Timestamp::now())
        .bind(MANUAL);
        let entry = AuditEntry::on_customer(AuditAction::CustomerLink, account, customer);
        let linked = self.execute_audited(query, entry).await;
        self.for_account(account, linked)?;
        Ok(())
    }

    #[instrument(name = "directory: unlink_customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn unlink_customer(&self, account: AccountId) -> Result<bool, DirectoryError> {
        let query = sql::query_as::<(String,)>(
            "DELETE FROM account_customers WHERE account = $1 RETURNING customer",
        )
        .bind(account.to_string());
        let unlinked = self.change_audited(query, |(customer,)| {
            let entry = AuditEntry::on_account(AuditAction::CustomerUnlink, account);
            Some(entry.with_subject(customer))
        });
        Ok(unlinked.await?.is_some())
    }

    #[instrument(name = "directory: remember_customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn remember_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
        known: Option<&CustomerId>,
    ) -> Result<bool, DirectoryError> {
        // One statement that compares and sets: whatever was linked meanwhile stays. A link that was known may have been forgotten
        // since; one that is there when none was known was made by somebody else, and no customer has the empty id.
        let query = sql::query(
            "INSERT INTO account_customers (account, customer, created_at, made_by) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (account) DO UPDATE SET customer = excluded.customer, created_at = excluded.created_at, \
             made_by = excluded.made_by \
             WHERE account_customers.customer = $5 \
             AND (account_customers.made_by IS NULL OR account_customers.made_by = $6)",
        )
        .bind(account.to_string())
        .bind(customer.as_str())
        .bind(Timestamp::now())
        .bind(AUTOMATIC)
        .bind(known.map_or("", CustomerId::as_str))
        .bind(AUTOMATIC);
        let entry = AuditEntry::on_customer(AuditAction::CustomerLink, account, customer);
        let written = self.execute_audited(query, entry).await;
        Ok(self.for_account(account, written)? > 0)
    }

    #[instrument(name = "directory: forget_customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn forget_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError> {
        let query = sql::query(
            "DELETE FROM account_customers WHERE account = $1 AND customer = $2 AND made_by = $3",
        )
        .bind(account.to_string())
        .bind(customer.as_str())
        .bind(AUTOMATIC);
        let entry = AuditEntry::on_customer(AuditAction::CustomerUnlink, account, customer);
        self.execute_audited(query, entry).await?;
        Ok(())
    }

    #[instrument(name = "directory: remember_provider_account", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn remember_provider_account(&self, id: &str) -> Result<(), DirectoryError> {
        let query = sql::query(
            "INSERT INTO billing_accounts (provider, account, created_at) VALUES ('stripe', $1, $2) \
             ON CONFLICT (provider) DO NOTHING",
        )
        .bind(id)
        .bind(Timestamp::now());
        self.bounded(query.execute(self.pool())).await?;
        Ok(())
    }
}
