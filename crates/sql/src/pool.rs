use sqlx::{AssertSqlSafe, PgPool, Postgres, Sqlite, SqlitePool};

use crate::limits::Limits;

/// Connections to a database. Clones share them.
#[derive(Clone, Debug)]
pub enum Pool {
    /// To a SQLite file.
    Sqlite(SqlitePool),
    /// To a PostgreSQL server, or to a pooler in front of it, and what bounds each query.
    Postgres(PgPool, Limits),
}

impl Pool {
    /// Begins a transaction that writes. Dropped without a commit, it is rolled back.
    ///
    /// # Errors
    /// There is no connection, or the database refuses.
    pub async fn begin(&self) -> sqlx::Result<Transaction> {
        Ok(match self {
            // SQLite has to know at the beginning that it will write.
            Self::Sqlite(pool) => Transaction::Sqlite(pool.begin_with("BEGIN IMMEDIATE").await?),
            Self::Postgres(pool, limits) => {
                let begin = AssertSqlSafe(limits.begin());
                Transaction::Postgres(pool.begin_with(begin).await?)
            }
        })
    }

    /// Begins a transaction that only reads: all its queries see the same, whatever is written meanwhile.
    ///
    /// # Errors
    /// There is no connection, or the database refuses.
    pub async fn begin_snapshot(&self) -> sqlx::Result<Transaction> {
        Ok(match self {
            Self::Sqlite(pool) => Transaction::Sqlite(pool.begin().await?),
            Self::Postgres(pool, limits) => {
                let begin = AssertSqlSafe(limits.begin_snapshot());
                Transaction::Postgres(pool.begin_with(begin).await?)
            }
        })
    }

    /// How many connections are open.
    pub fn size(&self) -> u32 {
        match self {
            Self::Sqlite(pool) => pool.size(),
            Self::Postgres(pool, _) => pool.size(),
        }
    }

    /// How many of them are not in use.
    pub fn num_idle(&self) -> usize {
        match self {
            Self::Sqlite(pool) => pool.num_idle(),
            Self::Postgres(pool, _) => pool.num_idle(),
        }
    }

    /// How many there may be.
    pub fn max_connections(&self) -> u32 {
        match self {
            Self::Sqlite(pool) => pool.options().get_max_connections(),
            Self::Postgres(pool, _) => pool.options().get_max_connections(),
        }
    }

    /// Waits for connections in use, then closes all of them. Queries after it fail.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pool) => pool.close().await,
            Self::Postgres(pool, _) => pool.close().await,
        }
    }
}

/// Queries that take effect together or not at all.
#[derive(Debug)]
pub enum Transaction {
    /// In a SQLite file.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On a PostgreSQL server. Its limits were set when it began.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

impl Transaction {
    /// Makes the changes permanent.
    ///
    /// # Errors
    /// The database refuses.
    pub async fn commit(self) -> sqlx::Result<()> {
        match self {
            Self::Sqlite(transaction) => transaction.commit().await,
            Self::Postgres(transaction) => transaction.commit().await,
        }
    }
}
