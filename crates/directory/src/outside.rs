use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sql::{Pool, QueryError};

use crate::database::PoolUsage;
use crate::examination::ahead;
use crate::location::Location;
use crate::open_error::{OpenError, OpenFailure};
use crate::options::DatabaseOptions;
use crate::postgres::error::ServerError;
use crate::postgres::{connect, pooling};

/// A PostgreSQL database whose tables belong to another service: nothing is created in it, and it may be a read-only replica. Clones
/// share one pool.
#[derive(Clone, Debug)]
pub struct OutsideDatabase {
    pool: Pool,
    query_timeout: Duration,
    name: Arc<str>,
}

impl OutsideDatabase {
    /// Opens the database that `url` names: `postgres://USER:PASSWORD@HOST:PORT/DATABASE`.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong with the URL or the server, and what to do about it.
    pub async fn open(url: &str, options: DatabaseOptions) -> Result<Self, OpenError> {
        let Location::Server(server) = Location::of(url)? else {
            return Err(OpenFailure::Server(ServerError::InvalidUrl).into());
        };
        let limits = options.limits();
        connect::visit(&server, &limits).await?;
        Ok(Self {
            pool: Pool::Postgres(connect::pool(&server, &options).await?, limits),
            query_timeout: options.query_timeout,
            name: server.name().into(),
        })
    }

    /// What messages call it: database, host and port.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its connections.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// How many connections there are now.
    pub fn connections(&self) -> PoolUsage {
        PoolUsage::of(&self.pool)
    }

    /// How far its clock is ahead of ours; half of the round trip uncertain.
    ///
    /// # Errors
    /// The database could not be asked.
    pub async fn clock_ahead(&self) -> Result<Option<SignedDuration>, QueryError> {
        let clock = sql::query_as::<(i64,)>(
            "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)",
        );
        let before = Timestamp::now();
        let (there,) = self.bounded(clock.fetch_one(&self.pool)).await?;
        let there = Timestamp::from_millisecond(there).ok();
        Ok(there.map(|there| ahead(before, there, Timestamp::now())))
    }

    /// Whether a pooler in transaction mode is in between. Takes two connections.
    ///
    /// # Errors
    /// The database could not be asked.
    pub async fn is_pooled_by_transaction(&self) -> Result<bool, QueryError> {
        match &self.pool {
            Pool::Postgres(pool, _) => self.bounded(pooling::is_by_transaction(pool)).await,
            Pool::Sqlite(_) => Ok(false),
        }
    }

    /// Waits for a query up to the timeout.
    ///
    /// # Errors
    /// [`QueryError`], after the timeout at the latest.
    pub async fn bounded<T>(
        &self,
        query: impl Future<Output = sqlx::Result<T>>,
    ) -> Result<T, QueryError> {
        sql::bounded("outside", self.query_timeout, query).await
    }

    /// Waits for connections in use, then closes all of them. Queries after it fail.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
