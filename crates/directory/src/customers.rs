use accounts::{AccountId, CustomerId, Customers, DirectoryError, TRACES};
use async_trait::async_trait;
use jiff::Timestamp;
use tracing::instrument;

use crate::database::Database;
use crate::query_error::QueryError;
use crate::rows::stored;

#[async_trait]
impl Customers for Database {
    #[instrument(name = "directory: customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn customer(&self, account: AccountId) -> Result<Option<CustomerId>, DirectoryError> {
        let query = sqlx::query_scalar::<_, String>(
            "SELECT customer FROM account_customers WHERE account = $1",
        )
        .bind(account.to_string());
        let customer = self.bounded(query.fetch_optional(self.pool())).await?;
        let readable = customer.map(|text| text.parse()).transpose();
        Ok(readable
            .map_err(|_| QueryError::UnreadableRow("customer", format!("account `{account}`")))?)
    }

    #[instrument(name = "directory: remember_customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn remember_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError> {
        let query = sqlx::query(
            "INSERT INTO account_customers (account, customer, created_at) VALUES ($1, $2, $3) \
             ON CONFLICT (account) DO UPDATE SET customer = excluded.customer, created_at = excluded.created_at",
        )
        .bind(account.to_string())
        .bind(customer.as_str())
        .bind(stored(Timestamp::now()));
        self.kept_for(account, query.execute(self.pool())).await?;
        Ok(())
    }

    #[instrument(name = "directory: forget_customer", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn forget_customer(
        &self,
        account: AccountId,
        customer: &CustomerId,
    ) -> Result<(), DirectoryError> {
        let query =
            sqlx::query("DELETE FROM account_customers WHERE account = $1 AND customer = $2")
                .bind(account.to_string())
                .bind(customer.as_str());
        self.bounded(query.execute(self.pool())).await?;
        Ok(())
    }
}
