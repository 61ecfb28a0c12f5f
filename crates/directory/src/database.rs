use std::path::Path;
use std::str::FromStr as _;
use std::sync::Arc;
use std::time::Duration;

use accounts::{AccountId, DirectoryError};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::Migrator;
use sqlx::{AnyConnection, AnyPool, AssertSqlSafe, ConnectOptions as _, Connection as _};

use crate::file::OpenedFile;
use crate::open_error::OpenError;
use crate::query_error::QueryError;
use crate::{file, location};

static MIGRATIONS: Migrator = sqlx::migrate!();

/// Bounds of the database's use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatabaseOptions {
    /// Most connections that are open at a time.
    pub max_connections: u32,
    /// Longest wait for a free connection.
    pub acquire_timeout: Duration,
    /// Longest wait for a lock that another connection holds. Whole milliseconds count.
    pub lock_timeout: Duration,
    /// Longest wait for a query, the two waits above included.
    pub query_timeout: Duration,
}

impl Default for DatabaseOptions {
    fn default() -> Self {
        Self {
            max_connections: 8,
            acquire_timeout: Duration::from_secs(2),
            lock_timeout: Duration::from_secs(2),
            query_timeout: Duration::from_secs(5),
        }
    }
}

/// The open database: the [`accounts::Directory`] of the process. Clones share one pool.
#[derive(Clone, Debug)]
pub struct Database {
    pool: AnyPool,
    query_timeout: Duration,
    file: Arc<OpenedFile>,
}

impl Database {
    /// Opens the database that `url` names: `sqlite:PATH` or `sqlite://PATH`. Makes the file (mode 0600) when there is none, and runs
    /// the migrations that it lacks; any number of processes may do so at once.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong with the URL, the file or the folder, and what to do about it.
    pub async fn open(url: &str, options: DatabaseOptions) -> Result<Self, OpenError> {
        let path = location::path_of(url)?;
        file::ensure(&path)?;
        let connect = connect_options(&path).map_err(|error| OpenError::from_sql(&path, error))?;

        // By hand, because the pool tries again and again and ends up with a time-out that tells nothing.
        prepare(&path, &connect, options.lock_timeout).await?;

        let pool = AnyPoolOptions::new()
            .max_connections(options.max_connections)
            .acquire_timeout(options.acquire_timeout)
            // SQLite connections do not go stale: no round trip to find out.
            .test_before_acquire(false)
            .after_connect(move |connection, _| {
                Box::pin(configure(connection, options.lock_timeout))
            })
            .connect_with(connect)
            .await
            .map_err(|error| OpenError::from_sql(&path, error))?;
        let file = OpenedFile::at(&path).await;
        let file = file.map_err(|error| OpenError::from_sql(&path, error.into()))?;
        Ok(Self {
            file: Arc::new(file),
            pool,
            query_timeout: options.query_timeout,
        })
    }

    /// The pool, for those whose tables live in this database too.
    pub fn pool(&self) -> &AnyPool {
        &self.pool
    }

    /// Waits for connections in use, then closes all of them. Queries after it fail.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Fails when the file is no longer where it was opened.
    pub(crate) async fn check_file(&self) -> Result<(), QueryError> {
        match self.file.lost().await {
            None => Ok(()),
            Some(path) => Err(QueryError::FileLost(path.to_owned())),
        }
    }

    /// Waits for a query, but not for ever.
    pub(crate) async fn bounded<T>(
        &self,
        query: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, QueryError> {
        match tokio::time::timeout(self.query_timeout, query).await {
            Ok(answer) => Ok(answer?),
            Err(_) => Err(QueryError::TimedOut(self.query_timeout)),
        }
    }

    /// Waits for a write that names an account.
    pub(crate) async fn kept_for<T>(
        &self,
        account: AccountId,
        write: impl Future<Output = Result<T, sqlx::Error>>,
    ) -> Result<T, DirectoryError> {
        match self.bounded(write).await {
            Err(error) if error.is_foreign_key_violation() => {
                Err(DirectoryError::NoSuchAccount(account))
            }
            other => Ok(other?),
        }
    }
}

fn connect_options(path: &Path) -> Result<AnyConnectOptions, sqlx::Error> {
    sqlx::any::install_default_drivers();
    let path = path.to_string_lossy();
    let encoded = utf8_percent_encode(&path, NON_ALPHANUMERIC);
    AnyConnectOptions::from_str(&format!("sqlite:{encoded}"))
}

/// Brings the file up to date over a connection of its own.
async fn prepare(
    path: &Path,
    connect: &AnyConnectOptions,
    lock_timeout: Duration,
) -> Result<(), OpenError> {
    let sql = |error| OpenError::from_sql(path, error);
    let mut connection = connect.connect().await.map_err(sql)?;
    configure(&mut connection, lock_timeout)
        .await
        .map_err(sql)?;
    if is_up_to_date(&mut connection).await {
        return connection.close().await.map_err(sql);
    }
    // sqlx takes no lock on SQLite. The write lock keeps two starting processes from running the same migration.
    let mut transaction = connection
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(sql)?;
    // Not `run`: it makes a future that is not `Send`.
    MIGRATIONS
        .run_direct(None, &mut *transaction, false)
        .await
        .map_err(|error| OpenError::from_migration(path, error))?;
    transaction.commit().await.map_err(sql)?;
    connection.close().await.map_err(sql)
}

/// Whether every migration is there, and no other. Reading alone waits for no writer; whatever else is wrong comes out when the
/// migrations are run.
async fn is_up_to_date(connection: &mut AnyConnection) -> bool {
    let applied: Result<Vec<(i64, Vec<u8>)>, _> = sqlx::query_as(
        "SELECT version, checksum FROM _sqlx_migrations WHERE success ORDER BY version",
    )
    .fetch_all(connection)
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

/// Settings that SQLite keeps per connection, and WAL, which it keeps in the file.
async fn configure(
    connection: &mut AnyConnection,
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
