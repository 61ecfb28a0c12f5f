use accounts::{AccountId, DirectoryError};
use directory::{Database, DatabaseOptions, OutsideDatabase, PoolUsage};

use crate::access::Command;
use crate::hidden_rows::Visibility;
use crate::open_error::RecoupOpenError;
use crate::query_error::QueryError;
use crate::recoup_use::RecoupUse;
use crate::shortfall::Shortfall;
use crate::survey::survey;
use crate::table::{SCHEMA, Table};

/// Accounts and API keys in the tables of the published service, and what belongs to them in tables of our own. Clones share the
/// connections.
#[derive(Clone, Debug)]
pub struct RecoupDirectory {
    theirs: OutsideDatabase,
    own: Database,
    used: RecoupUse,
}

impl RecoupDirectory {
    /// Opens the published service's database that `url` names, beside our `own`, for what it is used for. Also returns what is worth a
    /// warning.
    ///
    /// # Errors
    /// [`RecoupOpenError`] says what is wrong with the URL, the server or what is in the database, and what to do about it.
    pub async fn open(
        url: &str,
        options: DatabaseOptions,
        own: Database,
        used: RecoupUse,
    ) -> Result<(Self, Vec<Shortfall>), RecoupOpenError> {
        let theirs = OutsideDatabase::open(url, theirs(options)).await?;
        let shortfalls = survey(&theirs, used).await?;
        if shortfalls.iter().any(Shortfall::is_fatal) {
            return Err(RecoupOpenError::Unfit {
                name: theirs.name().to_owned(),
                shortfalls,
            });
        }
        Ok((Self { theirs, own, used }, shortfalls))
    }

    /// The same, with changes of our own tables made by this operator.
    pub fn operated_by(self, operator: &str) -> Self {
        Self {
            own: self.own.operated_by(operator),
            ..self
        }
    }

    /// Notes an account in our own tables, so that they can refer to it.
    ///
    /// # Errors
    /// [`DirectoryError::NoSuchAccount`], or a database's failure.
    pub async fn adopt(&self, id: AccountId) -> Result<(), DirectoryError> {
        let account = accounts::Directory::account(self, id).await?;
        let account = account.ok_or(DirectoryError::NoSuchAccount(id))?;
        self.own.adopt_account(id, &account.name).await
    }

    /// How many connections to the published service's database there are now.
    pub fn connections(&self) -> PoolUsage {
        self.theirs.connections()
    }

    /// Waits for connections in use, then closes all of them. Queries after it fail. Our own database stays open.
    pub async fn close(&self) {
        self.theirs.close().await;
    }

    pub(crate) fn own(&self) -> &Database {
        &self.own
    }

    pub(crate) fn theirs(&self) -> &OutsideDatabase {
        &self.theirs
    }

    /// What is done with their tables.
    pub fn used(&self) -> RecoupUse {
        self.used
    }

    /// The one row that is looked for in a table. There being none is only believed where it could have been seen.
    pub(crate) async fn row<T: sql::Row>(
        &self,
        table: Table,
        query: sql::Query<T>,
    ) -> Result<Option<T>, QueryError> {
        let theirs = &self.theirs;
        let row = theirs.bounded(query.fetch_optional(theirs.pool())).await?;
        if row.is_none() {
            self.ensure_visible(table).await?;
        }
        Ok(row)
    }

    /// The rows that are looked for in a table; [`Self::row`] of several.
    pub(crate) async fn rows<T: sql::Row>(
        &self,
        table: Table,
        query: sql::Query<T>,
    ) -> Result<Vec<T>, QueryError> {
        let theirs = &self.theirs;
        let rows = theirs.bounded(query.fetch_all(theirs.pool())).await?;
        if rows.is_empty() {
            self.ensure_visible(table).await?;
        }
        Ok(rows)
    }

    /// Fails when no row of a table can be seen.
    pub(crate) async fn ensure_visible(&self, table: Table) -> Result<(), QueryError> {
        let theirs = &self.theirs;
        match theirs
            .bounded(Visibility::of(theirs.pool(), table, Command::Select))
            .await?
        {
            Visibility::Hidden(hidden) => Err(hidden.into()),
            Visibility::All | Visibility::ByPolicy { .. } => Ok(()),
        }
    }
}

/// How their database is used.
pub(crate) fn theirs(options: DatabaseOptions) -> DatabaseOptions {
    DatabaseOptions {
        // Never by the user's own search path: in a schema that is named like the user, our own tables may have the same names.
        schema: SCHEMA.parse().ok(),
        ..options
    }
}
