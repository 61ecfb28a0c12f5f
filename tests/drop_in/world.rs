use accounts::{ApiKey, KeyHasher};
use accounts_tests::Installation;
use test_postgres::{RecoupDatabase, Role};

/// What every table of the published service holds, in one line.
const CONTENT: &str = "SELECT md5(string_agg(line, '\n' ORDER BY line)) FROM (SELECT t::text AS line FROM accounts t \
                       UNION ALL SELECT t::text FROM account_emails t UNION ALL SELECT t::text FROM account_api_keys t) AS lines";

/// An installation on the published service's database. The user is the same for their tables and for ours, and all that is done for it
/// is what the documentation says: rights to read, and a schema of its own.
pub(crate) fn installation(theirs: &RecoupDatabase<'_>, role: Role) -> Installation {
    theirs.sql(&format!(
        "CREATE SCHEMA IF NOT EXISTS accounts_server AUTHORIZATION {}",
        theirs.user(role)
    ));
    let url = theirs.url(role);
    on(&url, &url)
}

/// The same with these URLs: of their database, and of ours.
pub(crate) fn on(theirs: &str, own: &str) -> Installation {
    Installation::new()
        .with("ACCOUNTS_DIRECTORY", "recoup")
        .with("ACCOUNTS_DIRECTORY_URL", theirs)
        .with("ACCOUNTS_DATABASE_URL", own)
        // A busy machine opens connections slowly.
        .with("ACCOUNTS_REQUEST_DEADLINE_MS", "20000")
}

/// A key that the published service made.
pub(crate) struct TheirKey {
    pub(crate) account: String,
    pub(crate) id: String,
    pub(crate) key: String,
}

impl TheirKey {
    /// For a new account; `expires_at` is an expression.
    pub(crate) fn new(theirs: &RecoupDatabase<'_>, secret: &str, expires_at: &str) -> Self {
        let key = ApiKey::generate().expect("randomness");
        let hash = KeyHasher::new(secret.into()).hash(&key).to_string();
        let account = theirs.account("Acme");
        Self {
            id: theirs.key(&account, &hash, expires_at),
            key: key.expose().to_owned(),
            account,
        }
    }
}

/// Tells whether anything in their tables has changed.
pub(crate) fn content(theirs: &RecoupDatabase<'_>) -> String {
    theirs.sql(CONTENT)
}
