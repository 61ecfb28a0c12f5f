use std::time::Duration;

use accounts::StoreQuery;

use crate::store_error::StoreError;

/// Longest wait for a query, waits for a connection and for locks included.
pub(crate) const QUERY_TIMEOUT: Duration = Duration::from_secs(5);

/// Waits for a query, but not for ever.
pub(crate) async fn bounded<T>(
    query: impl Future<Output = Result<T, sqlx::Error>>,
) -> Result<T, StoreError> {
    let _under_way = StoreQuery::begin("sandbox");
    match tokio::time::timeout(QUERY_TIMEOUT, query).await {
        Ok(answer) => Ok(answer?),
        Err(_) => Err(StoreError::TimedOut(QUERY_TIMEOUT)),
    }
}
