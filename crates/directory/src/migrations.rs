use std::sync::LazyLock;

use sql::Target;
use sqlx::migrate::{Migrate, MigrateError, Migrator};

use crate::open_error::OpenError;

static MIGRATIONS: LazyLock<Migrator> = LazyLock::new(|| {
    let mut migrations = sqlx::migrate!();
    // Whoever runs them holds a lock that ends with a transaction. That of sqlx is the session's: not to be had behind a pooler.
    migrations.set_locking(false);
    migrations
});

/// Whether every migration is there, and no other. Reading alone waits for no writer; whatever else is wrong comes out when the
/// migrations are run.
pub(crate) async fn are_applied<'a>(on: impl Into<Target<'a>>) -> bool {
    let applied = sql::query_as::<(i64, Vec<u8>)>(
        "SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version",
    )
    .fetch_all(on)
    .await;
    let known = MIGRATIONS.iter();
    applied.is_ok_and(|applied| {
        known
            .map(|known| (known.version, &*known.checksum))
            .eq(applied
                .iter()
                .map(|(version, checksum)| (*version, &**checksum)))
    })
}

/// How many migrations are not there yet. `failed` says what an error of the database means.
pub(crate) async fn lacking<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenError,
) -> Result<usize, OpenError> {
    let applied = sql::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success")
        .fetch_all(on)
        .await;
    let applied: Vec<(i64, Vec<u8>)> = match applied {
        Err(error) if is_no_table(&error) => Vec::new(),
        applied => applied.map_err(failed)?,
    };
    for (version, checksum) in &applied {
        let known = MIGRATIONS.iter().find(|known| known.version == *version);
        let (database, version) = (database.to_owned(), *version);
        match known {
            None => return Err(OpenError::Newer { database, version }),
            Some(known) if *known.checksum != **checksum => {
                return Err(OpenError::OtherHistory { database, version });
            }
            Some(_) => {}
        }
    }
    Ok(MIGRATIONS.iter().count().saturating_sub(applied.len()))
}

/// Whether a table does not exist: PostgreSQL's `undefined_table`; SQLite has words only.
fn is_no_table(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| {
        error.code().as_deref() == Some("42P01") || error.message().starts_with("no such table")
    })
}

/// Runs the migrations that are not there yet, in a transaction of the caller's. `failed` says what an error of the database means.
pub(crate) async fn apply(
    connection: &mut impl Migrate,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenError,
) -> Result<(), OpenError> {
    // Not `run`: it makes a future that is not `Send`.
    let done = MIGRATIONS.run_direct(None, connection, false).await;
    done.map_err(|error| match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => failed(error),
        MigrateError::VersionMissing(version) => OpenError::Newer {
            database: database.to_owned(),
            version,
        },
        MigrateError::VersionMismatch(version) => OpenError::OtherHistory {
            database: database.to_owned(),
            version,
        },
        other => OpenError::NotMigrated {
            database: database.to_owned(),
            source: other.into(),
        },
    })
}
