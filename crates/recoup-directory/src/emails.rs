use accounts::{AccountId, DirectoryError, EmailAccounts, EmailAddress, TRACES};
use async_trait::async_trait;
use tracing::instrument;

use crate::query_error::QueryError;
use crate::recoup_directory::RecoupDirectory;
use crate::table::Table;

#[async_trait]
impl EmailAccounts for RecoupDirectory {
    /// Addresses are compared exactly, as the published service does: capitals count.
    #[instrument(name = "recoup: account_for_email", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = "postgresql"))]
    async fn account_for_email(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<AccountId>, DirectoryError> {
        let account = self.account_by_email(email).await?;
        if account.is_some() || !self.used().create_accounts {
            return Ok(account);
        }
        match self.insert_account(email).await? {
            Some(account) => Ok(Some(account)),
            None => Ok(self.account_by_email(email).await?),
        }
    }
}

impl RecoupDirectory {
    /// The account that an address belongs to, where both are there.
    async fn account_by_email(
        &self,
        email: &EmailAddress,
    ) -> Result<Option<AccountId>, QueryError> {
        let query = sql::query_as::<(String,)>(
            "SELECT CAST(accounts.id AS text) FROM account_emails JOIN accounts ON accounts.id = account_id \
             WHERE email = $1 LIMIT 1",
        )
        .bind(email.expose());
        let Some((account,)) = self.row(Table::Emails, query).await? else {
            self.ensure_visible(Table::Accounts).await?;
            return Ok(None);
        };
        let unreadable = |_| QueryError::Unreadable("account_id", "an e-mail address".to_owned());
        account.parse().map(Some).map_err(unreadable)
    }
}
