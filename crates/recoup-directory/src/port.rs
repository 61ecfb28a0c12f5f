use accounts::{
    Account, AccountId, CountedPage, Directory, DirectoryError, Identity, IdentityLink, KeyHash,
    KeyId, KeyUse, LinkedAccount, NewAccount, NewKey, Page, StoredKey, TRACES,
};
use async_trait::async_trait;
use tracing::instrument;

use crate::account_row::{AccountRow, select_accounts};
use crate::key_row::{KeyRow, select_keys};
use crate::recoup_directory::RecoupDirectory;
use crate::table::Table;

#[async_trait]
impl Directory for RecoupDirectory {
    #[instrument(name = "recoup: key_by_hash", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = "postgresql"))]
    async fn key_by_hash(
        &self,
        hash: KeyHash,
        previous: Option<KeyHash>,
    ) -> Result<Option<StoredKey>, DirectoryError> {
        // The one under the current secret goes first: there may be two rows of one key.
        let query = sql::query_as::<KeyRow>(select_keys!(
            "AND key_hash IN ($1, $2) ORDER BY key_hash = $1 DESC LIMIT 1"
        ))
        .bind(hash.to_string())
        .bind(previous.unwrap_or(hash).to_string());
        let row = self.row(Table::ApiKeys, query).await?;
        Ok(row.map(StoredKey::try_from).transpose()?)
    }

    async fn add_account(&self, _account: &NewAccount) -> Result<(), DirectoryError> {
        Err(DirectoryError::ReadOnly)
    }

    #[instrument(name = "recoup: account", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = "postgresql"))]
    async fn account(&self, id: AccountId) -> Result<Option<Account>, DirectoryError> {
        let query = sql::query_as::<AccountRow>(select_accounts!("WHERE id = CAST($1 AS uuid)"))
            .bind(id.to_string());
        let row = self.row(Table::Accounts, query).await?;
        Ok(row.map(Account::try_from).transpose()?)
    }

    async fn has_accounts(&self) -> Result<bool, DirectoryError> {
        let query = sql::query("SELECT 1 FROM accounts LIMIT 1");
        Ok(self.row(Table::Accounts, query).await?.is_some())
    }

    async fn accounts(
        &self,
        after: Option<AccountId>,
        limit: usize,
    ) -> Result<Page<Account>, DirectoryError> {
        if let Some(after) = after {
            let known = self.account(after).await?;
            known.ok_or(DirectoryError::NoSuchAccount(after))?;
        }
        // One more shows whether there are more.
        let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let query = sql::query_as::<AccountRow>(select_accounts!(
            r#"WHERE $1 IS NULL OR (COALESCE("timestamp", 0), id) > (SELECT COALESCE("timestamp", 0), id FROM accounts
               WHERE id = CAST($1 AS uuid)) ORDER BY COALESCE("timestamp", 0), id LIMIT $2"#
        ))
        .bind(after.map(|after| after.to_string()))
        .bind(most);
        let rows = self.rows(Table::Accounts, query).await?;
        let more = rows.len() > limit;
        let rows = rows.into_iter().take(limit).map(Account::try_from);
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            more,
        })
    }

    async fn add_key(&self, key: &NewKey) -> Result<(), DirectoryError> {
        match self.used().keys {
            true => self.insert_key(key).await,
            false => Err(DirectoryError::ReadOnly),
        }
    }

    async fn keys(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<StoredKey>, DirectoryError> {
        let query = sql::query_as::<KeyRow>(select_keys!(
            "AND account = CAST($1 AS uuid) ORDER BY created_at, id LIMIT $2"
        ))
        .bind(account.to_string())
        .bind(i64::try_from(limit).unwrap_or(i64::MAX));
        let rows = self.rows(Table::ApiKeys, query).await?;
        let count = sql::query_as::<(i64,)>(
            "SELECT count(*) FROM account_api_keys \
             WHERE account IS NOT NULL AND key_hash IS NOT NULL AND account = CAST($1 AS uuid)",
        )
        .bind(account.to_string());
        let count = self.row(Table::ApiKeys, count).await?;
        let count = count.and_then(|(count,)| usize::try_from(count).ok());
        let rows: Vec<_> = rows
            .into_iter()
            .map(StoredKey::try_from)
            .collect::<Result<_, _>>()?;
        Ok(CountedPage {
            // One may have been added or deleted between the two.
            total: count.unwrap_or_default().max(rows.len()),
            rows,
        })
    }

    async fn note_key_use(&self, used: &KeyUse) -> Result<(), DirectoryError> {
        match self.used().last_used {
            true => Ok(self.write_last_used(used).await?),
            false => Err(DirectoryError::ReadOnly),
        }
    }

    async fn revoke_key(&self, id: KeyId) -> Result<bool, DirectoryError> {
        match self.used().keys {
            true => self.delete_key(id).await,
            false => Err(DirectoryError::ReadOnly),
        }
    }

    async fn account_for_identity(
        &self,
        identity: &Identity,
    ) -> Result<Option<LinkedAccount>, DirectoryError> {
        let Some(linked) = self.own().account_for_identity(identity).await? else {
            return Ok(None);
        };
        // The link outlives an account that was deleted there.
        let account = self.account(linked.id).await?;
        Ok(account.map(|_| linked))
    }

    async fn link(&self, link: &IdentityLink) -> Result<AccountId, DirectoryError> {
        self.adopt(link.account).await?;
        self.own().link(link).await
    }

    async fn unlink(&self, identity: &Identity) -> Result<bool, DirectoryError> {
        self.own().unlink(identity).await
    }

    async fn links(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<IdentityLink>, DirectoryError> {
        self.own().links(account, limit).await
    }

    async fn ping(&self) -> Result<(), DirectoryError> {
        self.ensure_visible(Table::Accounts).await?;
        self.ensure_visible(Table::ApiKeys).await?;
        if self.used().emails {
            self.ensure_visible(Table::Emails).await?;
        }
        let query = sql::query("SELECT 1 FROM account_api_keys LIMIT 1");
        self.rows(Table::ApiKeys, query).await?;
        self.own().ping().await
    }
}
