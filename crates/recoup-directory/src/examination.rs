use accounts::KeyHashes;
use directory::{DatabaseOptions, OutsideDatabase};
use jiff::SignedDuration;
use sql::QueryError;

use crate::open_error::RecoupOpenError;
use crate::recoup_directory::theirs;
use crate::recoup_use::RecoupUse;
use crate::shortfall::Shortfall;
use crate::survey::survey;

/// What there is in the published service's database, found out without changing anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecoupExamination {
    /// The database and its server; no password.
    pub name: String,
    /// What it lacks.
    pub shortfalls: Vec<Shortfall>,
    /// How far its clock is ahead of ours; half of the round trip uncertain.
    pub clock_ahead: Option<SignedDuration>,
    /// Whether a pooler in transaction mode is in between.
    pub is_pooled_by_transaction: bool,
    /// What became of a key that was looked for; `None` where none was, or where it could not be looked for.
    pub key: Option<KeyFit>,
}

/// What became of a key that was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFit {
    /// No row has its hash, under either secret.
    Unknown,
    /// There is a row with its hash under the current secret.
    Current(RowState),
    /// There is a row with its hash under the previous secret.
    Previous(RowState),
}

/// Whether a row authenticates anybody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It does.
    Good,
    /// It has no account.
    WithoutAccount,
    /// It has expired.
    Expired,
}

impl RecoupExamination {
    /// Looks at the database that `url` names, for what it is used for, and for a key with these hashes.
    ///
    /// # Errors
    /// [`RecoupOpenError`]: it could not be looked at. What it lacks is no error here.
    pub async fn of(
        url: &str,
        options: DatabaseOptions,
        used: RecoupUse,
        key: Option<KeyHashes>,
    ) -> Result<Self, RecoupOpenError> {
        let options = DatabaseOptions {
            // To tell a pooler takes two.
            max_connections: options.max_connections.max(2),
            ..theirs(options)
        };
        let database = OutsideDatabase::open(url, options).await?;
        let shortfalls = survey(&database, used).await?;
        let readable = !shortfalls.iter().any(Shortfall::is_fatal);
        let key = match key.filter(|_| readable) {
            Some(hashes) => Some(look_for(&database, hashes).await?),
            None => None,
        };
        let examination = Self {
            name: database.name().to_owned(),
            shortfalls,
            clock_ahead: database.clock_ahead().await?,
            is_pooled_by_transaction: database.is_pooled_by_transaction().await?,
            key,
        };
        database.close().await;
        Ok(examination)
    }
}

async fn look_for(database: &OutsideDatabase, hashes: KeyHashes) -> Result<KeyFit, QueryError> {
    let current = hashes.current.hash;
    let previous = hashes.previous.map_or(current, |previous| previous.hash);
    let query = sql::query_as::<(bool, bool, bool)>(
        "SELECT key_hash = $1, account IS NOT NULL, COALESCE(expires_at <= now(), false) FROM account_api_keys \
         WHERE key_hash IN ($1, $2) ORDER BY key_hash = $1 DESC LIMIT 1",
    )
    .bind(current.to_string())
    .bind(previous.to_string());
    let row = database
        .bounded(query.fetch_optional(database.pool()))
        .await?;
    let Some((is_current, has_account, has_expired)) = row else {
        return Ok(KeyFit::Unknown);
    };
    let state = match (has_account, has_expired) {
        (false, _) => RowState::WithoutAccount,
        (true, true) => RowState::Expired,
        (true, false) => RowState::Good,
    };
    Ok(match is_current {
        true => KeyFit::Current(state),
        false => KeyFit::Previous(state),
    })
}
