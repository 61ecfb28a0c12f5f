use accounts::{Account, Expiry, Identity, IdentityLink, KeyEnd, StoredKey};

use crate::lists::{SortKey, Sorted};
use crate::query_error::QueryError;

/// A text about to be stored. PostgreSQL takes no NUL in texts, so it is refused everywhere.
pub(crate) fn without_nul(text: &str) -> Result<&str, QueryError> {
    if text.contains('\0') {
        Err(QueryError::Nul)
    } else {
        Ok(text)
    }
}

/// Whether an identity cannot have been stored.
pub(crate) fn has_nul(identity: &Identity) -> bool {
    identity.issuer.contains('\0') || identity.subject.contains('\0')
}

/// A query for [`AccountRow`]s.
macro_rules! select_accounts {
    ($rest:literal) => {
        concat!(
            "SELECT id, name, created_at, disabled_at FROM accounts ",
            $rest
        )
    };
}
pub(crate) use select_accounts;

sql::row! {
    pub(crate) struct AccountRow {
        id: String,
        name: String,
        created_at: String,
        disabled_at: Option<String>,
    }
}

impl TryFrom<AccountRow> for Account {
    type Error = QueryError;

    fn try_from(row: AccountRow) -> Result<Self, QueryError> {
        let unreadable = |field| QueryError::UnreadableRow(field, format!("account `{}`", row.id));
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("id"))?,
            name: row.name,
            created_at: row.created_at,
            disabled_at: row.disabled_at,
        })
    }
}

/// A query for [`KeyRow`]s. Columns are named, because later versions add some.
macro_rules! select_keys {
    ($rest:literal) => {
        concat!(
            "SELECT id, account, name, hint, created_at, last_used, expires_at, key_hash_secret, rolled_hash_secret, \
             (SELECT disabled_at FROM accounts WHERE accounts.id = account_api_keys.account) AS account_disabled_at, \
             CAST(NULL AS TEXT) AS end_reason FROM account_api_keys ",
            $rest
        )
    };
}
pub(crate) use select_keys;

/// The same, and with those that ended.
macro_rules! select_all_keys {
    ($rest:literal) => {
        concat!(
            $crate::rows::select_keys!($rest),
            " UNION ALL SELECT id, account, name, hint, created_at, last_used, expires_at, NULL, NULL, NULL, reason \
             FROM ended_api_keys ",
            $rest
        )
    };
}
pub(crate) use select_all_keys;

/// How the end of a key is stored.
pub(crate) const REVOKED: &str = "revoked";
pub(crate) const ROLLED: &str = "rolled";

sql::row! {
    pub(crate) struct KeyRow {
        id: String,
        account: String,
        name: String,
        hint: Option<String>,
        created_at: String,
        last_used: Option<String>,
        expires_at: Option<String>,
        key_hash_secret: Option<String>,
        rolled_hash_secret: Option<String>,
        account_disabled_at: Option<String>,
        end_reason: Option<String>,
    }
}

impl Sorted for KeyRow {
    fn sort_key(&self) -> SortKey {
        SortKey::of(&self.created_at, &self.id, "")
    }
}

impl TryFrom<KeyRow> for StoredKey {
    type Error = QueryError;

    fn try_from(row: KeyRow) -> Result<Self, QueryError> {
        let unreadable = |field| QueryError::UnreadableRow(field, format!("API key `{}`", row.id));
        Ok(Self {
            id: row.id.parse().map_err(|_| unreadable("id"))?,
            account: row.account.parse().map_err(|_| unreadable("account"))?,
            expiry: expiry(row.expires_at.as_deref()),
            name: row.name,
            hint: row.hint,
            created_at: row.created_at,
            account_disabled: row.account_disabled_at.is_some(),
            ended: match row.end_reason.as_deref() {
                None => None,
                Some(REVOKED) => Some(KeyEnd::Revoked),
                Some(ROLLED) => Some(KeyEnd::Rolled),
                Some(_) => return Err(unreadable("reason")),
            },
            last_used: row.last_used,
            hashed_under: [row.key_hash_secret, row.rolled_hash_secret]
                .map(|secret| secret.and_then(|text| text.parse().ok())),
        })
    }
}

sql::row! {
    pub(crate) struct LinkRow {
        issuer: String,
        subject: String,
        account: String,
        created_at: String,
    }
}

impl Sorted for LinkRow {
    fn sort_key(&self) -> SortKey {
        SortKey::of(&self.created_at, &self.issuer, &self.subject)
    }
}

impl TryFrom<LinkRow> for IdentityLink {
    type Error = QueryError;

    fn try_from(row: LinkRow) -> Result<Self, QueryError> {
        let unreadable =
            |field| QueryError::UnreadableRow(field, format!("identity `{}`", row.subject));
        Ok(Self {
            account: row.account.parse().map_err(|_| unreadable("account"))?,
            created_at: row
                .created_at
                .parse()
                .map_err(|_| unreadable("created_at"))?,
            identity: Identity {
                issuer: row.issuer,
                subject: row.subject,
            },
        })
    }
}

/// Reads RFC 3339 and PostgreSQL's text form (a blank for the `T`, an offset in whole hours). A time without an offset could be
/// any of a day's: unreadable.
fn expiry(text: Option<&str>) -> Expiry {
    text.map_or(Expiry::Never, |text| {
        text.parse().map_or(Expiry::Unreadable, Expiry::At)
    })
}

#[cfg(test)]
mod tests;
