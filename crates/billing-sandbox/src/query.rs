use std::time::Duration;

use jiff::Timestamp;

use crate::store_error::StoreError;

/// Longest wait for a query, waits for a connection and for locks included.
const QUERY_TIMEOUT: Duration = Duration::from_secs(5);

/// Waits for a query up to [`QUERY_TIMEOUT`].
pub(crate) async fn bounded<T>(
    query: impl Future<Output = sqlx::Result<T>>,
) -> Result<T, StoreError> {
    Ok(sql::bounded("sandbox", QUERY_TIMEOUT, query).await?)
}

/// The time in a column.
pub(crate) fn time(column: &'static str, text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::UnreadableRow(column))
}

/// The time in a column that may be empty.
pub(crate) fn optional_time(
    column: &'static str,
    text: Option<&str>,
) -> Result<Option<Timestamp>, StoreError> {
    text.map(|text| time(column, text)).transpose()
}
