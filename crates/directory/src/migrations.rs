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

/// How a database stands to this program.
pub(crate) struct Schema {
    /// Migrations of this program that are not there yet.
    pub(crate) lacks: Vec<&'static Migration>,
    /// The last migration that this program does not know, where there is one: a later version made it. They only add, so this program
    /// works on what it left.
    pub(crate) newer: Option<i64>,
}

impl Schema {
    /// Fails when something is missing. For those who may not run migrations.
    pub(crate) fn complete(&self, database: &str) -> Result<(), OpenError> {
        let (database, lacks) = (database.to_owned(), self.lacks.len());
        match lacks {
            0 => Ok(()),
            _ if lacks == MIGRATIONS.iter().count() => Err(OpenError::NotSetUp { database }),
            _ => Err(OpenError::Behind { database, lacks }),
        }
    }
}

/// Looks at how far the database is. Reading alone waits for no writer. `failed` says what an error of the database means.
pub(crate) async fn schema<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenError,
) -> Result<Schema, OpenError> {
    let applied = sql::query_as("SELECT version, checksum FROM _sqlx_migrations WHERE success")
        .fetch_all(on)
        .await;
    let applied: Vec<(i64, Vec<u8>)> = match applied {
        Err(error) if is_no_table(&error) => Vec::new(),
        applied => applied.map_err(failed)?,
    };
    let mut lacks: Vec<_> = MIGRATIONS.iter().collect();
    let mut newer = None;
    for (version, checksum) in applied {
        match MIGRATIONS.iter().find(|known| known.version == version) {
            None => newer = newer.max(Some(version)),
            Some(known) if *known.checksum != *checksum => {
                let database = database.to_owned();
                return Err(OpenError::OtherHistory { database, version });
            }
            Some(_) => lacks.retain(|lacking| lacking.version != version),
        }
    }
    Ok(Schema { lacks, newer })
}

/// Whether a table does not exist: PostgreSQL's `undefined_table`; SQLite has words only.
fn is_no_table(error: &sqlx::Error) -> bool {
    let error = error.as_database_error();
    error.is_some_and(|error| {
        error.code().as_deref() == Some("42P01") || error.message().starts_with("no such table")
    })
}

/// Runs the migrations that are not there yet, in a transaction of the caller's, who holds the lock and has made the table for it.
/// Answers how many these were. `failed` says what an error of the database means.
///
/// By hand: sqlx would prepare statements, which stay in a pooler's connections, and lock for the session, which no pooler has.
pub(crate) async fn apply<'a>(
    on: impl Into<Target<'a>>,
    database: &str,
    failed: impl Fn(sqlx::Error) -> OpenError,
) -> Result<usize, OpenError> {
    let mut on = on.into();
    // Again, now that nobody else runs them.
    let Schema { lacks, .. } = schema(on.reborrow(), database, &failed).await?;
    for migration in &lacks {
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
    Ok(lacks.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A program that knows nothing of a migration works on after it: nothing is dropped, renamed or required.
    #[test]
    fn migrations_only_add() {
        for migration in MIGRATIONS.iter() {
            let sql = migration.sql.as_str();
            let lines = sql.lines().filter(|line| !line.starts_with("--"));
            let text = lines.collect::<Vec<_>>().join(" ").to_uppercase();
            let statements = text.split(';').map(str::trim);
            for statement in statements.filter(|statement| !statement.is_empty()) {
                assert!(adds(statement), "{}: {statement}", migration.version);
            }
        }
        for statement in [
            "DROP TABLE ACCOUNTS",
            "ALTER TABLE ACCOUNTS DROP COLUMN NAME",
            "ALTER TABLE ACCOUNTS RENAME TO CUSTOMERS",
            "ALTER TABLE ACCOUNTS ADD COLUMN EMAIL TEXT NOT NULL",
            "CREATE UNIQUE INDEX NAMES ON ACCOUNTS (NAME)",
            "UPDATE ACCOUNTS SET NAME = ''",
        ] {
            assert!(!adds(statement), "{statement}");
        }
    }

    fn adds(statement: &str) -> bool {
        let required = statement.contains("NOT NULL") && !statement.contains("DEFAULT");
        statement.starts_with("CREATE TABLE ")
            || statement.starts_with("CREATE INDEX ")
            || statement.starts_with("ALTER TABLE ")
                && statement.contains(" ADD COLUMN ")
                && !required
    }
}
