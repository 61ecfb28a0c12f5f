use std::path::Path;
use std::time::Duration;

use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use sqlx::{AssertSqlSafe, ConnectOptions as _, Connection as _, SqliteConnection, SqlitePool};
use tokio::time::{Instant, sleep};

use crate::database::DatabaseOptions;
use crate::migrations;
use crate::open_error::OpenError;
use crate::sqlite::error::{FileError, is_locked};
use crate::sqlite::file::{self, OpenedFile};

/// Between two tries of what SQLite does not wait for by itself.
const PAUSE: Duration = Duration::from_millis(10);

/// Opens a file, which is made and brought up to date where it has to be.
pub(crate) async fn open(
    path: &Path,
    options: DatabaseOptions,
) -> Result<(SqlitePool, OpenedFile), OpenError> {
    file::ensure(path)?;
    let failed = |error| FileError::from_sql(path, error);
    let connect = SqliteConnectOptions::new().filename(path);

    // By hand, because the pool tries again and again and ends up with a time-out that tells nothing.
    prepare(path, &connect, options.lock_timeout).await?;

    let pool = SqlitePoolOptions::new()
        .max_connections(options.max_connections)
        .acquire_timeout(options.acquire_timeout)
        // SQLite connections do not go stale: no round trip to find out.
        .test_before_acquire(false)
        .after_connect(move |connection, _| Box::pin(configure(connection, options.lock_timeout)))
        .connect_with(connect)
        .await
        .map_err(failed)?;
    let file = OpenedFile::at(path).await;
    Ok((pool, file.map_err(|error| failed(error.into()))?))
}

/// Brings the file up to date over a connection of its own.
async fn prepare(
    path: &Path,
    connect: &SqliteConnectOptions,
    lock_timeout: Duration,
) -> Result<(), OpenError> {
    let failed = |error| OpenError::from(FileError::from_sql(path, error));
    let mut connection = connect.connect().await.map_err(failed)?;
    configure_first(&mut connection, lock_timeout)
        .await
        .map_err(failed)?;
    if migrations::are_applied(&mut connection).await {
        return connection.close().await.map_err(failed);
    }
    // The write lock keeps two starting processes from running the same migration.
    let mut transaction = connection
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(failed)?;
    migrations::make_table(&mut *transaction)
        .await
        .map_err(failed)?;
    migrations::apply(&mut *transaction, &path.display().to_string(), failed).await?;
    transaction.commit().await.map_err(failed)?;
    connection.close().await.map_err(failed)
}

/// As [`configure`], again while the file is locked: where several change a new file to WAL at once, SQLite does not wait, for fear of
/// a deadlock.
async fn configure_first(
    connection: &mut SqliteConnection,
    lock_timeout: Duration,
) -> Result<(), sqlx::Error> {
    let end = Instant::now() + lock_timeout;
    loop {
        match configure(connection, lock_timeout).await {
            Err(error) if is_locked(&error) && Instant::now() < end => sleep(PAUSE).await,
            done => return done,
        }
    }
}

/// Settings that SQLite keeps per connection, and WAL, which it keeps in the file.
async fn configure(
    connection: &mut SqliteConnection,
    lock_timeout: Duration,
) -> Result<(), sqlx::Error> {
    // The lock timeout comes first: the change to WAL waits for locks. In WAL mode NORMAL loses no committed data when the process
    // dies, and cannot corrupt the file when the machine does.
    let settings = format!(
        "PRAGMA busy_timeout = {}; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON",
        lock_timeout.as_millis()
    );
    sqlx::raw_sql(AssertSqlSafe(settings))
        .execute(connection)
        .await?;
    Ok(())
}
