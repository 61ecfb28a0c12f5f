use std::sync::LazyLock;

use sql::Target;
use sqlx::SqlStr;
use sqlx::migrate::{Migrate, MigrateError, Migration, MigrationType};

use crate::open_error::OpenFailure;

/// The files of `migrations`: version, description, text. Not by sqlx's macro, which builds both database drivers a second time.
const FILES: [(i64, &str, &str); 7] = [
    (
        1,
        "directory",
        include_str!("../migrations/0001_directory.sql"),
    ),
    (2, "sandbox", include_str!("../migrations/0002_sandbox.sql")),
    (
        3,
        "identities and customers",
        include_str!("../migrations/0003_identities_and_customers.sql"),
    ),
    (
        4,
        "sandbox portal",
        include_str!("../migrations/0004_sandbox_portal.sql"),
    ),
    (
        5,
        "link makers",
        include_str!("../migrations/0005_link_makers.sql"),
    ),
    (
        6,
        "rolled secret",
        include_str!("../migrations/0006_rolled_secret.sql"),
    ),
    (
        7,
        "audit and life cycle",
        include_str!("../migrations/0007_audit_and_life_cycle.sql"),
    ),
];

static MIGRATIONS: LazyLock<[Migration; FILES.len()]> = LazyLock::new(|| {
    FILES.map(|(version, description, text)| {
        let sql = SqlStr::from_static(text);
        Migration::new(
            version,
            description.into(),
            MigrationType::Simple,
            sql,
            false,
        )
    })
});

/// Creates the table in which sqlx, and this program, keeps which migrations were run.
pub(crate) async fn make_table(connection: &mut impl Migrate) -> sqlx::Result<()> {
    let made = connection.ensure_migrations_table("_sqlx_migrations").await;
    made.map_err(|error| match error {
        MigrateError::Execute(error) => error,
        other => other.into(),
    })
}

/// How a database differs from what this program needs.
pub(crate) struct Schema {
    /// Migrations of this program that were not run yet.
    pub(crate) pending: Vec<&'static Migration>,
    /// The last migration that this program does not know, where there is one: a later version made it. They only add, so this program
    /// works on what it left.
    pub(crate) newer: Option<i64>,
}

impl Schema {
    /// For commands that may not run migrations.
    pub(crate) fn ensure_up_to_date(&self, database: &str) -> Result<(), OpenFailure> {
        let (database, pending) = (database.to_owned(), self.pending.len());
        match pending {
            0 => Ok(()),
            _ if pending == MIGRATIONS.len() => Err(OpenFailure::NotSetUp { database }),
            _ => Err(OpenFailure::PendingMigrations { database, pending }),
        }
    }
}

/// Compares the database with this program. It only reads, so it waits for no writer. `failed` says what an error of the database means.
pub(crate) async fn schema<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenFailure,
) -> Result<Schema, OpenFailure> {
    let applied = sql::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success")
        .fetch_all(on)
        .await;
    let applied: Vec<(i64, Vec<u8>)> = match applied {
        Err(error) if is_no_table(&error) => Vec::new(),
        applied => applied.map_err(failed)?,
    };
    let mut pending: Vec<_> = MIGRATIONS.iter().collect();
    let mut newer = None;
    for (version, checksum) in applied {
        match MIGRATIONS.iter().find(|known| known.version == version) {
            None => newer = newer.max(Some(version)),
            Some(known) if *known.checksum != *checksum => {
                let database = database.to_owned();
                return Err(OpenFailure::OtherHistory { database, version });
            }
            Some(_) => pending.retain(|pending| pending.version != version),
        }
    }
    Ok(Schema { pending, newer })
}

/// Whether a table does not exist: PostgreSQL's `undefined_table`; SQLite has words only.
fn is_no_table(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| {
        error.code().as_deref() == Some("42P01") || error.message().starts_with("no such table")
    })
}

/// Runs the pending migrations, in a transaction of the caller's, who holds the lock and has made the table for it.
/// Returns how many were run. `failed` says what an error of the database means.
///
/// Without sqlx's migrator, which would prepare statements, which stay in a pooler's connections, and lock for the session, which no pooler has.
pub(crate) async fn apply<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenFailure,
) -> Result<usize, OpenFailure> {
    let mut on = on.into();
    // Again, now that no other process runs them.
    let Schema { pending, .. } = schema(on.reborrow(), database, &failed).await?;
    for migration in &pending {
        let run = sql::query(migration.sql.clone())
            .execute(on.reborrow())
            .await;
        run.map_err(&failed)?;
        let note = sql::query(
            "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
             VALUES ($1, $2, TRUE, $3, -1)",
        )
        .bind(migration.version)
        .bind(&*migration.description)
        .bind(&*migration.checksum);
        note.execute(on.reborrow()).await.map_err(&failed)?;
    }
    Ok(pending.len())
}

#[cfg(test)]
mod tests;
