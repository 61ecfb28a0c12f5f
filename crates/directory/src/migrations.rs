use sql::Target;
use sqlx::migrate::{Migrate, MigrateError, Migration, Migrator};

use crate::open_error::OpenError;

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Makes the table in which sqlx keeps, and we keep, which migrations were run.
pub(crate) async fn make_table(connection: &mut impl Migrate) -> sqlx::Result<()> {
    let made = connection.ensure_migrations_table("_sqlx_migrations").await;
    made.map_err(|error| match error {
        MigrateError::Execute(error) => error,
        other => other.into(),
    })
}

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

/// The migrations that are not there yet. `failed` says what an error of the database means.
pub(crate) async fn lacking<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenError,
) -> Result<Vec<&'static Migration>, OpenError> {
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
    let is_applied =
        |known: &&Migration| applied.iter().any(|(version, _)| *version == known.version);
    Ok(MIGRATIONS
        .iter()
        .filter(|known| !is_applied(known))
        .collect())
}

/// Whether a table does not exist: PostgreSQL's `undefined_table`; SQLite has words only.
fn is_no_table(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| {
        error.code().as_deref() == Some("42P01") || error.message().starts_with("no such table")
    })
}

/// Runs the migrations that are not there yet, in a transaction of the caller's, who holds the lock and has made the table for it.
/// `failed` says what an error of the database means.
///
/// By hand: sqlx would prepare statements, which stay in a pooler's connections, and lock for the session, which no pooler has.
pub(crate) async fn apply<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenError,
) -> Result<(), OpenError> {
    let mut on = on.into();
    // Again, now that nobody else runs them.
    for migration in lacking(on.again(), database, &failed).await? {
        let run = sql::query(migration.sql.clone()).execute(on.again()).await;
        run.map_err(&failed)?;
        let note = sql::query(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES ($1, $2, TRUE, $3, -1)",
        )
        .bind(migration.version)
        .bind(&*migration.description)
        .bind(&*migration.checksum);
        note.execute(on.again()).await.map_err(&failed)?;
    }
    Ok(())
}
