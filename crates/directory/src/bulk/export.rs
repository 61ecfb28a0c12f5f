use std::time::Duration;

use accounts::DirectoryError;
use sql::Transaction;

use crate::bulk::record::{
    AccountRecord, CustomerRecord, IdentityRecord, KeyRecord, Record, Totals,
};
use crate::bulk::row::Row;
use crate::bulk::statement;
use crate::database::Database;
use crate::key_secret;
use crate::query_error::QueryError;

/// Rows that are in memory at a time.
const PAGE_ROWS: i64 = 1_000;

/// All that there was at one moment, whatever is written meanwhile.
pub struct Snapshot {
    transaction: Transaction,
    timeout: Duration,
    position: Position,
}

/// What comes next.
enum Position {
    Accounts(Option<AccountRecord>),
    Keys(Option<KeyRecord>),
    Identities(Option<IdentityRecord>),
    Customers(Option<CustomerRecord>),
    End,
}

impl Database {
    /// All accounts and what belongs to them, as they are at this moment. The server goes on reading and writing beside it.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn snapshot(&self) -> Result<Snapshot, DirectoryError> {
        Ok(Snapshot {
            transaction: self.bounded(self.pool().begin_snapshot()).await?,
            timeout: self.query_timeout(),
            position: Position::Accounts(None),
        })
    }
}

impl Snapshot {
    /// How many records there are, and the fingerprint of the secret that the keys are hashed with, where it is known.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn totals(&mut self) -> Result<(Totals, Option<String>), DirectoryError> {
        let on = &mut self.transaction;
        let totals = async {
            let totals = Totals {
                accounts: statement::count::<AccountRecord>(on).await?,
                keys: statement::count::<KeyRecord>(on).await?,
                identities: statement::count::<IdentityRecord>(on).await?,
                customers: statement::count::<CustomerRecord>(on).await?,
            };
            let secret = key_secret::fingerprint(on).await?;
            Ok((totals, secret.map(|secret| secret.to_string())))
        };
        let totals = sql::bounded("directory", self.timeout, totals).await;
        Ok(totals.map_err(QueryError::from)?)
    }

    /// The next records: accounts before what belongs to them. None at the end.
    ///
    /// # Errors
    /// The database cannot be read.
    pub async fn next(&mut self) -> Result<Vec<Record>, DirectoryError> {
        loop {
            let records = match std::mem::replace(&mut self.position, Position::End) {
                Position::Accounts(after) => {
                    self.page(after, Position::Accounts, Position::Keys(None))
                        .await?
                }
                Position::Keys(after) => {
                    self.page(after, Position::Keys, Position::Identities(None))
                        .await?
                }
                Position::Identities(after) => {
                    self.page(after, Position::Identities, Position::Customers(None))
                        .await?
                }
                Position::Customers(after) => {
                    self.page(after, Position::Customers, Position::End).await?
                }
                Position::End => return Ok(Vec::new()),
            };
            if !records.is_empty() {
                return Ok(records);
            }
        }
    }

    async fn page<R: Row>(
        &mut self,
        after: Option<R>,
        more: impl FnOnce(Option<R>) -> Position,
        rest: Position,
    ) -> Result<Vec<Record>, QueryError> {
        let page = statement::page(&mut self.transaction, after.as_ref(), PAGE_ROWS);
        let rows = sql::bounded("directory", self.timeout, page).await?;
        self.position = match rows.last() {
            Some(last) => more(Some(last.clone())),
            None => rest,
        };
        Ok(rows.into_iter().map(R::into).collect())
    }
}
