use jiff::Timestamp;

use crate::store_error::StoreError;

/// A time as it is stored: RFC 3339 in UTC with six decimals, so that text order is time order.
pub(crate) fn stored(time: Timestamp) -> String {
    format!("{time:.6}")
}

/// The time in a column.
pub(crate) fn read(column: &'static str, text: &str) -> Result<Timestamp, StoreError> {
    text.parse().map_err(|_| StoreError::UnreadableRow(column))
}

/// The time in a column that may be empty.
pub(crate) fn read_option(
    column: &'static str,
    text: Option<&str>,
) -> Result<Option<Timestamp>, StoreError> {
    text.map(|text| read(column, text)).transpose()
}
