use accounts::Account;
use jiff::Timestamp;

use crate::query_error::QueryError;

/// A query for [`AccountRow`]s.
macro_rules! select_accounts {
    ($rest:literal) => {
        concat!(
            r#"SELECT CAST(id AS text) AS id, COALESCE(name, '') AS name, "timestamp" FROM accounts "#,
            $rest
        )
    };
}
pub(crate) use select_accounts;

sql::row! {
    pub(crate) struct AccountRow {
        id: String,
        name: String,
        /// In milliseconds since 1970.
        timestamp: Option<i64>,
    }
}

impl TryFrom<AccountRow> for Account {
    type Error = QueryError;

    fn try_from(row: AccountRow) -> Result<Self, QueryError> {
        let created_at = row.timestamp.map(Timestamp::from_millisecond);
        let created_at = created_at.and_then(Result::ok);
        let unreadable = |_| QueryError::Unreadable("id", format!("account {}", row.id));
        Ok(Self {
            id: row.id.parse().map_err(unreadable)?,
            name: row.name,
            created_at: created_at.map_or_else(|| "unknown".to_owned(), |time| time.to_string()),
            disabled_at: None,
        })
    }
}
