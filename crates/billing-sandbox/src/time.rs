use jiff::Timestamp;

/// A time as it is stored: RFC 3339 in UTC with six decimals, so that text order is time order.
pub(crate) fn stored(time: Timestamp) -> String {
    format!("{time:.6}")
}
