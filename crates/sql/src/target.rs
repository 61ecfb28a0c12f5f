use sqlx::{PgConnection, PgPool, SqliteConnection, SqlitePool};

use crate::limits::Limits;
use crate::pool::{Pool, Transaction};

/// Where a query is run.
#[derive(Debug)]
pub enum Target<'a> {
    /// On any connection to a file.
    SqlitePool(&'a SqlitePool),
    /// On this connection to a file.
    Sqlite(&'a mut SqliteConnection),
    /// On any connection to a server, each query with its limits.
    PostgresPool(&'a PgPool, &'a Limits),
    /// On this connection to a server; without limits where the transaction that it is in has them.
    Postgres(&'a mut PgConnection, Option<&'a Limits>),
}

impl Target<'_> {
    /// A shorter borrow of the same target.
    pub fn reborrow(&mut self) -> Target<'_> {
        match self {
            Self::SqlitePool(pool) => Target::SqlitePool(pool),
            Self::Sqlite(connection) => Target::Sqlite(connection),
            Self::PostgresPool(pool, limits) => Target::PostgresPool(pool, limits),
            Self::Postgres(connection, limits) => Target::Postgres(connection, *limits),
        }
    }
}

impl<'a> From<&'a Pool> for Target<'a> {
    fn from(pool: &'a Pool) -> Self {
        match pool {
            Pool::Sqlite(pool) => Self::SqlitePool(pool),
            Pool::Postgres(pool, limits) => Self::PostgresPool(pool, limits),
        }
    }
}

impl<'a> From<&'a mut Transaction> for Target<'a> {
    fn from(transaction: &'a mut Transaction) -> Self {
        match transaction {
            Transaction::Sqlite(transaction) => Self::Sqlite(transaction),
            Transaction::Postgres(transaction) => Self::Postgres(transaction, None),
        }
    }
}

impl<'a> From<&'a mut SqliteConnection> for Target<'a> {
    fn from(connection: &'a mut SqliteConnection) -> Self {
        Self::Sqlite(connection)
    }
}

impl<'a> From<(&'a mut PgConnection, &'a Limits)> for Target<'a> {
    fn from((connection, limits): (&'a mut PgConnection, &'a Limits)) -> Self {
        Self::Postgres(connection, Some(limits))
    }
}
