use accounts::{Expiry, StoredKey};
use jiff::Timestamp;

use crate::query_error::QueryError;

/// When a key was last used, as text. Their column has no time zone: it is in UTC.
macro_rules! last_used {
    () => {
        r#"to_char(last_used, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')"#
    };
}
pub(crate) use last_used;

/// A query for [`KeyRow`]s: those that can authenticate somebody. Times are put into one form here, whatever the session's is; an expiry
/// is a number of microseconds, because `infinity` has no text.
macro_rules! select_keys {
    ($rest:literal) => {
        concat!(
            r#"SELECT CAST(id AS text) AS id, CAST(account AS text) AS account, COALESCE(name, '') AS name,
               to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS created_at,
"#,
            $crate::key_row::last_used!(),
            r#" AS last_used,
               CASE WHEN expires_at >= '9999-01-01Z' THEN NULL WHEN expires_at < '1970-01-01Z' THEN 0
               ELSE CAST(floor(extract(epoch FROM expires_at) * 1000000) AS bigint) END AS expires_at
               FROM account_api_keys WHERE account IS NOT NULL AND key_hash IS NOT NULL "#,
            $rest
        )
    };
}
pub(crate) use select_keys;

sql::row! {
    pub(crate) struct KeyRow {
        id: String,
        account: String,
        name: String,
        created_at: Option<String>,
        last_used: Option<String>,
        /// In microseconds since 1970.
        expires_at: Option<i64>,
    }
}

impl TryFrom<KeyRow> for StoredKey {
    type Error = QueryError;

    fn try_from(row: KeyRow) -> Result<Self, QueryError> {
        let unreadable = |column| QueryError::Unreadable(column, format!("API key {}", row.id));
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("id"))?,
            account: row.account.parse().map_err(|_| unreadable("account"))?,
            expiry: row.expires_at.map_or(Expiry::Never, expiry),
            name: row.name,
            hint: None,
            created_at: row.created_at.unwrap_or_else(|| "unknown".to_owned()),
            last_used: row.last_used,
            hashed_under: [None; 2],
            account_disabled: false,
            ended: None,
        })
    }
}

fn expiry(microseconds: i64) -> Expiry {
    Timestamp::from_microsecond(microseconds).map_or(Expiry::Unreadable, Expiry::At)
}
