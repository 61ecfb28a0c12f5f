use std::time::{Duration, Instant};

use metrics::{Gauge, gauge, histogram};

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// The database refused or broke off.
    #[error(transparent)]
    Failed(sqlx::Error),
    /// Every connection is in use, or none can be opened.
    #[error("no connection in time: the database cannot be reached, or all connections are in use")]
    NoConnection,
    /// The database took too long.
    #[error("no answer within {} ms", .0.as_millis())]
    TimedOut(Duration),
}

impl QueryError {
    /// Whether a row names another one that does not exist.
    pub fn is_foreign_key_violation(&self) -> bool {
        matches!(self, Self::Failed(sqlx::Error::Database(error)) if error.is_foreign_key_violation())
    }

    /// Whether a row exists already.
    pub fn is_unique_violation(&self) -> bool {
        matches!(self, Self::Failed(sqlx::Error::Database(error)) if error.is_unique_violation())
    }
}

impl From<sqlx::Error> for QueryError {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::PoolTimedOut => Self::NoConnection,
            other => Self::Failed(other),
        }
    }
}

/// Waits for a query up to a limit, and measures it. `store` is the name of the adapter in the metrics.
///
/// # Errors
/// [`QueryError`], after the limit at the latest.
pub async fn bounded<T>(
    store: &'static str,
    limit: Duration,
    query: impl Future<Output = sqlx::Result<T>>,
) -> Result<T, QueryError> {
    let _active = ActiveQuery::begin(store);
    match tokio::time::timeout(limit, query).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(QueryError::TimedOut(limit)),
    }
}

/// Counted also when nobody waits for its end.
struct ActiveQuery {
    store: &'static str,
    active: Gauge,
    began: Instant,
}

impl ActiveQuery {
    fn begin(store: &'static str) -> Self {
        let active = gauge!("db_client_operations_active");
        active.increment(1);
        Self {
            store,
            active,
            began: Instant::now(),
        }
    }
}

impl Drop for ActiveQuery {
    fn drop(&mut self) {
        self.active.decrement(1);
        histogram!("db_client_operation_duration_seconds", "store" => self.store)
            .record(self.began.elapsed());
    }
}
