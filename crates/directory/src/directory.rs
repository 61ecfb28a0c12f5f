use accounts::{
    Account, AccountId, CountedPage, Directory, DirectoryError, Identity, IdentityLink, KeyHash,
    KeyId, KeyUse, LinkedAccount, NewAccount, NewKey, Page, StoredKey, TRACES,
};
use async_trait::async_trait;
use tracing::instrument;

use crate::audit_action::AuditAction;
use crate::audit_entry::AuditEntry;
use crate::database::Database;
use crate::ids::{digits, digits_of_id};
use crate::query_error::QueryError;
use crate::rows::{
    AccountRow, KeyRow, LinkRow, has_nul, select_accounts, select_keys, without_nul,
};

#[async_trait]
impl Directory for Database {
    #[instrument(name = "directory: key_by_hash", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn key_by_hash(
        &self,
        hash: KeyHash,
        previous: Option<KeyHash>,
    ) -> Result<Option<StoredKey>, DirectoryError> {
        // Whichever hash it is kept under, the one under the current secret goes first: there may be two rows of one key.
        let query = match previous {
            None => sql::query_as::<KeyRow>(
                select_keys!("WHERE key_hash = $1 OR rolled_hash = $1 ORDER BY key_hash = $1 DESC LIMIT 1"),
            )
            .bind(hash.to_string()),
            Some(previous) => sql::query_as(select_keys!(
                "WHERE key_hash IN ($1, $2) OR rolled_hash IN ($1, $2) \
                 ORDER BY CASE WHEN key_hash = $1 THEN 0 WHEN rolled_hash = $1 THEN 1 ELSE 2 END LIMIT 1"
            ))
            .bind(hash.to_string())
            .bind(previous.to_string()),
        };
        let row = self.bounded(query.fetch_optional(self.pool())).await?;
        Ok(row.map(StoredKey::try_from).transpose()?)
    }

    async fn add_account(&self, account: &NewAccount) -> Result<(), DirectoryError> {
        let query = sql::query("INSERT INTO accounts (id, name, created_at) VALUES ($1, $2, $3)")
            .bind(account.id.to_string())
            .bind(without_nul(&account.name)?)
            .bind(account.created_at);
        let entry = AuditEntry::on_account(AuditAction::AccountCreate, account.id);
        self.execute_audited(query, entry).await?;
        Ok(())
    }

    #[instrument(name = "directory: account", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn account(&self, id: AccountId) -> Result<Option<Account>, DirectoryError> {
        let query =
            sql::query_as::<AccountRow>(select_accounts!("WHERE id = $1")).bind(id.to_string());
        let row = self.bounded(query.fetch_optional(self.pool())).await?;
        Ok(row.map(Account::try_from).transpose()?)
    }

    async fn has_accounts(&self) -> Result<bool, DirectoryError> {
        let query = sql::query("SELECT 1 FROM accounts LIMIT 1");
        let row = self.bounded(query.fetch_optional(self.pool())).await?;
        Ok(row.is_some())
    }

    async fn accounts(
        &self,
        after: Option<AccountId>,
        limit: usize,
    ) -> Result<Page<Account>, DirectoryError> {
        let (time, id) = match after {
            Some(after) => self.sort_key_of(after).await?,
            // Before all texts.
            None => (String::new(), String::new()),
        };
        // One more shows whether there are more.
        let most = i64::try_from(limit).unwrap_or(i64::MAX).saturating_add(1);
        let query = sql::query_as::<AccountRow>(select_accounts!(
            "WHERE (created_at, id) > ($1, $2) ORDER BY created_at, id LIMIT $3"
        ))
        .bind(time)
        .bind(id)
        .bind(most);
        let rows = self.bounded(query.fetch_all(self.pool())).await?;
        let more = rows.len() > limit;
        let rows = rows.into_iter().take(limit).map(Account::try_from);
        Ok(Page {
            rows: rows.collect::<Result<_, _>>()?,
            more,
        })
    }

    async fn add_key(&self, key: &NewKey) -> Result<(), DirectoryError> {
        let query = sql::query(
            "INSERT INTO account_api_keys (id, account, name, key_hash, hint, created_at, expires_at, key_hash_secret, \
             rolled_hash, rolled_hash_secret) SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 \
             WHERE NOT EXISTS (SELECT 1 FROM account_api_keys WHERE rolled_hash = $4)",
        )
        .bind(key.id.to_string())
        .bind(key.account.to_string())
        .bind(without_nul(&key.name)?)
        .bind(key.hash.to_string())
        .bind(&key.hint)
        .bind(key.created_at)
        .bind(key.expires_at)
        .bind(key.hashed_under.map(|secret| secret.to_string()))
        .bind(key.rolled.map(|rolled| rolled.hash.to_string()))
        .bind(key.rolled.map(|rolled| rolled.under.to_string()));
        let action = match key.hint {
            Some(_) => AuditAction::KeyCreate,
            None => AuditAction::KeyImport,
        };
        let mut entry = AuditEntry::on_key(action, key.account, key.id);
        entry.detail = key.expires_at.map(|end| format!("expires {end:.0}"));
        match self.execute_audited(query, entry).await {
            Err(QueryError::Query(error)) if error.is_foreign_key_violation() => {
                Err(DirectoryError::NoSuchAccount(key.account))
            }
            Err(QueryError::Query(error)) if error.is_unique_violation() => {
                Err(DirectoryError::KeyExists)
            }
            Ok(0) => Err(DirectoryError::KeyExists),
            other => Ok(other.map(drop)?),
        }
    }

    async fn keys(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<StoredKey>, DirectoryError> {
        let query =
            sql::query_as::<KeyRow>(select_keys!("WHERE account = $1")).bind(account.to_string());
        Ok(self.oldest(query.fetch(self.pool()), limit).await?)
    }

    async fn note_key_use(&self, used: &KeyUse) -> Result<(), DirectoryError> {
        Ok(self.note_use(used).await?)
    }

    async fn revoke_key(&self, id: KeyId) -> Result<bool, DirectoryError> {
        Ok(self.end_key(id).await?)
    }

    #[instrument(name = "directory: account_for_identity", target = TRACES, level = "trace", skip_all, fields(otel.kind = "client", db.system.name = self.system()))]
    async fn account_for_identity(
        &self,
        identity: &Identity,
    ) -> Result<Option<LinkedAccount>, DirectoryError> {
        if has_nul(identity) {
            return Ok(None);
        }
        let query = sql::query_as::<(String, Option<String>)>(
            "SELECT account, (SELECT disabled_at FROM accounts WHERE accounts.id = identities.account) \
             FROM identities WHERE issuer = $1 AND subject = $2",
        )
        .bind(&identity.issuer)
        .bind(&identity.subject);
        let Some((account, disabled_at)) = self.bounded(query.fetch_optional(self.pool())).await?
        else {
            return Ok(None);
        };
        Ok(Some(LinkedAccount {
            id: linked_account(&account, identity)?,
            disabled: disabled_at.is_some(),
        }))
    }

    async fn link(&self, link: &IdentityLink) -> Result<AccountId, DirectoryError> {
        // An update that changes nothing: a link that is there already comes back as it is.
        let query = sql::query_as::<(String, String)>(
            "INSERT INTO identities (issuer, subject, account, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (issuer, subject) DO UPDATE SET issuer = excluded.issuer RETURNING account, created_at",
        )
        .bind(without_nul(&link.identity.issuer)?)
        .bind(without_nul(&link.identity.subject)?)
        .bind(link.account.to_string())
        .bind(link.created_at);
        let IdentityLink {
            identity,
            account,
            created_at,
        } = link;
        let entry = AuditEntry::on_identity(AuditAction::IdentityLink, *account, identity);
        let is_new = |(stored, at): &(String, String)| {
            *stored == account.to_string() && *at == format!("{created_at:.6}")
        };
        let linked = self.change_audited(query, |row| is_new(row).then_some(entry));
        let linked = self.for_account(*account, linked.await)?;
        let (account, _) = linked.ok_or(QueryError::NoRow)?;
        Ok(linked_account(&account, identity)?)
    }

    async fn unlink(&self, identity: &Identity) -> Result<bool, DirectoryError> {
        if has_nul(identity) {
            return Ok(false);
        }
        let query = sql::query_as::<(String,)>(
            "DELETE FROM identities WHERE issuer = $1 AND subject = $2 RETURNING account",
        )
        .bind(&identity.issuer)
        .bind(&identity.subject);
        let unlinked = self.change_audited(query, |(account,)| {
            let action = AuditAction::IdentityUnlink;
            let account = account.parse::<AccountId>().ok();
            Some(AuditEntry::on_identity(action, account, identity))
        });
        Ok(unlinked.await?.is_some())
    }

    async fn links(
        &self,
        account: AccountId,
        limit: usize,
    ) -> Result<CountedPage<IdentityLink>, DirectoryError> {
        let query = sql::query_as::<LinkRow>(
            "SELECT issuer, subject, account, created_at FROM identities WHERE account = $1",
        )
        .bind(account.to_string());
        Ok(self.oldest(query.fetch(self.pool()), limit).await?)
    }

    async fn ping(&self) -> Result<(), DirectoryError> {
        self.check_file().await?;
        // Reads the file: `SELECT 1` alone would not notice that it is unusable.
        let query = sql::query("SELECT id FROM accounts LIMIT 1");
        self.bounded(query.fetch_optional(self.pool())).await?;
        self.check_writing().await?;
        Ok(())
    }
}

impl Database {
    /// The time and the id by which an account stands in the list, as they are stored.
    async fn sort_key_of(&self, account: AccountId) -> Result<(String, String), DirectoryError> {
        let query =
            sql::query_as::<(String, String)>("SELECT created_at, id FROM accounts WHERE id = $1")
                .bind(account.to_string());
        if let Some(place) = self.bounded(query.fetch_optional(self.pool())).await? {
            return Ok(place);
        }
        let query = sql::query_as(concat!(
            "SELECT created_at, id FROM accounts WHERE ",
            digits_of_id!(),
            " = $1"
        ))
        .bind(digits(&account));
        let place = self.bounded(query.fetch_optional(self.pool())).await?;
        place.ok_or(DirectoryError::NoSuchAccount(account))
    }
}

fn linked_account(text: &str, identity: &Identity) -> Result<AccountId, QueryError> {
    text.parse().map_err(|_| {
        QueryError::UnreadableRow("account", format!("identity `{}`", identity.subject))
    })
}
