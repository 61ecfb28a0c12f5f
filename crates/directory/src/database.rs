use std::sync::Arc;
use std::time::{Duration, Instant};

use accounts::{AccountId, DirectoryError};
use sql::Pool;

use crate::location::Location;
use crate::open_error::OpenError;
use crate::options::{DatabaseOptions, Opening};
use crate::query_error::QueryError;
use crate::sqlite::file::OpenedFile;
use crate::{postgres, sqlite};

/// For how long a file that could be written is assumed to be writable.
const WRITE_CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// Connections of this process to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolUsage {
    /// Those that a query has, or that are being opened.
    pub used: u32,
    /// Those that are open and free.
    pub idle: u32,
    /// As many as are allowed.
    pub max: u32,
}

impl PoolUsage {
    /// Of two pools together.
    pub fn and(self, other: Self) -> Self {
        Self {
            used: self.used + other.used,
            idle: self.idle + other.idle,
            max: self.max + other.max,
        }
    }

    pub(crate) fn of(pool: &Pool) -> Self {
        let (open, idle) = (pool.size(), pool.num_idle());
        let idle = u32::try_from(idle).unwrap_or(u32::MAX).min(open);
        Self {
            used: open - idle,
            idle,
            max: pool.max_connections(),
        }
    }
}

/// The open database: the [`accounts::Directory`] of the process. Clones share one pool.
#[derive(Clone, Debug)]
pub struct Database {
    pool: Pool,
    query_timeout: Duration,
    /// Of SQLite.
    file: Option<Arc<OpenedFile>>,
    migrations_run: usize,
    /// Who makes the changes, for the audit log; `None` for the program itself.
    operator: Option<Arc<str>>,
}

impl Database {
    /// Opens the database that `url` names, as [`Opening::Migrate`].
    ///
    /// # Errors
    /// As [`Self::open_with`].
    pub async fn open(url: &str, options: DatabaseOptions) -> Result<Self, OpenError> {
        Self::open_with(url, Opening::Migrate, options).await
    }

    /// Opens the database that `url` names.
    ///
    /// - `sqlite:PATH` or `sqlite://PATH`: a file that is created here has mode 0600.
    /// - `postgres://USER:PASSWORD@HOST:PORT/DATABASE` (or `postgresql:`), with libpq's parameters for TLS and the like.
    ///
    /// It may have been migrated by a later version of this program: migrations only add.
    ///
    /// # Errors
    /// [`OpenError`] says what is wrong with the URL, the file or the server, and what to do about it.
    pub async fn open_with(
        url: &str,
        opening: Opening,
        options: DatabaseOptions,
    ) -> Result<Self, OpenError> {
        let (pool, file, migrations_run) = match Location::of(url)? {
            Location::File(path) => {
                let (pool, file, ran) = sqlite::connect::open(&path, opening, &options).await?;
                (Pool::Sqlite(pool), Some(Arc::new(file)), ran)
            }
            Location::Server(server) => {
                let (pool, limits, ran) =
                    postgres::connect::open(&server, opening, &options).await?;
                (Pool::Postgres(pool, limits), None, ran)
            }
        };
        Ok(Self {
            pool,
            query_timeout: options.query_timeout,
            file,
            migrations_run,
            operator: None,
        })
    }

    /// The same database, with changes made by this operator.
    pub fn operated_by(mut self, operator: &str) -> Self {
        self.operator = Some(operator.into());
        self
    }

    /// Who makes the changes; `None` for the program itself.
    pub(crate) fn operator(&self) -> Option<&str> {
        self.operator.as_deref()
    }

    /// How many migrations were run when it was opened.
    pub fn migrations_run(&self) -> usize {
        self.migrations_run
    }

    /// Checks the form of a database URL, and answers it without its password: safe to show and to log.
    ///
    /// # Errors
    /// [`OpenError`], as [`Self::open`] would say it.
    pub fn check_url(url: &str) -> Result<String, OpenError> {
        Ok(match Location::of(url)? {
            Location::File(_) => url.to_owned(),
            Location::Server(server) => server.url_without_password(),
        })
    }

    /// The pool, for those whose tables live in this database too.
    pub fn pool(&self) -> &Pool {
        &self.pool
    }

    /// How many connections there are now.
    pub fn connections(&self) -> PoolUsage {
        PoolUsage::of(&self.pool)
    }

    /// Waits for connections in use, then closes all of them. Queries after it fail.
    pub async fn close(&self) {
        self.pool.close().await;
    }

    /// Whether it is a file, which other replicas do not share.
    pub fn is_local(&self) -> bool {
        self.file.is_some()
    }

    /// What OpenTelemetry calls this kind of database.
    pub(crate) fn system(&self) -> &'static str {
        match self.file {
            Some(_) => "sqlite",
            None => "postgresql",
        }
    }

    /// Fails when the file is no longer where it was opened.
    pub(crate) async fn check_file(&self) -> Result<(), QueryError> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        match file.lost().await {
            None => Ok(()),
            Some(path) => Err(QueryError::FileLost(path.to_owned())),
        }
    }

    /// Fails when the file cannot be written. Asks about once a second however often it is called, for it writes.
    pub(crate) async fn check_writing(&self) -> Result<(), QueryError> {
        let Some(file) = &self.file else {
            return Ok(());
        };
        let mut written = file.written.lock().await;
        if written.is_some_and(|written| written.elapsed() < WRITE_CHECK_INTERVAL) {
            return Ok(());
        }
        // An unused number, set to what it is already: its page is written all the same.
        let query = sql::query("PRAGMA user_version = 0");
        self.bounded(query.execute(self.pool())).await?;
        *written = Some(Instant::now());
        Ok(())
    }

    pub(crate) fn query_timeout(&self) -> Duration {
        self.query_timeout
    }

    /// Waits for a query up to the timeout.
    pub(crate) async fn bounded<T>(
        &self,
        query: impl Future<Output = sqlx::Result<T>>,
    ) -> Result<T, QueryError> {
        Ok(sql::bounded("directory", self.query_timeout, query).await?)
    }

    /// The outcome of a write that names an account, which has to exist.
    pub(crate) fn for_account<T>(
        &self,
        account: AccountId,
        written: Result<T, QueryError>,
    ) -> Result<T, DirectoryError> {
        match written {
            Err(QueryError::Query(error)) if error.is_foreign_key_violation() => {
                Err(DirectoryError::NoSuchAccount(account))
            }
            other => Ok(other?),
        }
    }
}
