use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection, SqlitePool};
use tokio::time::{Instant, sleep};

use crate::migrations;
use crate::open_error::OpenFailure;
use crate::options::{DatabaseOptions, Opening};
use crate::sqlite::error::{FileError, is_locked};
use crate::sqlite::file::{self, OpenedFile};

/// Between two tries of what SQLite does not wait for by itself.
const BACKOFF: Duration = Duration::from_millis(10);

/// Opens a file. Also returns how many migrations were run.
pub(crate) async fn open(
    path: &Path,
    opening: Opening,
    options: &DatabaseOptions,
) -> Result<(SqlitePool, OpenedFile, usize), OpenFailure> {
    let found = match opening {
        Opening::Migrate => file::ensure(path),
        Opening::AsItIs => file::find(path),
    };
    found.map_err(|problem| FileError::unusable(path, problem))?;
    let failed = |error| FileError::from_sql(path, error);
    let lock_timeout = options.lock_timeout;
    let connect = SqliteConnectOptions::new().filename(path);

    // Over a connection of its own first: the pool would try again and again, and end with a time-out that explains nothing.
    let ran = prepare(path, opening, &connect, lock_timeout).await?;

    let pool = SqlitePoolOptions::new()
        .max_connections(options.max_connections)
        .acquire_timeout(options.acquire_timeout)
        // SQLite connections do not go stale: no round trip to find out.
        .test_before_acquire(false)
        .after_connect(move |connection, _| Box::pin(configure(connection, opening, lock_timeout)))
        .connect_with(connect)
        .await
        .map_err(failed)?;
    let file = OpenedFile::at(path).await;
    Ok((pool, file.map_err(|error| failed(error.into()))?, ran))
}

/// Brings the file up to date where that is wanted, over a connection of its own.
async fn prepare(
    path: &Path,
    opening: Opening,
    connect: &SqliteConnectOptions,
    lock_timeout: Duration,
) -> Result<usize, OpenFailure> {
    let name = path.display().to_string();
    let failed = |error| OpenFailure::from(FileError::from_sql(path, error));
    let mut connection = connect.connect().await.map_err(failed)?;
    match opening {
        // Before anything is changed: it may be a file of somebody else's.
        Opening::AsItIs => {
            let wait = busy_timeout(lock_timeout);
            let wait = sqlx::raw_sql(AssertSqlSafe(wait)).execute(&mut connection);
            wait.await.map_err(failed)?;
        }
        Opening::Migrate => {
            let configured = configure_first(&mut connection, lock_timeout).await;
            configured.map_err(failed)?;
        }
    }
    let mut ran = 0;
    let schema = migrations::schema(&mut connection, &name, failed).await?;
    if opening == Opening::AsItIs {
        schema.ensure_up_to_date(&name)?;
    } else if !schema.pending.is_empty() {
        // The write lock keeps two starting processes from running the same migration.
        let transaction = connection.begin_with("BEGIN IMMEDIATE").await;
        let mut transaction = transaction.map_err(failed)?;
        let made = migrations::make_table(&mut *transaction).await;
        made.map_err(failed)?;
        ran = migrations::apply(&mut *transaction, &name, failed).await?;
        transaction.commit().await.map_err(failed)?;
    }
    connection.close().await.map_err(failed)?;
    Ok(ran)
}

/// As [`configure`], again while the file is locked: where several change a new file to WAL at once, SQLite does not wait, for fear of
/// a deadlock.
async fn configure_first(
    connection: &mut SqliteConnection,
    lock_timeout: Duration,
) -> Result<(), sqlx::Error> {
    let end = Instant::now() + lock_timeout;
    loop {
        match configure(connection, Opening::AsItIs, lock_timeout).await {
            Err(error) if is_locked(&error) && Instant::now() < end => sleep(BACKOFF).await,
            done => return done,
        }
    }
}

/// Settings that SQLite keeps per connection, and WAL, which it keeps in the file.
///
/// In WAL mode NORMAL loses no committed data when the process dies, and cannot corrupt the file when the machine does; but what was
/// committed last may be lost then. That is good enough for what a server writes: sessions, and what it finds out again. What people do
/// by commands, above all to revoke a key, is on the disk when the command ends (FULL), with all that was written before it.
async fn configure(
    connection: &mut SqliteConnection,
    opening: Opening,
    lock_timeout: Duration,
) -> Result<(), sqlx::Error> {
    let synchronous = match opening {
        Opening::Migrate => "NORMAL",
        Opening::AsItIs => "FULL",
    };
    // The lock timeout comes first: the change to WAL waits for locks.
    let settings = format!(
        "{}; PRAGMA journal_mode = WAL; PRAGMA synchronous = {synchronous}; PRAGMA foreign_keys = ON",
        busy_timeout(lock_timeout)
    );
    sqlx::raw_sql(AssertSqlSafe(settings))
        .execute(connection)
        .await?;
    Ok(())
}

fn busy_timeout(lock_timeout: Duration) -> String {
    format!("PRAGMA busy_timeout = {}", lock_timeout.as_millis())
}
