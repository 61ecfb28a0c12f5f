use std::path::Path;

use accounts::{
    AccountId, CustomerLink, Customers as _, Directory as _, Expiry, Identity, LinkMaker,
};
use directory::{Database, DatabaseOptions};
use sqlx::migrate::{Migrate, Migrator};
use sqlx::{Connection as _, Executor, PgConnection, SqliteConnection};

use super::directory::hash_of;

const ACCOUNT: &str = "123e4567-e89b-12d3-a456-426614174000";

/// What each version of the schema added, with rows as the program of that time wrote them.
const ROWS: [(i64, &str); 7] = [
    (
        1,
        "INSERT INTO accounts (id, name, created_at) \
         VALUES ('123e4567-e89b-12d3-a456-426614174000', 'Zoë', '2026-08-01T12:00:00.123456Z'); \
         INSERT INTO account_api_keys (id, account, name, key_hash, hint, created_at, last_used, expires_at) \
         VALUES ('00000000-0000-4000-8000-000000000009', '123e4567-e89b-12d3-a456-426614174000', 'laptop', \
         '{key}', 'abcd', '2026-08-01T12:00:00.123456Z', NULL, '2999-01-01T00:00:00.000000Z')",
    ),
    (
        2,
        "INSERT INTO sandbox_subscriptions (account, plan, amount, currency, status, current_period_end, created_at) \
         VALUES ('123e4567-e89b-12d3-a456-426614174000', 'Recoup Pro', 2000, 'usd', 'active', \
         '2999-01-01T00:00:00.000000Z', '2026-08-01T12:00:00.123456Z'); \
         INSERT INTO sandbox_portal_sessions (id, account, return_url, token_hash, cookie_hash, created_at, expires_at) \
         VALUES ('portal_sess_AAAAAAAAAAAAAAAAAAAAAA', '123e4567-e89b-12d3-a456-426614174000', 'https://example.com/', \
         'hash', NULL, '2026-08-01T12:00:00.123456Z', '2026-08-01T12:10:00.123456Z')",
    ),
    (
        3,
        "INSERT INTO identities (issuer, subject, account, created_at) \
         VALUES ('privy.io', 'did:privy:ann', '123e4567-e89b-12d3-a456-426614174000', '2026-08-01T12:00:00.123456Z'); \
         INSERT INTO account_customers (account, customer, created_at) \
         VALUES ('123e4567-e89b-12d3-a456-426614174000', 'cus_1', '2026-08-01T12:00:00.123456Z')",
    ),
    (
        4,
        "INSERT INTO sandbox_invoices (account, number, plan, amount, currency, status, period_start, period_end, created_at) \
         VALUES ('123e4567-e89b-12d3-a456-426614174000', 1, 'Recoup Pro', 2000, 'usd', 'open', \
         '2026-08-01T12:00:00.123456Z', '2026-09-01T12:00:00.123456Z', '2026-08-01T12:00:00.123456Z')",
    ),
    (
        5,
        "UPDATE account_customers SET made_by = 'manual'; \
         INSERT INTO billing_accounts (provider, account, created_at) \
         VALUES ('stripe', 'acct_1', '2026-08-01T12:00:00.123456Z')",
    ),
    (
        6,
        "UPDATE account_api_keys SET key_hash_secret = '01234567', rolled_hash = 'rolled', rolled_hash_secret = '89abcdef'; \
         INSERT INTO secret_fingerprints (name, fingerprint, created_at) \
         VALUES ('api_keys', '01234567', '2026-08-01T12:00:00.123456Z')",
    ),
    (
        7,
        "INSERT INTO audit_log (id, at, operator, action, account, subject, detail) \
         VALUES ('01a05de0-7c00-7000-8000-000000000001', '2026-08-01T12:00:00.123456Z', 'ann', 'account.create', \
         '123e4567-e89b-12d3-a456-426614174000', NULL, NULL); \
         INSERT INTO ended_api_keys (id, account, name, hint, created_at, last_used, expires_at, ended_at, reason) \
         VALUES ('00000000-0000-4000-8000-000000000008', '123e4567-e89b-12d3-a456-426614174000', 'desktop', 'abcd', \
         '2026-08-01T12:00:00.123456Z', NULL, NULL, '2026-08-02T12:00:00.123456Z', 'revoked')",
    ),
];

/// The versions that a database may be of.
pub(crate) async fn versions() -> Vec<i64> {
    let migrations = migrations().await;
    migrations.iter().map(|known| known.version).collect()
}

/// The files, as sqlx's own migrator runs them.
async fn migrations() -> Migrator {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/migrations"));
    Migrator::new(folder).await.expect("readable")
}

/// A database of an old version, with rows in it, is brought up to date and keeps them.
pub(crate) async fn upgrade_from(version: i64, url: &str) {
    make(version, url).await;
    // Twice: what is up to date stays as it is.
    for _ in 0..2 {
        let opened = Database::open(url, DatabaseOptions::default()).await;
        let database = opened.expect("brought up to date");
        assert_kept(version, &database).await;
        database.close().await;
    }
}

async fn make(version: i64, url: &str) {
    if url.starts_with("sqlite:") {
        fill(version, SqliteConnection::connect(url).await).await;
    } else {
        fill(version, PgConnection::connect(url).await).await;
    }
}

async fn fill<Connection>(version: i64, connected: sqlx::Result<Connection>)
where
    Connection: sqlx::Connection + Migrate,
    for<'c> &'c mut Connection: Executor<'c>,
{
    let mut connection = connected.expect("connected");
    let migrations = migrations().await;
    let migrated = migrations.run_direct(Some(version), &mut connection, false);
    migrated.await.expect("migrated");
    for known in migrations.iter().filter(|known| known.version <= version) {
        let rows = ROWS.iter().find(|(number, _)| *number == known.version);
        let (_, rows) = rows.expect("each migration has rows in this file: write them");
        let sql = rows.replace("{key}", &hash_of("key").to_string());
        let inserted = sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection);
        inserted.await.expect("inserted");
    }
    connection.close().await.expect("closed");
}

async fn assert_kept(version: i64, database: &Database) {
    let id: AccountId = ACCOUNT.parse().expect("an id");
    let account = database.account(id).await.expect("an answer");
    assert_eq!(account.expect("an account").name, "Zoë");
    let key = database.key_by_hash(hash_of("key"), None).await;
    let key = key.expect("an answer").expect("a key");
    assert_eq!((key.account, key.hint.as_deref()), (id, Some("abcd")));
    let end = "2999-01-01T00:00:00Z".parse().expect("a time");
    assert_eq!(key.expiry, Expiry::At(end));

    let secrets = ["01234567", "89abcdef"].map(|secret| secret.parse().ok());
    let secrets = if version >= 6 { secrets } else { [None; 2] };
    assert_eq!(key.hashed_under, secrets);

    for (count, since) in [
        ("SELECT COUNT(*) FROM sandbox_subscriptions", 2),
        ("SELECT COUNT(*) FROM sandbox_portal_sessions", 2),
        ("SELECT COUNT(*) FROM sandbox_invoices", 4),
        ("SELECT COUNT(*) FROM audit_log", 7),
        ("SELECT COUNT(*) FROM ended_api_keys", 7),
    ] {
        let (found,): (i64,) = sql::query_as(count)
            .fetch_one(database.pool())
            .await
            .expect("a number");
        assert_eq!(found, i64::from(version >= since), "{count}");
    }

    let identity = Identity {
        issuer: "privy.io".into(),
        subject: "did:privy:ann".into(),
    };
    let linked = database
        .account_for_identity(&identity)
        .await
        .expect("an answer");
    assert_eq!(linked.map(|linked| linked.id), (version >= 3).then_some(id));
    let customer = database.customer(id).await.expect("an answer");
    let expected = CustomerLink {
        customer: "cus_1".parse().expect("an id"),
        maker: match version {
            5.. => LinkMaker::Manual,
            _ => LinkMaker::Unknown,
        },
    };
    assert_eq!(customer, (version >= 3).then_some(expected));
}
